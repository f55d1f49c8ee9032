use core::fmt;

/// What can be iterated over again and again: each time by a new generator.
///
/// Made by [`restartable()`].
#[derive(Clone, Copy)]
#[must_use = "it makes nothing until it is iterated over"]
pub struct Restartable<F>(F);

/// Iterates over what `make` makes, each time anew: a generator is exhausted after one pass.
///
/// `make` is called when an iteration begins, and its result is dropped with the iterator. It may give anything that
/// can be iterated over: a plain generator, which is boxed, or an iterator. A reference to the `Restartable` can be
/// handed to whoever makes several passes and asks for `&T` with `&T: IntoIterator`.
///
/// # Examples
///
/// ```
/// use antiphon::prelude::*;
///
/// #[generator(yield = f64)]
/// fn halvings(from: f64) {
///     let mut value = from;
///     while value >= 1.0 {
///         yield_!(value);
///         value /= 2.0;
///     }
/// }
///
/// /// Each value's share of the total, which takes two passes.
/// fn shares<'a, T>(values: &'a T) -> Vec<f64>
/// where
///     &'a T: IntoIterator<Item = f64>,
/// {
///     let total: f64 = values.into_iter().sum();
///     values.into_iter().map(|value| value / total).collect()
/// }
///
/// let values = restartable(|| halvings(4.0));
/// assert_eq!(shares(&values), [4.0 / 7.0, 2.0 / 7.0, 1.0 / 7.0]);
/// assert_eq!(values.iter().count(), 3, "and again");
/// ```
pub fn restartable<F, T>(make: F) -> Restartable<F>
where
    F: Fn() -> T,
    T: IntoIterator,
{
    Restartable(make)
}

impl<F: Fn() -> T, T: IntoIterator> Restartable<F> {
    /// Begins a pass.
    pub fn iter(&self) -> T::IntoIter {
        (self.0)().into_iter()
    }
}

impl<F: Fn() -> T, T: IntoIterator> IntoIterator for &Restartable<F> {
    type Item = T::Item;
    type IntoIter = T::IntoIter;

    fn into_iter(self) -> T::IntoIter {
        self.iter()
    }
}

impl<F: Fn() -> T, T: IntoIterator> IntoIterator for Restartable<F> {
    type Item = T::Item;
    type IntoIter = T::IntoIter;

    fn into_iter(self) -> T::IntoIter {
        self.iter()
    }
}

impl<F> fmt::Debug for Restartable<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Restartable").finish_non_exhaustive()
    }
}
