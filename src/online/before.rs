//! What is done to a value before a statistic takes it.

use super::{Guarded, InvalidParameter, MaybeNan, Merge, NanPolicy, Refusal, Statistic, format::Format};
use alloc::collections::VecDeque;

/// A statistic of the values `k` places ago. Made by [`Lagged::new`]; `Lagged::new(k, Last::new())` is the lag itself.
///
/// A value that the statistic would skip or refuse takes no place.
///
/// # Complexity
///
/// That of the statistic; `k` values are held.
///
/// # Examples
///
/// ```
/// use antiphon::{online::{Lagged, Last, Statistic}, prelude::*};
///
/// let lag = Lagged::new(2, Last::new()).unwrap().generator();
/// let earlier: Vec<_> = [1.0, 2.0, 3.0, 4.0].into_iter().through(lag).collect();
/// assert_eq!(earlier, [None, None, Some(1.0), Some(2.0)]);
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Lagged<S> {
    #[cfg_attr(not(feature = "serde"), allow(dead_code, reason = "it is only saved"))]
    format: Format<1>,
    k: usize,
    #[cfg_attr(feature = "serde", serde(with = "super::format::queue"))]
    waiting: VecDeque<f64>,
    statistic: S,
    skipped: u64,
}

impl<S: Statistic<Input = f64>> Lagged<S> {
    /// Gives each value to the statistic when `k` more have come.
    ///
    /// # Errors
    ///
    /// If `k` is 0.
    pub fn new(k: usize, mut statistic: S) -> Result<Self, InvalidParameter> {
        InvalidParameter::unless(k > 0, "k", k as f64, "at least 1")?;
        statistic.reset();
        Ok(Self { format: Format, k, waiting: VecDeque::new(), statistic, skipped: 0 })
    }

    /// The same lag, empty, with another way to deal with NaN: one that is propagated waits for its turn.
    ///
    /// Then it stays, as around any statistic of all values: `Lagged::new(k, LastN::new(1, Last::new())?.nan(policy))` is
    /// the lag itself.
    #[must_use]
    pub fn nan(mut self, policy: NanPolicy) -> Lagged<Guarded<S>>
    where
        S: Statistic<Output: MaybeNan>,
    {
        self.statistic.reset();
        let (waiting, statistic) = (VecDeque::new(), Guarded::new(self.statistic, policy));
        Lagged { format: Format, k: self.k, waiting, statistic, skipped: 0 }
    }
}

impl<S: Statistic<Input = f64>> Statistic for Lagged<S> {
    type Input = f64;
    type Output = S::Output;

    fn try_update(&mut self, x: f64) -> Result<(), Refusal> {
        let admitted = self.statistic.admits(&x);
        if admitted != Ok(true) {
            self.skipped += 1;
            return admitted.map(|_| ());
        }
        self.waiting.push_back(x);
        if self.waiting.len() > self.k
            && let Some(earlier) = self.waiting.pop_front()
        {
            return self.statistic.try_update(earlier);
        }
        Ok(())
    }

    fn admits(&self, x: &f64) -> Result<bool, Refusal> {
        self.statistic.admits(x)
    }

    fn value(&self) -> Option<S::Output> {
        self.statistic.value()
    }

    /// Those that wait are counted too.
    fn count(&self) -> u64 {
        self.statistic.count() + self.waiting.len() as u64
    }

    fn skipped(&self) -> u64 {
        self.skipped
    }

    fn reset(&mut self) {
        self.statistic.reset();
        self.waiting.clear();
        self.skipped = 0;
    }
}

/// A statistic of the differences between each value and the one before. `Differenced::new(Last::new())` is the
/// difference itself.
///
/// NaN is skipped, unless [`nan`](Statistic::nan) says otherwise; one that is propagated stays, so let a window go around
/// the differences. Between two infinities of one sign the difference is NaN, which is the statistic's to deal with.
///
/// # Examples
///
/// ```
/// use antiphon::online::{Differenced, Max, Statistic};
///
/// let mut steepest = Differenced::new(Max::new());
/// for value in [1.0, 4.0, 5.0, 9.0] {
///     steepest.update(value);
/// }
/// assert_eq!(steepest.value(), Some(4.0));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Differenced<S> {
    #[cfg_attr(not(feature = "serde"), allow(dead_code, reason = "it is only saved"))]
    format: Format<1>,
    taken: u64,
    #[cfg_attr(feature = "serde", serde(with = "super::format::exact"))]
    first: f64,
    #[cfg_attr(feature = "serde", serde(with = "super::format::exact"))]
    last: f64,
    statistic: S,
    skipped: u64,
}

impl<S: Statistic<Input = f64>> Differenced<S> {
    /// Of no differences yet.
    pub fn new(mut statistic: S) -> Self {
        statistic.reset();
        Self { format: Format, taken: 0, first: 0.0, last: 0.0, statistic, skipped: 0 }
    }
}

impl<S: Statistic<Input = f64>> Statistic for Differenced<S> {
    type Input = f64;
    type Output = S::Output;

    fn try_update(&mut self, x: f64) -> Result<(), Refusal> {
        if x.is_nan() {
            self.skipped += 1;
            return Ok(());
        }
        if self.taken == 0 {
            self.first = x;
        } else {
            self.statistic.update(x - self.last);
        }
        self.last = x;
        self.taken += 1;
        Ok(())
    }

    fn admits(&self, x: &f64) -> Result<bool, Refusal> {
        Ok(!x.is_nan())
    }

    fn value(&self) -> Option<S::Output> {
        self.statistic.value()
    }

    /// How many values there were: one more than differences.
    fn count(&self) -> u64 {
        self.taken
    }

    fn skipped(&self) -> u64 {
        self.skipped
    }

    fn reset(&mut self) {
        self.statistic.reset();
        (self.taken, self.first, self.last, self.skipped) = (0, 0.0, 0.0, 0);
    }
}

impl<S: Merge<Input = f64>> Merge for Differenced<S> {
    type Suffix = Self;

    fn merge(&mut self, later: &Self) {
        self.skipped += later.skipped;
        if later.taken == 0 {
            return;
        }
        if self.taken == 0 {
            *self = Self { skipped: self.skipped, ..later.clone() };
            return;
        }
        self.statistic.update(later.first - self.last);
        self.statistic.merge(&later.statistic);
        self.last = later.last;
        self.taken += later.taken;
    }
}

/// A statistic of the values after a change of units: `(x - offset) * factor`.
///
/// With [`nan`](Statistic::nan) a NaN that is propagated stays, so let a window go around the change of units.
///
/// # Examples
///
/// ```
/// use antiphon::online::{Mean, Scaled, Statistic};
///
/// let mut celsius = Scaled::new(32.0, 5.0 / 9.0, Mean::new()).unwrap();
/// for fahrenheit in [50.0, 68.0] {
///     celsius.update(fahrenheit);
/// }
/// assert_eq!(celsius.value(), Some(15.0));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Scaled<S> {
    #[cfg_attr(not(feature = "serde"), allow(dead_code, reason = "it is only saved"))]
    format: Format<1>,
    #[cfg_attr(feature = "serde", serde(with = "super::format::exact"))]
    offset: f64,
    #[cfg_attr(feature = "serde", serde(with = "super::format::exact"))]
    factor: f64,
    statistic: S,
}

impl<S: Statistic<Input = f64>> Scaled<S> {
    /// Subtracts `offset` and multiplies by `factor` before the statistic.
    ///
    /// # Errors
    ///
    /// If one of them is infinite or NaN.
    pub fn new(offset: f64, factor: f64, mut statistic: S) -> Result<Self, InvalidParameter> {
        InvalidParameter::unless(offset.is_finite(), "offset", offset, "finite")?;
        InvalidParameter::unless(factor.is_finite(), "factor", factor, "finite")?;
        statistic.reset();
        Ok(Self { format: Format, offset, factor, statistic })
    }

    #[inline]
    fn scale(&self, x: f64) -> f64 {
        (x - self.offset) * self.factor
    }
}

impl<S: Statistic<Input = f64>> Statistic for Scaled<S> {
    type Input = f64;
    type Output = S::Output;

    #[inline]
    fn try_update(&mut self, x: f64) -> Result<(), Refusal> {
        self.statistic.try_update(self.scale(x))
    }

    #[inline]
    fn admits(&self, x: &f64) -> Result<bool, Refusal> {
        self.statistic.admits(&self.scale(*x))
    }

    #[inline]
    fn value(&self) -> Option<S::Output> {
        self.statistic.value()
    }

    fn count(&self) -> u64 {
        self.statistic.count()
    }

    fn skipped(&self) -> u64 {
        self.statistic.skipped()
    }

    fn reset(&mut self) {
        self.statistic.reset();
    }
}

impl<S: Merge<Input = f64>> Merge for Scaled<S> {
    type Suffix = Self;

    #[inline]
    fn merge(&mut self, later: &Self) {
        self.statistic.merge(&later.statistic);
    }

    #[inline]
    fn prepend(&mut self, x: f64) {
        self.statistic.prepend(self.scale(x));
    }

    #[inline]
    fn empty_beside(&self) -> Self {
        Self { statistic: self.statistic.empty_beside(), ..*self }
    }
}
