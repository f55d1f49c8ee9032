use super::iter::iterate_plain;
use crate::{CloseIgnored, Generator, Plain, Starts, Status, Stopped};
use core::fmt;

/// Yields what a function makes of each yield.
///
/// Made by [`Generator::map_yield`].
#[must_use = "a generator does nothing until it is driven"]
pub struct MapYield<G, F> {
    generator: G,
    map: F,
}

impl<G, F> MapYield<G, F> {
    pub(crate) fn new(generator: G, map: F) -> Self {
        Self { generator, map }
    }
}

// The function is never pinned.
impl<G: Unpin, F> Unpin for MapYield<G, F> {}

#[diagnostic::do_not_recommend]
impl<G: Generator, Y, F: FnMut(G::Yield) -> Y> Generator for MapYield<G, F> {
    type Yield = Y;
    type Input = G::Input;
    type Error = G::Error;
    type Return = G::Return;
    type Protocol = G::Protocol;

    #[inline]
    fn start(&mut self) -> Result<Y, Stopped<G::Return, ()>>
    where
        G::Protocol: Starts<G::Input>,
    {
        self.generator.start().map(&mut self.map)
    }

    #[inline]
    fn send(&mut self, value: G::Input) -> Result<Y, Stopped<G::Return, G::Input>> {
        self.generator.send(value).map(&mut self.map)
    }

    #[inline]
    fn throw(&mut self, error: G::Error) -> Result<Y, Stopped<G::Return, G::Error>> {
        self.generator.throw(error).map(&mut self.map)
    }

    #[inline]
    fn close(&mut self) -> Result<Option<G::Return>, CloseIgnored<Y>> {
        self.generator.close().map_err(|CloseIgnored(value)| CloseIgnored((self.map)(value)))
    }

    #[inline]
    fn status(&self) -> Status {
        self.generator.status()
    }
}

iterate_plain!([Y, G: Generator<Input = (), Protocol = Plain>, F: FnMut(G::Yield) -> Y] MapYield<G, F>, Y);

impl<G: fmt::Debug, F> fmt::Debug for MapYield<G, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MapYield").field("generator", &self.generator).finish_non_exhaustive()
    }
}
