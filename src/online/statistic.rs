use super::{Answering, Guarded, MaybeNan, NanPolicy, Refusal, TryAnswering};
use core::fmt::Debug;

/// A quantity of all values so far, kept up to date one value at a time.
///
/// A value is skipped and counted where the policy says so ([`NanPolicy`]; by default NaN is), and refused where it
/// makes no sense: a timestamp that is too late, a negative weight, the logarithm of a negative number. Neither changes
/// anything but the counts. [`update`](Statistic::update) only counts a refusal,
/// [`try_update`](Statistic::try_update) says why.
///
/// # Examples
///
/// ```
/// use antiphon::online::{Mean, Statistic};
///
/// let mut mean = Mean::new();
/// assert_eq!(mean.value(), None);
/// for value in [1.0, 2.0, f64::NAN, 6.0] {
///     mean.update(value);
/// }
/// assert_eq!((mean.value(), mean.count(), mean.skipped()), (Some(3.0), 3, 1));
/// ```
pub trait Statistic {
    /// What it is a statistic of.
    type Input: Clone + Debug;
    /// What it computes.
    type Output;

    /// Takes a value in, skips it, or refuses it.
    ///
    /// # Errors
    ///
    /// [`Refusal`] says why the value was not taken; nothing but [`skipped`](Statistic::skipped) has changed.
    fn try_update(&mut self, x: Self::Input) -> Result<(), Refusal>;

    /// Takes a value in. One that is refused is counted among the skipped.
    #[inline]
    fn update(&mut self, x: Self::Input) {
        let _ = self.try_update(x);
    }

    /// Whether it would take `x`, `Ok(false)` if it would skip it: only what is taken takes a place in a window.
    ///
    /// # Errors
    ///
    /// What [`try_update`](Statistic::try_update) would refuse it with.
    fn admits(&self, x: &Self::Input) -> Result<bool, Refusal>;

    /// The statistic of what was taken; `None` as long as that is too little, and where it is not defined.
    fn value(&self) -> Option<Self::Output>;

    /// The value as if `x` had come.
    fn peek(&self, x: Self::Input) -> Option<Self::Output>
    where
        Self: Sized + Clone,
    {
        let mut ahead = self.clone();
        ahead.update(x);
        ahead.value()
    }

    /// How many values the statistic is of.
    fn count(&self) -> u64;

    /// How many values were skipped or refused.
    fn skipped(&self) -> u64;

    /// Forgets all values, but not the parameters.
    fn reset(&mut self);

    /// The same statistic with another way to deal with NaN.
    ///
    /// Windows, [`Keyed`](super::Keyed) and [`Lagged`](super::Lagged) have a method of this name that tells the statistic
    /// directly inside them, so that a NaN leaves with its window, block or key; around anything else, one that is
    /// propagated stays until a reset, so windows within something else are told on their own.
    fn nan(self, policy: NanPolicy) -> Guarded<Self>
    where
        Self: Sized,
        Self::Input: MaybeNan,
        Self::Output: MaybeNan,
    {
        Guarded::new(self, policy)
    }

    /// The statistic as a send-first generator: `send(x)` answers with the value so far, `close` hands it back.
    fn generator(self) -> Answering<Self>
    where
        Self: Sized,
    {
        Answering::new(self)
    }

    /// As [`generator`](Statistic::generator), but a value that is refused is answered with the reason.
    fn try_generator(self) -> TryAnswering<Self>
    where
        Self: Sized,
    {
        TryAnswering::new(self)
    }
}

/// A statistic of two stretches of a stream can be made from the statistics of each.
///
/// Merging is associative, and merging with an empty one changes nothing. Both must have the same parameters.
pub trait Merge: Statistic + Clone {
    /// Takes in all that `later` has seen, as if it had come after what this one has seen.
    fn merge(&mut self, later: &Self);

    /// Reads what both have seen, as if this one had come first, without changing either.
    #[inline]
    fn read_merged<T>(&self, later: &Self, read: impl FnOnce(&Self) -> T) -> T {
        let mut both = self.clone();
        both.merge(later);
        read(&both)
    }

    /// Takes in one value, as if it had come before all that this one has seen.
    #[inline]
    fn prepend(&mut self, x: Self::Input) {
        let mut longer = self.clone();
        longer.reset();
        longer.update(x);
        longer.merge(self);
        *self = longer;
    }

    /// An empty one that is to be merged with this one, and may be made so that this is cheap.
    #[inline]
    #[must_use]
    fn empty_beside(&self) -> Self {
        let mut empty = self.clone();
        empty.reset();
        empty
    }
}

/// A statistic whose values can weigh more or less than one.
pub trait Weighted: Statistic {
    /// What is weighed.
    type Value;

    /// Takes a value in with a weight; a weight of zero does nothing.
    ///
    /// # Errors
    ///
    /// [`Refusal::Weight`] if the weight is negative or NaN, or too large or small to compute with.
    fn try_update_weighted(&mut self, x: Self::Value, weight: f64) -> Result<(), Refusal>;

    /// Takes a value in with a weight. One that is refused is counted among the skipped.
    #[inline]
    fn update_weighted(&mut self, x: Self::Value, weight: f64) {
        let _ = self.try_update_weighted(x, weight);
    }
}
