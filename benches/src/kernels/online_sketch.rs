//! Sketches, updated with every value and read once, beside the crates that they are made of: these are `hand`.
//!
//! KLL keeps values at random; the greatest is the one quantile that is the same every time.

use crate::{Contender, Kernel, Run};
use antiphon::online::{DdSketch, FrequentItems, HdrHistogram, HyperLogLog, Kll, Statistic};
use datasketches::{
    common::SearchCriteria,
    frequencies::{ErrorType, FrequentItemsSketch},
    hll::{HllSketch, HllType},
    kll::{KllFloat, KllSketch},
};
use hdrhistogram::Histogram;
use sketches_ddsketch::{Config, DDSketch};
use std::hint::black_box;

const N: u32 = 20_000;

pub(super) fn kernels() -> [Kernel; 5] {
    [
        kernel("sketch-kll", kll::hand, kll::in_place),
        kernel("sketch-dd", dd::hand, dd::in_place),
        kernel("sketch-hdr", hdr::hand, hdr::in_place),
        kernel("sketch-hll", hll::hand, hll::in_place),
        kernel("sketch-frequent", frequent::hand, frequent::in_place),
    ]
}

fn kernel(name: &'static str, hand: Run, in_place: Run) -> Kernel {
    let contenders =
        [("hand", hand), ("in-place", in_place)].map(|(name, run)| Contender { name, boxed: false, run }).to_vec();
    Kernel { name, operations: N, contenders }
}

/// Whole numbers under 2^20 in no order, the same for everyone.
#[inline(always)]
fn updated(mut update: impl FnMut(u64)) {
    for n in 0..black_box(N) {
        let mixed = (n ^ (n >> 7)).wrapping_mul(2_654_435_769);
        update(u64::from(mixed >> 12));
    }
}

mod kll {
    use super::{Kll, KllFloat, KllSketch, SearchCriteria, Statistic, updated};

    #[inline(never)]
    pub(super) fn hand() -> u64 {
        let Ok(mut sketch) = KllSketch::new(200) else { return 0 };
        updated(|x| {
            if let Ok(x) = KllFloat::<f64>::new(x as f64) {
                sketch.update(x);
            }
        });
        let greatest = sketch.quantile(1.0, SearchCriteria::Inclusive).ok().flatten();
        greatest.map_or(0, |x| x.into_inner().to_bits())
    }

    #[inline(never)]
    pub(super) fn in_place() -> u64 {
        let Ok(mut sketch) = Kll::new(200, 1.0) else { return 0 };
        updated(|x| sketch.update(x as f64));
        sketch.value().map_or(0, f64::to_bits)
    }
}

mod dd {
    use super::{Config, DDSketch, DdSketch, Statistic, updated};

    #[inline(never)]
    pub(super) fn hand() -> u64 {
        let mut sketch = DDSketch::new(Config::defaults());
        updated(|x| sketch.add(x as f64));
        sketch.quantile(0.9).ok().flatten().map_or(0, f64::to_bits)
    }

    #[inline(never)]
    pub(super) fn in_place() -> u64 {
        let Ok(mut sketch) = DdSketch::new(0.01, 0.9) else { return 0 };
        updated(|x| sketch.update(x as f64));
        sketch.value().map_or(0, f64::to_bits)
    }
}

mod hdr {
    use super::{HdrHistogram, Histogram, Statistic, updated};

    #[inline(never)]
    pub(super) fn hand() -> u64 {
        let Ok(mut histogram) = Histogram::<u64>::new(3) else { return 0 };
        // What cannot be recorded is not lost here either.
        updated(|x| {
            if histogram.record(x).is_err() {
                histogram.saturating_record(x);
            }
        });
        histogram.value_at_quantile(0.9)
    }

    #[inline(never)]
    pub(super) fn in_place() -> u64 {
        let Ok(mut histogram) = HdrHistogram::new(3, 0.9) else { return 0 };
        updated(|x| histogram.update(x));
        histogram.value().unwrap_or(0)
    }
}

mod hll {
    use super::{HllSketch, HllType, HyperLogLog, Statistic, updated};

    #[inline(never)]
    pub(super) fn hand() -> u64 {
        let Ok(mut sketch) = HllSketch::new(12, HllType::Hll8) else { return 0 };
        updated(|x| sketch.update(x));
        sketch.estimate().to_bits()
    }

    #[inline(never)]
    pub(super) fn in_place() -> u64 {
        let Ok(mut sketch) = HyperLogLog::new(12) else { return 0 };
        updated(|x| sketch.update(x));
        sketch.value().map_or(0, f64::to_bits)
    }
}

mod frequent {
    use super::{ErrorType, FrequentItems, FrequentItemsSketch, Statistic, updated};

    #[inline(never)]
    pub(super) fn hand() -> u64 {
        let Ok(mut sketch) = FrequentItemsSketch::new(1024) else { return 0 };
        updated(|x| sketch.update(x % 5_000));
        sketch.frequent_items(ErrorType::NoFalseNegatives).first().map_or(0, |row| *row.item())
    }

    #[inline(never)]
    pub(super) fn in_place() -> u64 {
        let Ok(mut sketch) = FrequentItems::new(1024) else { return 0 };
        updated(|x| sketch.update(x % 5_000));
        sketch.value().and_then(|rows| rows.first().map(|row| row.item)).unwrap_or(0)
    }
}
