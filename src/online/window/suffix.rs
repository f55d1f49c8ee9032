use crate::online::Merge;
use alloc::vec::Vec;
use core::fmt::Debug;

/// What a window keeps of the values from one on, until that one leaves.
///
/// Every statistic is one of itself; `type Suffix = Self` in [`Merge`] is enough. Another type is for what takes less
/// room or time.
pub trait Suffix<S: Merge>: Clone + Debug {
    /// Makes the suffixes that begin with each of `values`, from the last to the first, and the empty statistic that newer
    /// values are taken into. `all` is the statistic of all these values, and `suffixes` is empty.
    fn begin_with_each(all: &S, values: &[S::Input], suffixes: &mut Vec<Self>) -> S;

    /// Reads the statistic of the `count` values of this suffix and of the newer ones.
    fn read_with<T>(&self, count: u64, newer: &S, read: impl FnOnce(&S) -> T) -> T;
}

impl<S: Merge<Suffix = S>> Suffix<S> for S {
    fn begin_with_each(all: &S, values: &[S::Input], suffixes: &mut Vec<S>) -> S {
        let mut suffix = all.clone();
        suffix.reset();
        suffixes.reserve(values.len());
        for x in values.iter().rev() {
            suffix.prepend(x.clone());
            suffixes.push(suffix.clone());
        }
        suffix.empty_beside()
    }

    #[inline]
    fn read_with<T>(&self, _: u64, newer: &S, read: impl FnOnce(&S) -> T) -> T {
        let mut both = self.clone();
        both.merge(newer);
        read(&both)
    }
}
