use crate::{Generator, Protocol, Status, Stopped};
use core::{fmt, iter::FusedIterator};

/// Sends each item of an iterator to a generator, and iterates over the answers.
///
/// Made by [`IteratorExt::through`].
#[must_use = "an iterator does nothing until it is consumed"]
pub struct Through<I, G: Generator> {
    values: I,
    generator: G,
    returned: Option<G::Return>,
    undelivered: Option<G::Input>,
    /// There are no items left, whatever an iterator that is not fused says later.
    exhausted: bool,
}

/// What a [`Through`] is made of, and what has become of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ThroughParts<I, G, V, T> {
    /// The items that were not taken from the iterator.
    pub values: I,
    /// The generator, as it is. It has not been closed.
    pub generator: G,
    /// The item that a generator handed back which was neither finished nor ready.
    pub undelivered: Option<V>,
    /// What the generator returned, if it did.
    pub returned: Option<T>,
}

impl<I: Iterator, G: Generator<Input = I::Item>> Through<I, G> {
    /// Ends the iteration and hands everything back: the rest of the items, the generator, what it returned.
    ///
    /// # Examples
    ///
    /// ```
    /// use antiphon::prelude::*;
    ///
    /// #[generator(yield = u32)]
    /// fn until_zero(#[send] mut value: u32) -> &'static str {
    ///     while value != 0 { value = yield_!(value * 10); }
    ///     "saw a zero"
    /// }
    ///
    /// let mut through = [1, 2, 0, 3, 4].into_iter().through(until_zero().boxed());
    /// assert_eq!(through.by_ref().collect::<Vec<_>>(), [10, 20]);
    /// let parts = through.into_parts();
    /// assert_eq!(parts.returned, Some("saw a zero"));
    /// assert_eq!(parts.values.collect::<Vec<_>>(), [3, 4]);
    /// ```
    pub fn into_parts(self) -> ThroughParts<I, G, G::Input, G::Return> {
        ThroughParts {
            values: self.values,
            generator: self.generator,
            undelivered: self.undelivered,
            returned: self.returned,
        }
    }

    fn keep<V>(&mut self, answer: Result<G::Yield, Stopped<G::Return, V>>) -> Result<G::Yield, Option<V>> {
        answer.map_err(|stopped| match stopped {
            Stopped::Returned(value) => {
                self.returned = Some(value);
                None
            }
            Stopped::Refused(value) | Stopped::Finished(value) => Some(value),
        })
    }
}

impl<I: Iterator, G: Generator<Input = I::Item>> Iterator for Through<I, G> {
    type Item = G::Yield;

    fn next(&mut self) -> Option<G::Yield> {
        // Looked at first, so that no item is taken that nobody can receive.
        if self.exhausted || self.undelivered.is_some() || self.generator.status() == Status::Finished {
            return None;
        }
        if let Some(opening) = G::Protocol::prime(&mut self.generator) {
            return self.keep(opening).ok();
        }
        let Some(value) = self.values.next() else {
            self.exhausted = true;
            return None;
        };
        let answer = self.generator.send(value);
        self.keep(answer).map_err(|undelivered| self.undelivered = undelivered).ok()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        // It may end any time; a yield-first generator may yield once before the first item.
        (0, self.values.size_hint().1.and_then(|upper| upper.checked_add(1)))
    }
}

impl<I: Iterator, G: Generator<Input = I::Item>> FusedIterator for Through<I, G> {}

impl<I: fmt::Debug, G: Generator + fmt::Debug> fmt::Debug for Through<I, G> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Through")
            .field("values", &self.values)
            .field("generator", &self.generator)
            .finish_non_exhaustive()
    }
}

/// What every iterator can do with generators.
pub trait IteratorExt: Iterator + Sized {
    /// Sends each item to `generator`, and yields each answer, lazily.
    ///
    /// A yield-first generator that is new is started before the first item, and its first yield comes first. No item
    /// is taken from the iterator unless the generator is there to receive it, so when the generator ends early, the
    /// rest of the items can be had back with [`Through::into_parts`], and so can what it returned. It is not closed
    /// when the items end: pass `&mut generator` to drive it on, or to close it and deal with a close that it ignores.
    ///
    /// # Dropping
    ///
    /// Drops the generator, which runs its destructors, and the items that are left.
    ///
    /// # Examples
    ///
    /// ```
    /// use antiphon::prelude::*;
    ///
    /// #[generator(yield = i32)]
    /// fn differences(#[send] mut value: i32) {
    ///     let mut previous = 0;
    ///     loop {
    ///         let next = yield_!(value - previous);
    ///         previous = std::mem::replace(&mut value, next);
    ///     }
    /// }
    ///
    /// let steps: Vec<i32> = [3, 4, 9].into_iter().through(std::pin::pin!(differences())).collect();
    /// assert_eq!(steps, [3, 1, 5]);
    /// ```
    fn through<G: Generator<Input = Self::Item>>(self, generator: G) -> Through<Self, G> {
        Through { values: self, generator, returned: None, undelivered: None, exhausted: false }
    }
}

impl<I: Iterator> IteratorExt for I {}
