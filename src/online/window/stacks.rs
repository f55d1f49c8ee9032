use super::Suffix;
use crate::online::Merge;
use alloc::vec::Vec;

/// The statistic of a queue of values, made of two stacks.
///
/// The newer values are in one statistic. Of the older ones, a suffix is kept for each: what there is from it to the
/// newest of them. When the oldest leaves, so does its suffix; when there are no older ones, all become older, and the
/// suffixes are made anew. Nothing is subtracted. The values themselves are the owner's to keep.
#[derive(Debug, Clone)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(bound(
        serialize = "S: serde::Serialize, S::Suffix: serde::Serialize",
        deserialize = "S: serde::Deserialize<'de>, S::Suffix: serde::Deserialize<'de>"
    ))
)]
pub(super) struct Stacks<S: Merge> {
    /// That of the oldest value is the last.
    suffixes: Vec<S::Suffix>,
    of_newer: S,
}

impl<S: Merge> Stacks<S> {
    pub(super) fn new(mut statistic: S) -> Self {
        statistic.reset();
        Self { suffixes: Vec::new(), of_newer: statistic }
    }

    /// The statistic of the newer values, which knows what it would take.
    #[inline(always)]
    pub(super) fn of_newer(&self) -> &S {
        &self.of_newer
    }

    /// How many values are older.
    #[inline(always)]
    pub(super) fn older(&self) -> usize {
        self.suffixes.len()
    }

    /// Takes in a value, the newest.
    #[inline(always)]
    pub(super) fn push(&mut self, x: S::Input) {
        self.of_newer.update(x);
    }

    /// Drops the oldest of the older values, and says how many are left.
    #[inline(always)]
    pub(super) fn pop(&mut self) -> usize {
        self.suffixes.pop();
        self.older()
    }

    /// Lets all values be older ones; none was before, so that these are the newer ones.
    #[inline(never)]
    pub(super) fn turn_over(&mut self, values: &[S::Input]) {
        self.of_newer = S::Suffix::begin_with_each(&self.of_newer, values, &mut self.suffixes);
    }

    /// Reads the statistic of all values.
    #[inline(always)]
    pub(super) fn read<T>(&self, read: impl FnOnce(&S) -> T) -> T {
        match self.suffixes.last() {
            Some(oldest) => oldest.read_with(self.suffixes.len() as u64, &self.of_newer, read),
            None => read(&self.of_newer),
        }
    }

    /// The value as if the oldest `gone` were gone, and `x` had come.
    ///
    /// # Errors
    ///
    /// `x`, if no older one were left: what the newer ones were taken in beside would be gone.
    pub(super) fn peek(&self, gone: usize, x: S::Input) -> Result<Option<S::Output>, S::Input> {
        let left = self.older().saturating_sub(gone);
        if gone > 0 && left == 0 {
            return Err(x);
        }
        let mut newer = self.of_newer.clone();
        newer.update(x);
        Ok(match left.checked_sub(1) {
            Some(oldest) => self.suffixes[oldest].read_with(left as u64, &newer, S::value),
            None => newer.value(),
        })
    }

    /// The value of others.
    pub(super) fn value_of<'a>(&self, values: impl Iterator<Item = &'a S::Input>) -> Option<S::Output>
    where
        S::Input: 'a,
    {
        let mut statistic = self.of_newer.clone();
        statistic.reset();
        values.for_each(|x| statistic.update(x.clone()));
        statistic.value()
    }

    pub(super) fn clear(&mut self) {
        self.suffixes.clear();
        self.of_newer.reset();
    }
}
