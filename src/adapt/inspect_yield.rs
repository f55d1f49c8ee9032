use super::iter::iterate_plain;
use crate::{CloseIgnored, Generator, Plain, Starts, Status, Stopped};
use core::fmt;

/// Shows each yield to a function before it goes on to the caller.
///
/// Made by [`Generator::inspect_yield`].
#[must_use = "a generator does nothing until it is driven"]
pub struct InspectYield<G, F> {
    generator: G,
    inspect: F,
}

impl<G, F> InspectYield<G, F> {
    pub(crate) fn new(generator: G, inspect: F) -> Self {
        Self { generator, inspect }
    }
}

// The function is never pinned.
impl<G: Unpin, F> Unpin for InspectYield<G, F> {}

#[diagnostic::do_not_recommend]
impl<G: Generator, F: FnMut(&G::Yield)> Generator for InspectYield<G, F> {
    type Yield = G::Yield;
    type Input = G::Input;
    type Error = G::Error;
    type Return = G::Return;
    type Protocol = G::Protocol;

    #[inline]
    fn start(&mut self) -> Result<G::Yield, Stopped<G::Return, ()>>
    where
        G::Protocol: Starts<G::Input>,
    {
        self.generator.start().inspect(&mut self.inspect)
    }

    #[inline]
    fn send(&mut self, value: G::Input) -> Result<G::Yield, Stopped<G::Return, G::Input>> {
        self.generator.send(value).inspect(&mut self.inspect)
    }

    #[inline]
    fn throw(&mut self, error: G::Error) -> Result<G::Yield, Stopped<G::Return, G::Error>> {
        self.generator.throw(error).inspect(&mut self.inspect)
    }

    #[inline]
    fn close(&mut self) -> Result<Option<G::Return>, CloseIgnored<G::Yield>> {
        self.generator.close().inspect_err(|CloseIgnored(value)| (self.inspect)(value))
    }

    #[inline]
    fn status(&self) -> Status {
        self.generator.status()
    }
}

iterate_plain!([G: Generator<Input = (), Protocol = Plain>, F: FnMut(&G::Yield)] InspectYield<G, F>, G::Yield);

impl<G: fmt::Debug, F> fmt::Debug for InspectYield<G, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InspectYield").field("generator", &self.generator).finish_non_exhaustive()
    }
}
