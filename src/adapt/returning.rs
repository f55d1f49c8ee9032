use crate::{Generator, Plain, Stopped};
use core::iter::FusedIterator;

/// Iterates over what a plain generator yields, and keeps what it returns.
///
/// Made by [`Generator::returning`].
#[derive(Debug)]
#[must_use = "an iterator does nothing until it is consumed"]
pub struct Returning<G: Generator> {
    generator: G,
    returned: Option<G::Return>,
}

impl<G: Generator> Returning<G> {
    pub(crate) fn new(generator: G) -> Self {
        Self { generator, returned: None }
    }

    /// What the generator returned, or `None` if it has not.
    pub fn into_return(self) -> Option<G::Return> {
        self.returned
    }

    /// The generator, to be driven on, and what it returned.
    pub fn into_parts(self) -> (G, Option<G::Return>) {
        (self.generator, self.returned)
    }
}

impl<G: Generator<Input = (), Protocol = Plain>> Iterator for Returning<G> {
    type Item = G::Yield;

    #[inline]
    fn next(&mut self) -> Option<G::Yield> {
        match self.generator.send(()) {
            Ok(value) => Some(value),
            Err(Stopped::Returned(value)) => {
                self.returned = Some(value);
                None
            }
            Err(_) => None,
        }
    }
}

impl<G: Generator<Input = (), Protocol = Plain>> FusedIterator for Returning<G> {}
