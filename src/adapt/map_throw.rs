use super::iter::iterate_plain;
use crate::{CloseIgnored, Generator, Plain, Starts, Status, Stopped};
use core::{fmt, marker::PhantomData};

/// Is thrown errors of another type, and raises what a function makes of each.
///
/// Made by [`Generator::map_throw`].
#[must_use = "a generator does nothing until it is driven"]
pub struct MapThrow<G, F, X> {
    generator: G,
    map: F,
    thrown: PhantomData<fn(X)>,
}

impl<G, F, X> MapThrow<G, F, X> {
    pub(crate) fn new(generator: G, map: F) -> Self {
        Self { generator, map, thrown: PhantomData }
    }
}

// The function is never pinned.
impl<G: Unpin, F, X> Unpin for MapThrow<G, F, X> {}

#[diagnostic::do_not_recommend]
impl<G: Generator, X, F: FnMut(X) -> G::Error> Generator for MapThrow<G, F, X> {
    type Yield = G::Yield;
    type Input = G::Input;
    type Error = X;
    type Return = G::Return;
    type Protocol = G::Protocol;

    #[inline]
    fn start(&mut self) -> Result<G::Yield, Stopped<G::Return, ()>>
    where
        G::Protocol: Starts<G::Input>,
    {
        self.generator.start()
    }

    #[inline]
    fn send(&mut self, value: G::Input) -> Result<G::Yield, Stopped<G::Return, G::Input>> {
        self.generator.send(value)
    }

    /// A generator that has not begun is over after it, and has no use for the error: so it is closed.
    #[inline]
    fn throw(&mut self, error: X) -> Result<G::Yield, Stopped<G::Return, X>> {
        if self.generator.status() != Status::Suspended {
            // It never had a yield to be closed at, and so has no answer.
            drop(self.generator.close());
            return Err(Stopped::Finished(error));
        }
        self.generator.throw((self.map)(error)).map_err(Stopped::taken)
    }

    #[inline]
    fn close(&mut self) -> Result<Option<G::Return>, CloseIgnored<G::Yield>> {
        self.generator.close()
    }

    #[inline]
    fn status(&self) -> Status {
        self.generator.status()
    }
}

iterate_plain!(
    [X, G: Generator<Input = (), Protocol = Plain>, F: FnMut(X) -> G::Error] MapThrow<G, F, X>, G::Yield);

impl<G: fmt::Debug, F, X> fmt::Debug for MapThrow<G, F, X> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MapThrow").field("generator", &self.generator).finish_non_exhaustive()
    }
}
