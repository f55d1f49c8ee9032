use super::of_quantile::{Sketch, of_quantile};
use crate::online::{InvalidParameter, Refusal};
use sketches_ddsketch::{Config, DDSketch};

of_quantile! {
    /// A quantile of all values by a sketch of logarithmic counters, in their unit, within a relative error of `alpha`.
    ///
    /// It is within `alpha` times its size of the value whose rank is `q (n - 1)`, rounded down and counted from 0, whatever
    /// the values are; the least and the greatest are exact. Numbers nearer to 0 than 2.3e-308 count as 0. NaN is skipped,
    /// and an infinity refused with [`Refusal::Infinite`], since it is near to no number. One of another `alpha` is not
    /// merged: its values are counted among the skipped.
    ///
    /// Source: C. Masson, J. E. Rim and H. K. Lee, "`DDSketch`: a fast and fully-mergeable quantile sketch with relative-error
    /// guarantees", VLDB 2019; the crate [`sketches-ddsketch`](https://docs.rs/sketches-ddsketch).
    ///
    /// # Complexity
    ///
    /// A logarithm and a count for each value; reading it is linear in the number of counters. These are, for the positive
    /// and for the negative numbers, as many as there are powers of `(1 + alpha) / (1 - alpha)` between the smallest and the
    /// largest: 1,151 for ten decades and `alpha` of 0.01.
    ///
    /// # Examples
    ///
    /// ```
    /// use antiphon::online::{DdSketch, Statistic};
    ///
    /// let mut delays = DdSketch::new(0.01, 0.99).unwrap();
    /// (0..100_000).for_each(|delay| delays.update(f64::from(delay)));
    /// assert!((delays.value().unwrap() / 98_999.0 - 1.0).abs() < 0.01);
    /// ```
    DdSketch(Bounded) of f64
}

impl DdSketch {
    /// The quantile `q`, with a relative error of `alpha`.
    ///
    /// # Errors
    ///
    /// If `alpha` is not at least 0.0001 and less than 1, or `q` is not between 0 and 1.
    pub fn new(alpha: f64, q: f64) -> Result<Self, InvalidParameter> {
        let valid = (0.0001..1.0).contains(&alpha);
        InvalidParameter::unless(valid, "alpha", alpha, "at least 0.0001 and less than 1")?;
        Self::of(Bounded::new(alpha), q)
    }
}

/// A sketch with so many counters that none are ever put together, which would void the bound.
#[derive(Clone)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(super) struct Bounded {
    alpha: f64,
    sketch: DDSketch,
}

impl Bounded {
    fn new(alpha: f64) -> Self {
        let config = Config::new(alpha, 0, f64::MIN_POSITIVE);
        let (least, greatest) = (config.key(f64::MIN_POSITIVE), config.key(f64::MAX));
        // They grow in steps of 128.
        let counters = greatest.abs_diff(least) + 1 + 128;
        Self { alpha, sketch: DDSketch::new(Config::new(alpha, counters, f64::MIN_POSITIVE)) }
    }
}

impl Sketch for Bounded {
    type Value = f64;

    #[inline]
    fn admits(x: &f64) -> Result<bool, Refusal> {
        if x.is_infinite() { Err(Refusal::Infinite) } else { Ok(!x.is_nan()) }
    }

    #[inline]
    fn take(&mut self, x: f64) {
        self.sketch.add(x);
    }

    #[inline]
    fn value_at(&self, q: f64) -> Option<f64> {
        let quantile = self.sketch.quantile(q).ok().flatten()?;
        Some(quantile.clamp(self.sketch.min()?, self.sketch.max()?))
    }

    fn len(&self) -> u64 {
        self.sketch.count() as u64
    }

    fn join(&mut self, other: &Self) -> bool {
        self.sketch.merge(&other.sketch).is_ok()
    }

    fn cleared(&self) -> Self {
        Self::new(self.alpha)
    }
}
