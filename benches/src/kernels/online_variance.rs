//! The variance of all values so far: updated and read once in the end, and answered for each value.
//!
//! `hand` is Welford's algorithm, which loses digits as the level rises; the peers are it too.

use crate::{Kernel, contenders};
use antiphon::{
    Generator,
    online::{Mean, Statistic, Variance},
};
use average::Estimate;
use std::hint::black_box;
use watermill::stats::Univariate;

const N: u32 = 20_000;

pub(super) fn kernel_mean() -> Kernel {
    use mean::{average, hand, in_place, rolling_stats, streaming_stats, watermill};
    Kernel {
        name: "mean",
        operations: N,
        contenders: contenders![hand, in_place, watermill, average, streaming_stats, rolling_stats],
    }
}

pub(super) fn kernel() -> Kernel {
    Kernel {
        name: "variance",
        operations: N,
        contenders: contenders![hand, in_place, watermill, average, streaming_stats, rolling_stats],
    }
}

pub(super) fn kernel_answers() -> Kernel {
    use answers::{average, generator, hand, in_place, streaming_stats, watermill};
    Kernel {
        name: "variance-answers",
        operations: N,
        contenders: contenders![hand, in_place, generator, watermill, average, streaming_stats],
    }
}

/// Values between 0 and 1024 in no order, the same for everyone.
#[inline(always)]
fn value(n: u32) -> f64 {
    f64::from((n.wrapping_mul(2_654_435_769) >> 12) & 0xf_ffff) / 1024.0
}

/// What everyone agrees on: nobody has more than nine digits wrong of these values.
fn agreed(value: f64) -> u64 {
    (value * 1e3).round().to_bits()
}

#[inline(always)]
fn updated(mut update: impl FnMut(f64)) {
    for n in 0..black_box(N) {
        update(value(n));
    }
}

#[inline(always)]
fn answered(mut answer: impl FnMut(f64) -> f64) -> u64 {
    let mut sum = 0.0;
    for n in 0..black_box(N) {
        sum += answer(value(n));
    }
    agreed(sum / f64::from(N))
}

/// Welford's algorithm.
#[derive(Default)]
struct Welford {
    n: u64,
    mean: f64,
    squares: f64,
}

impl Welford {
    #[inline(always)]
    fn update(&mut self, x: f64) {
        self.n += 1;
        let deviation = x - self.mean;
        self.mean += deviation / self.n as f64;
        self.squares += deviation * (x - self.mean);
    }

    #[inline(always)]
    fn variance(&self) -> Option<f64> {
        (self.n > 1).then(|| self.squares / (self.n - 1) as f64)
    }
}

#[inline(never)]
fn hand() -> u64 {
    let mut welford = Welford::default();
    updated(|x| welford.update(x));
    agreed(welford.variance().unwrap_or(0.0))
}

#[inline(never)]
fn in_place() -> u64 {
    let mut variance = Variance::new();
    updated(|x| variance.update(x));
    agreed(variance.value().unwrap_or(0.0))
}

#[inline(never)]
fn watermill() -> u64 {
    let mut variance = watermill::variance::Variance::default();
    updated(|x| variance.update(x));
    agreed(variance.get())
}

#[inline(never)]
fn average() -> u64 {
    let mut variance = average::Variance::new();
    updated(|x| variance.add(x));
    agreed(variance.sample_variance())
}

#[inline(never)]
fn streaming_stats() -> u64 {
    let mut variance = stats::OnlineStats::new();
    updated(|x| variance.add(x));
    // It has the population's only.
    agreed(variance.variance() * f64::from(N) / f64::from(N - 1))
}

#[inline(never)]
fn rolling_stats() -> u64 {
    let mut all = rolling_stats::Stats::<f64>::new();
    updated(|x| all.update(x));
    agreed(all.std_dev.powi(2))
}

mod mean {
    use super::{Estimate, Mean, Statistic, Univariate, agreed, updated};

    #[inline(never)]
    pub(super) fn hand() -> u64 {
        let (mut n, mut mean) = (0_u64, 0.0);
        updated(|x| {
            n += 1;
            mean += (x - mean) / n as f64;
        });
        agreed(mean)
    }

    #[inline(never)]
    pub(super) fn in_place() -> u64 {
        let mut mean = Mean::new();
        updated(|x| mean.update(x));
        agreed(mean.value().unwrap_or(0.0))
    }

    #[inline(never)]
    pub(super) fn watermill() -> u64 {
        let mut mean = watermill::mean::Mean::new();
        updated(|x| mean.update(x));
        agreed(mean.get())
    }

    #[inline(never)]
    pub(super) fn average() -> u64 {
        let mut mean = average::Mean::new();
        updated(|x| mean.add(x));
        agreed(mean.mean())
    }

    #[inline(never)]
    pub(super) fn streaming_stats() -> u64 {
        let mut all = stats::OnlineStats::new();
        updated(|x| all.add(x));
        agreed(all.mean())
    }

    #[inline(never)]
    pub(super) fn rolling_stats() -> u64 {
        let mut all = rolling_stats::Stats::<f64>::new();
        updated(|x| all.update(x));
        agreed(all.mean)
    }
}

mod answers {
    use super::{Estimate, Generator, Statistic, Univariate, Variance, Welford, answered};

    #[inline(never)]
    pub(super) fn hand() -> u64 {
        let mut welford = Welford::default();
        answered(|x| {
            welford.update(x);
            welford.variance().unwrap_or(0.0)
        })
    }

    #[inline(never)]
    pub(super) fn in_place() -> u64 {
        let mut variance = Variance::new();
        answered(|x| {
            variance.update(x);
            variance.value().unwrap_or(0.0)
        })
    }

    #[inline(never)]
    pub(super) fn generator() -> u64 {
        let mut variance = Variance::new().generator();
        answered(|x| variance.send(x).ok().flatten().unwrap_or(0.0))
    }

    #[inline(never)]
    pub(super) fn watermill() -> u64 {
        let mut variance = watermill::variance::Variance::default();
        answered(|x| {
            variance.update(x);
            variance.get()
        })
    }

    #[inline(never)]
    pub(super) fn average() -> u64 {
        let mut variance = average::Variance::new();
        answered(|x| {
            variance.add(x);
            // Of one value it is NaN, which `max` leaves out.
            variance.sample_variance().max(0.0)
        })
    }

    #[inline(never)]
    pub(super) fn streaming_stats() -> u64 {
        let (mut variance, mut n) = (stats::OnlineStats::new(), 0.0_f64);
        answered(|x| {
            variance.add(x);
            n += 1.0;
            // It has the population's only.
            if n > 1.0 { variance.variance() * (n / (n - 1.0)) } else { 0.0 }
        })
    }
}
