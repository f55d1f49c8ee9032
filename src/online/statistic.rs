use super::{Answering, Guarded, MaybeNan, NanPolicy, Refusal, Suffix, TryAnswering};
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
///
/// # Examples
///
/// A statistic of your own that can be merged has windows:
///
/// ```
/// use antiphon::online::{LastN, Merge, Refusal, Statistic};
///
/// /// The product of whole numbers.
/// #[derive(Debug, Clone)]
/// struct Product {
///     product: u64,
///     count: u64,
/// }
///
/// impl Statistic for Product {
///     type Input = u64;
///     type Output = u64;
///
///     fn try_update(&mut self, x: u64) -> Result<(), Refusal> {
///         (self.product, self.count) = (self.product * x, self.count + 1);
///         Ok(())
///     }
///     fn admits(&self, _: &u64) -> Result<bool, Refusal> {
///         Ok(true)
///     }
///     fn value(&self) -> Option<u64> {
///         (self.count > 0).then_some(self.product)
///     }
///     fn count(&self) -> u64 {
///         self.count
///     }
///     fn skipped(&self) -> u64 {
///         0
///     }
///     fn reset(&mut self) {
///         *self = Self { product: 1, count: 0 };
///     }
/// }
///
/// impl Merge for Product {
///     type Suffix = Self;
///
///     fn merge(&mut self, later: &Self) {
///         (self.product, self.count) = (self.product * later.product, self.count + later.count);
///     }
/// }
///
/// let mut last_two = LastN::new(2, Product { product: 1, count: 0 }).unwrap();
/// for x in [0, 3, 5] {
///     last_two.update(x);
/// }
/// assert_eq!(last_two.value(), Some(15), "what is zero could not have been divided out");
/// ```
pub trait Merge: Statistic + Clone + Debug {
    /// What a window keeps of the values from one on: the statistic of them, `Self`, or less where less will do.
    type Suffix: Suffix<Self>;

    /// Takes in all that `later` has seen, as if it had come after what this one has seen.
    fn merge(&mut self, later: &Self);

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
