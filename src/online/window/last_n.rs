use super::stacks::Stacks;
use crate::online::{Guarded, InvalidParameter, MaybeNan, Merge, NanPolicy, Refusal, Statistic, format::Format};
use alloc::vec::Vec;

/// A statistic of the last `n` values.
///
/// Nothing is ever subtracted, so what has left the window has left no trace: it is made of two stacks, one of the
/// newest values, one of the statistics of each older value and those after it. A value that is skipped or refused takes
/// no place.
///
/// # Complexity
///
/// Amortised two updates a value, and a merge to read it; one value in `n` takes time linear in `n`. Up to `n` values are
/// held, and a [`Suffix`](super::Suffix) for each.
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
        serialize = "S: serde::Serialize, S::Suffix: serde::Serialize, S::Input: crate::online::Saved",
        deserialize = "S: serde::Deserialize<'de>, S::Suffix: serde::Deserialize<'de>, S::Input: crate::online::Saved"
    ))
)]
pub struct LastN<S: Merge> {
    #[cfg_attr(not(feature = "serde"), allow(dead_code, reason = "it is only saved"))]
    format: Format<1>,
    n: usize,
    /// Once there are `n`, the newest overwrites the oldest: those after it are the older ones of the stacks, and come
    /// first.
    #[cfg_attr(feature = "serde", serde(with = "crate::online::format::sequence"))]
    values: Vec<S::Input>,
    stacks: Stacks<S>,
    skipped: u64,
}

impl<S: Merge> LastN<S> {
    /// The last `n` values of a statistic, which has to be empty.
    ///
    /// # Errors
    ///
    /// If `n` is 0.
    pub fn new(n: usize, statistic: S) -> Result<Self, InvalidParameter> {
        InvalidParameter::unless(n > 0, "n", n as f64, "at least 1")?;
        Ok(Self { format: Format, n, values: Vec::new(), stacks: Stacks::new(statistic), skipped: 0 })
    }

    /// The same window, empty, with another way to deal with NaN: one that is propagated is so until it leaves.
    #[must_use]
    pub fn nan(self, policy: NanPolicy) -> LastN<Guarded<S>>
    where
        S: Statistic<Input: MaybeNan, Output: MaybeNan>,
    {
        let stacks = Stacks::new(Guarded::new(self.stacks.of_newer().clone(), policy));
        LastN { format: Format, n: self.n, values: Vec::new(), stacks, skipped: 0 }
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

    /// Where the next value goes: after the newer ones.
    #[inline(always)]
    fn place(&self) -> usize {
        self.n.wrapping_sub(self.stacks.older())
    }

    #[inline(always)]
    fn take(&mut self, x: S::Input) {
        let place = self.place();
        let Some(oldest) = self.values.get_mut(place) else { return self.take_first(x) };
        oldest.clone_from(&x);
        self.stacks.push(x);
        // At once, and not when the next one comes: what the newer ones were taken in beside is still there.
        if self.stacks.pop() == 0 {
            self.stacks.turn_over(&self.values);
        }
    }

    /// Takes in one of the first `n`.
    #[cold]
    #[inline(never)]
    fn take_first(&mut self, x: S::Input) {
        self.values.push(x.clone());
        self.stacks.push(x);
        if self.values.len() == self.n {
            self.stacks.turn_over(&self.values);
        }
    }
}

impl<S: Merge> Statistic for LastN<S> {
    type Input = S::Input;
    type Output = S::Output;

    #[inline(always)]
    fn try_update(&mut self, x: S::Input) -> Result<(), Refusal> {
        let admitted = self.admits(&x);
        if admitted != Ok(true) {
            self.skipped += 1;
            return admitted.map(|_| ());
        }
        self.take(x);
        Ok(())
    }

    #[inline(always)]
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
        let gone = usize::from(self.values.len() == self.n);
        let of_newer_and = |x| self.stacks.value_of(self.values.iter().take(self.n - 1).chain([&x]));
        self.stacks.peek(gone, x).unwrap_or_else(of_newer_and)
    }

    fn count(&self) -> u64 {
        self.values.len() as u64
    }

    fn skipped(&self) -> u64 {
        self.skipped
    }

    fn reset(&mut self) {
        self.values.clear();
        self.stacks.clear();
        self.skipped = 0;
    }
}
