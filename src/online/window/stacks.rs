use crate::online::Merge;
use alloc::vec::Vec;

/// A queue of values that knows the statistic of all of them, made of two stacks.
///
/// Values come onto the one and leave from the other. When the other is empty, everything is moved over, and each value
/// becomes the statistic of itself and all after it. Nothing is subtracted.
#[derive(Debug, Clone)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(bound(
        serialize = "S: serde::Serialize, S::Input: crate::online::Saved",
        deserialize = "S: serde::Deserialize<'de>, S::Input: crate::online::Saved"
    ))
)]
pub(super) struct Stacks<S: Merge> {
    /// What a statistic begins with.
    empty: S,
    /// Of each older value and those after it on this stack, the oldest last.
    suffixes: Vec<S>,
    /// The newer values, the newest last.
    #[cfg_attr(feature = "serde", serde(with = "crate::online::format::sequence"))]
    newer: Vec<S::Input>,
    /// The statistic of the newer values.
    of_newer: S,
}

impl<S: Merge> Stacks<S> {
    pub(super) fn new(empty: S) -> Self {
        Self { suffixes: Vec::new(), newer: Vec::new(), of_newer: empty.clone(), empty }
    }

    #[inline]
    pub(super) fn len(&self) -> usize {
        self.suffixes.len() + self.newer.len()
    }

    /// The statistic of the newer values, which knows what it would take.
    #[inline]
    pub(super) fn of_newer(&self) -> &S {
        &self.of_newer
    }

    #[inline]
    pub(super) fn push(&mut self, x: S::Input) {
        self.of_newer.update(x.clone());
        self.newer.push(x);
    }

    /// Drops the oldest value.
    #[inline]
    pub(super) fn pop(&mut self) {
        if self.suffixes.is_empty() {
            self.turn_over();
        }
        self.suffixes.pop();
        // At once, and not when the next one goes: what of_newer was made beside is still there.
        if self.suffixes.is_empty() {
            self.turn_over();
        }
    }

    #[inline(never)]
    fn turn_over(&mut self) {
        let mut suffix = self.empty.clone();
        self.suffixes.reserve(self.newer.len());
        // By hand: what a closure captures is kept in memory, and each value would wait for the one before.
        while let Some(x) = self.newer.pop() {
            suffix.prepend(x);
            self.suffixes.push(suffix.clone());
        }
        self.of_newer = suffix.empty_beside();
    }

    /// Reads the statistic of all values.
    #[inline(always)]
    pub(super) fn read<T>(&self, read: impl FnOnce(&S) -> T) -> T {
        let Some(oldest) = self.suffixes.last() else { return read(&self.of_newer) };
        oldest.read_merged(&self.of_newer, read)
    }

    /// The statistic without its `gone` oldest values.
    pub(super) fn without(&self, gone: usize) -> S {
        if let Some(left) = self.suffixes.len().checked_sub(gone + 1) {
            let mut all = self.suffixes[left].clone();
            all.merge(&self.of_newer);
            return all;
        }
        let mut all = self.empty.clone();
        for x in self.newer.iter().skip(gone - self.suffixes.len()) {
            all.update(x.clone());
        }
        all
    }

    pub(super) fn clear(&mut self) {
        self.suffixes.clear();
        self.newer.clear();
        self.of_newer = self.empty.clone();
    }
}
