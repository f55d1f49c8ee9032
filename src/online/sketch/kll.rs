use super::of_quantile::{Sketch, of_quantile};
use crate::online::{InvalidParameter, Refusal};
use datasketches::{
    common::SearchCriteria,
    kll::{KllFloat, KllSketch},
};

of_quantile! {
    /// A quantile of all values by a KLL sketch, in their unit: one of the values, whose rank is off by little.
    ///
    /// Of each 100 quantiles that are asked for, 99 have a rank within [`rank_error`](Kll::rank_error) of `q`: 0.0133, or
    /// 1.33 % of the values, for `k` of 200. How far the value is off depends on how close together the values are; where
    /// there are fewer than `k`, it is exact. An infinity is a value as any other, NaN is skipped.
    ///
    /// The sketch keeps values at random, and so two of the same values need not agree beyond their error; one that was
    /// saved and restored has the same values, and goes on with other random numbers.
    ///
    /// Source: Z. Karnin, K. Lang and E. Liberty, "Optimal quantile approximation in streams", FOCS 2016; the crate
    /// [`datasketches`](https://docs.rs/datasketches).
    ///
    /// # Complexity
    ///
    /// Amortised logarithmic in `k` for a value; `k log k` to read it, since what is kept is sorted anew. It keeps three
    /// times `k` values, about.
    ///
    /// # Examples
    ///
    /// ```
    /// use antiphon::online::{Kll, Statistic};
    ///
    /// let mut delays = Kll::new(200, 0.99).unwrap();
    /// (1..=100_000).for_each(|delay| delays.update(f64::from(delay)));
    /// assert!((delays.value().unwrap() / 1e5 - 0.99).abs() < 0.03);
    /// assert!((delays.quantile(0.5).unwrap() / 1e5 - 0.5).abs() < 0.06);
    /// ```
    Kll(KllSketch<KllFloat<f64>>) of f64
}

impl Kll {
    /// The quantile `q`, from a sketch of the size `k`.
    ///
    /// # Errors
    ///
    /// If `k` is less than 8, or `q` is not between 0 and 1.
    pub fn new(k: u16, q: f64) -> Result<Self, InvalidParameter> {
        let refused = InvalidParameter { parameter: "k", value: k.into(), must_be: "at least 8" };
        Self::of(KllSketch::new(k).map_err(|_| refused)?, q)
    }

    /// By how much the rank of a quantile can be off, as a share of the values, 99 times of 100.
    #[must_use]
    pub fn rank_error(&self) -> f64 {
        self.sketch.normalized_rank_error()
    }

    /// The share of the values that are less than `x`, within the error; `None` if there are none, or `x` is NaN.
    #[must_use]
    pub fn rank(&self, x: f64) -> Option<f64> {
        self.sketch.rank(&KllFloat::<f64>::new(x).ok()?, SearchCriteria::Exclusive)
    }
}

impl Sketch for KllSketch<KllFloat<f64>> {
    type Value = f64;

    #[inline]
    fn admits(x: &f64) -> Result<bool, Refusal> {
        Ok(!x.is_nan())
    }

    #[inline]
    fn take(&mut self, x: f64) {
        if let Ok(x) = KllFloat::<f64>::new(x) {
            self.update(x);
        }
    }

    #[inline]
    fn value_at(&self, q: f64) -> Option<f64> {
        self.quantile(q, SearchCriteria::Inclusive).ok().flatten().map(KllFloat::into_inner)
    }

    fn len(&self) -> u64 {
        self.n()
    }

    fn join(&mut self, other: &Self) -> bool {
        self.merge(other).is_ok()
    }

    fn cleared(&self) -> Self {
        let mut cleared = self.clone();
        cleared.reset();
        cleared
    }
}
