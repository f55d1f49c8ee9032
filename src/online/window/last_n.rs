use super::stacks::Stacks;
use crate::online::{Guarded, InvalidParameter, MaybeNan, Merge, NanPolicy, Refusal, Statistic, format::Format};

/// A statistic of the last `n` values.
///
/// Nothing is ever subtracted, so what has left the window has left no trace: it is made of two stacks, one of the
/// newest values, one of the statistics of each older value and those after it. A value that is skipped or refused takes
/// no place.
///
/// # Complexity
///
/// Amortised two updates, a merge and two clones a value, and a merge to read it; one value in `n` takes time linear in
/// `n`. Up to `n` statistics are held.
///
/// # Examples
///
/// ```
/// use antiphon::online::{LastN, Mean, Statistic};
///
/// let mut mean = LastN::new(3, Mean::new()).unwrap();
/// for value in [1e300, 1.0, 2.0, 6.0] {
///     mean.update(value);
/// }
/// assert_eq!(mean.value(), Some(3.0));
/// ```
#[derive(Debug, Clone)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(bound(
        serialize = "S: serde::Serialize, S::Input: crate::online::Saved",
        deserialize = "S: serde::Deserialize<'de>, S::Input: crate::online::Saved"
    ))
)]
pub struct LastN<S: Merge> {
    #[cfg_attr(not(feature = "serde"), allow(dead_code, reason = "it is only saved"))]
    format: Format<1>,
    n: usize,
    stacks: Stacks<S>,
    skipped: u64,
}

impl<S: Merge> LastN<S> {
    /// The last `n` values of a statistic, which has to be empty.
    ///
    /// # Errors
    ///
    /// If `n` is 0.
    pub fn new(n: usize, mut statistic: S) -> Result<Self, InvalidParameter> {
        InvalidParameter::unless(n > 0, "n", n as f64, "at least 1")?;
        statistic.reset();
        Ok(Self { format: Format, n, stacks: Stacks::new(statistic), skipped: 0 })
    }

    /// The same window, empty, with another way to deal with NaN: one that is propagated is so until it leaves.
    #[must_use]
    pub fn nan(self, policy: NanPolicy) -> LastN<Guarded<S>>
    where
        S: Statistic<Input: MaybeNan, Output: MaybeNan>,
    {
        let mut statistic = self.stacks.of_newer().clone();
        statistic.reset();
        let stacks = Stacks::new(Guarded::new(statistic, policy));
        LastN { format: Format, n: self.n, stacks, skipped: 0 }
    }

    /// How many values it holds at most.
    #[must_use]
    pub fn n(&self) -> usize {
        self.n
    }

    /// Reads the statistic of what is in the window.
    pub fn read<T>(&self, read: impl FnOnce(&S) -> T) -> T {
        self.stacks.read(read)
    }
}

impl<S: Merge> Statistic for LastN<S> {
    type Input = S::Input;
    type Output = S::Output;

    #[inline]
    fn try_update(&mut self, x: S::Input) -> Result<(), Refusal> {
        let admitted = self.admits(&x);
        if admitted != Ok(true) {
            self.skipped += 1;
            return admitted.map(|_| ());
        }
        if self.stacks.len() == self.n {
            self.stacks.pop();
        }
        self.stacks.push(x);
        Ok(())
    }

    #[inline]
    fn admits(&self, x: &S::Input) -> Result<bool, Refusal> {
        self.stacks.of_newer().admits(x)
    }

    #[inline(always)]
    fn value(&self) -> Option<S::Output> {
        self.stacks.read(S::value)
    }

    fn peek(&self, x: S::Input) -> Option<S::Output> {
        if self.admits(&x) != Ok(true) {
            return self.value();
        }
        let mut ahead = self.stacks.without((self.stacks.len() + 1).saturating_sub(self.n));
        ahead.update(x);
        ahead.value()
    }

    fn count(&self) -> u64 {
        self.stacks.len() as u64
    }

    fn skipped(&self) -> u64 {
        self.skipped
    }

    fn reset(&mut self) {
        self.stacks.clear();
        self.skipped = 0;
    }
}
