//! What a generator expression with several `for` expands to.

use core::{fmt, iter::FusedIterator};

/// The items of the inner loops of `outer`, one loop after the other, as `visit` makes them.
///
/// `outer` gives what each loop leaves to the next, and that loop's iterator. Unlike the closures of `flat_map`, `visit`
/// does not live in the one around it: so it can borrow, or own, what every round uses.
#[derive(Clone)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Nested<O, S, I, F> {
    outer: O,
    inner: Option<(S, I)>,
    visit: F,
}

impl<O, S, I, F, T> Nested<O, S, I, F>
where
    O: Iterator<Item = (S, I)>,
    I: Iterator,
    F: FnMut(&S, I::Item) -> Option<T>,
{
    #[inline(always)]
    pub const fn new(outer: O, visit: F) -> Self {
        Self { outer, inner: None, visit }
    }
}

impl<O, S, I, F, T> Iterator for Nested<O, S, I, F>
where
    O: Iterator<Item = (S, I)>,
    I: Iterator,
    F: FnMut(&S, I::Item) -> Option<T>,
{
    type Item = T;

    #[inline]
    fn next(&mut self) -> Option<T> {
        loop {
            if let Some((left, inner)) = &mut self.inner {
                let next = inner.find_map(|item| (self.visit)(left, item));
                if next.is_some() {
                    return next;
                }
                self.inner = None;
            }
            self.inner = Some(self.outer.next()?);
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let inner = self.inner.as_ref().map_or(Some(0), |(_, inner)| inner.size_hint().1);
        // How many the next loops have is not known before they begin.
        (0, inner.filter(|_| self.outer.size_hint().1 == Some(0)))
    }

    #[inline]
    fn fold<B, G>(mut self, initial: B, mut fold: G) -> B
    where
        G: FnMut(B, T) -> B,
    {
        let mut each = |folded: B, (left, inner): (S, I)| {
            inner.fold(folded, |folded, item| match (self.visit)(&left, item) {
                Some(item) => fold(folded, item),
                None => folded,
            })
        };
        let folded = match self.inner.take() {
            Some(inner) => each(initial, inner),
            None => initial,
        };
        self.outer.fold(folded, each)
    }
}

impl<O, S, I, F, T> FusedIterator for Nested<O, S, I, F>
where
    O: FusedIterator<Item = (S, I)>,
    I: Iterator,
    F: FnMut(&S, I::Item) -> Option<T>,
{
}

impl<O, S, I, F> fmt::Debug for Nested<O, S, I, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Nested").finish_non_exhaustive()
    }
}

/// A variable that one loop leaves to the next: itself there if it can be copied, and else a reference to it.
///
/// Which of the two is decided where it is used, by the name `__antiphon_kept`: the method of the type is there only
/// for what can be copied, and goes before the one of the trait.
#[derive(Debug, Clone)]
pub struct Kept<T>(T);

impl<T> Kept<T> {
    #[inline(always)]
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// The variable, to be left to a further loop.
    #[inline(always)]
    pub fn again(&self) -> T
    where
        T: LeftTwice,
    {
        self.0
    }
}

impl<T: Copy> Kept<T> {
    #[inline(always)]
    pub fn __antiphon_kept(&self) -> T {
        self.0
    }
}

pub trait KeptByReference {
    type Value;
    fn __antiphon_kept(&self) -> &Self::Value;
}

impl<T> KeptByReference for Kept<T> {
    type Value = T;

    #[inline(always)]
    fn __antiphon_kept(&self) -> &T {
        &self.0
    }
}

/// What can be left to the loop after the next.
#[diagnostic::on_unimplemented(
    message = "a variable of type `{Self}` does not reach beyond the next loop of a generator expression",
    label = "it is not `Copy`",
    note = "loop over references, whose variables are `Copy`, as in `for x in &source`"
)]
pub trait LeftTwice: Copy {}

#[diagnostic::do_not_recommend]
impl<T: Copy> LeftTwice for T {}
