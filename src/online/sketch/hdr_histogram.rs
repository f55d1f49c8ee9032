use super::of_quantile::{Sketch, of_quantile};
use crate::online::{InvalidParameter, Refusal};
use hdrhistogram::Histogram;

of_quantile! {
    /// A quantile of all values by an HDR histogram: whole numbers, such as delays in microseconds, to `digits` decimal
    /// digits.
    ///
    /// It is the greatest number that is equal, to so many digits, to the least value that the share `q` of the values is no
    /// greater than. A value is never too large: the histogram grows.
    ///
    /// Source: G. Tene's [HdrHistogram](http://hdrhistogram.org), by the crate
    /// [`hdrhistogram`](https://docs.rs/hdrhistogram).
    ///
    /// # Complexity
    ///
    /// Constant for a value: a few shifts and a count; reading it is linear in the number of counters. These are
    /// `2 10^digits`, rounded up to a power of two, and half as many again for each doubling beyond.
    ///
    /// # Examples
    ///
    /// ```
    /// use antiphon::online::{HdrHistogram, Statistic};
    ///
    /// let mut delays = HdrHistogram::new(3, 0.99).unwrap();
    /// (1..=100_000).for_each(|delay| delays.update(delay));
    /// assert!(delays.value().unwrap().abs_diff(99_000) < 99);
    /// ```
    HdrHistogram(Histogram<u64>) of u64
}

impl HdrHistogram {
    /// The quantile `q`, to `digits` decimal digits.
    ///
    /// # Errors
    ///
    /// If `digits` is not between 1 and 5, or `q` is not between 0 and 1.
    pub fn new(digits: u8, q: f64) -> Result<Self, InvalidParameter> {
        let refused = InvalidParameter { parameter: "digits", value: digits.into(), must_be: "between 1 and 5" };
        let histogram = if digits == 0 { None } else { Histogram::new(digits).ok() };
        Self::of(histogram.ok_or(refused)?, q)
    }
}

impl Sketch for Histogram<u64> {
    type Value = u64;

    #[inline]
    fn admits(_: &u64) -> Result<bool, Refusal> {
        Ok(true)
    }

    #[inline]
    fn take(&mut self, x: u64) {
        // It grows where it must; a value that is too large for the address space is counted as the largest that is not.
        if self.record(x).is_err() {
            self.saturating_record(x);
        }
    }

    #[inline]
    fn value_at(&self, q: f64) -> Option<u64> {
        (!self.is_empty()).then(|| self.value_at_quantile(q))
    }

    fn len(&self) -> u64 {
        Self::len(self)
    }

    fn join(&mut self, other: &Self) -> bool {
        self.add(other).is_ok()
    }

    fn cleared(&self) -> Self {
        let mut cleared = self.clone();
        cleared.reset();
        cleared
    }
}
