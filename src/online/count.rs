use super::{Merge, Refusal, Statistic, format::Format};
use core::{fmt::Debug, marker::PhantomData};

/// How many values there were, of any type; NaN is one of them.
///
/// # Examples
///
/// ```
/// use antiphon::online::{Count, Statistic};
///
/// let mut words = Count::new();
/// for word in "to be or not to be".split(' ') {
///     words.update(word);
/// }
/// assert_eq!(words.value(), Some(6));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(bound = ""))]
pub struct Count<T> {
    format: Format<1>,
    taken: u64,
    of: PhantomData<fn(T)>,
}

impl<T> Count<T> {
    /// Of nothing yet.
    #[must_use]
    pub const fn new() -> Self {
        Self { format: Format, taken: 0, of: PhantomData }
    }
}

impl<T> Default for Count<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: Clone + Debug> Statistic for Count<T> {
    type Input = T;
    type Output = u64;

    #[inline]
    fn try_update(&mut self, _: T) -> Result<(), Refusal> {
        self.taken += 1;
        Ok(())
    }

    #[inline]
    fn admits(&self, _: &T) -> Result<bool, Refusal> {
        Ok(true)
    }

    fn value(&self) -> Option<u64> {
        (self.taken > 0).then_some(self.taken)
    }

    fn count(&self) -> u64 {
        self.taken
    }

    fn skipped(&self) -> u64 {
        0
    }

    fn reset(&mut self) {
        self.taken = 0;
    }
}

impl<T: Clone + Debug> Merge for Count<T> {
    type Suffix = Self;

    fn merge(&mut self, later: &Self) {
        self.taken += later.taken;
    }
}
