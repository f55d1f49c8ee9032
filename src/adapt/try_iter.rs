use crate::{Generator, Plain, Stopped};
use core::iter::FusedIterator;

/// Iterates over what a fallible generator yields, and over the error it ends with.
///
/// Made by [`Generator::try_iter`]. The value that the body returns with `Ok` is dropped.
#[derive(Debug)]
#[must_use = "an iterator does nothing until it is consumed"]
pub struct TryIter<G>(G);

impl<G> TryIter<G> {
    pub(crate) fn new(generator: G) -> Self {
        Self(generator)
    }
}

impl<G, T, X> Iterator for TryIter<G>
where
    G: Generator<Input = (), Return = Result<T, X>, Protocol = Plain>,
{
    type Item = Result<G::Yield, X>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        match self.0.send(()) {
            Ok(value) => Some(Ok(value)),
            Err(Stopped::Returned(Err(error))) => Some(Err(error)),
            Err(_) => None,
        }
    }
}

impl<G, T, X> FusedIterator for TryIter<G> where G: Generator<Input = (), Return = Result<T, X>, Protocol = Plain> {}
