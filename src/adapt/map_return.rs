use super::iter::iterate_plain;
use crate::{CloseIgnored, Generator, Plain, Starts, Status, Stopped, error::lawless};
use core::fmt;

/// Returns what a function makes of the return value.
///
/// Made by [`Generator::map_return`].
#[must_use = "a generator does nothing until it is driven"]
pub struct MapReturn<G, F> {
    generator: G,
    /// Until the generator has returned.
    map: Option<F>,
}

impl<G, F> MapReturn<G, F> {
    pub(crate) fn new(generator: G, map: F) -> Self {
        Self { generator, map: Some(map) }
    }
}

impl<G: Generator, T, F: FnOnce(G::Return) -> T> MapReturn<G, F> {
    fn map(&mut self, returned: G::Return) -> T {
        let Some(map) = self.map.take() else { lawless() };
        map(returned)
    }
}

// The function is never pinned.
impl<G: Unpin, F> Unpin for MapReturn<G, F> {}

#[diagnostic::do_not_recommend]
impl<G: Generator, T, F: FnOnce(G::Return) -> T> Generator for MapReturn<G, F> {
    type Yield = G::Yield;
    type Input = G::Input;
    type Error = G::Error;
    type Return = T;
    type Protocol = G::Protocol;

    #[inline]
    fn start(&mut self) -> Result<G::Yield, Stopped<T, ()>>
    where
        G::Protocol: Starts<G::Input>,
    {
        self.generator.start().map_err(|stopped| stopped.map_returned(|value| self.map(value)))
    }

    #[inline]
    fn send(&mut self, value: G::Input) -> Result<G::Yield, Stopped<T, G::Input>> {
        self.generator.send(value).map_err(|stopped| stopped.map_returned(|value| self.map(value)))
    }

    #[inline]
    fn throw(&mut self, error: G::Error) -> Result<G::Yield, Stopped<T, G::Error>> {
        self.generator.throw(error).map_err(|stopped| stopped.map_returned(|value| self.map(value)))
    }

    #[inline]
    fn close(&mut self) -> Result<Option<T>, CloseIgnored<G::Yield>> {
        Ok(self.generator.close()?.map(|returned| self.map(returned)))
    }

    #[inline]
    fn status(&self) -> Status {
        self.generator.status()
    }
}

iterate_plain!(
    [T, G: Generator<Input = (), Protocol = Plain>, F: FnOnce(G::Return) -> T] MapReturn<G, F>, G::Yield);

impl<G: fmt::Debug, F> fmt::Debug for MapReturn<G, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MapReturn").field("generator", &self.generator).finish_non_exhaustive()
    }
}
