use crate::{CloseIgnored, Generator, Protocol, Starts, Status, Stopped, protocol::Opening};
use core::{fmt, marker::PhantomData};

/// Is sent values of another type, and delivers what a function makes of each.
///
/// Made by [`Generator::map_send`].
#[must_use = "a generator does nothing until it is driven"]
pub struct MapSend<G, F, V> {
    generator: G,
    map: F,
    sent: PhantomData<fn(V)>,
}

impl<G, F, V> MapSend<G, F, V> {
    pub(crate) fn new(generator: G, map: F) -> Self {
        Self { generator, map, sent: PhantomData }
    }
}

// The function is never pinned.
impl<G: Unpin, F, V> Unpin for MapSend<G, F, V> {}

#[diagnostic::do_not_recommend]
impl<G: Generator, V, F: FnMut(V) -> G::Input> Generator for MapSend<G, F, V> {
    type Yield = G::Yield;
    type Input = V;
    type Error = G::Error;
    type Return = G::Return;
    type Protocol = <G::Protocol as Protocol>::Fed;

    #[inline]
    fn start(&mut self) -> Result<G::Yield, Stopped<G::Return, ()>>
    where
        Self::Protocol: Starts<V>,
    {
        // What can be started without a value of type `V` is yield-first, and so is the generator in here.
        let undelivered =
            if self.generator.status() == Status::Finished { Stopped::Finished } else { Stopped::Refused };
        G::Protocol::prime(&mut self.generator).unwrap_or(Err(undelivered(())))
    }

    /// Looks first whether the value would be taken: what is handed back has to be what was sent.
    #[inline]
    fn send(&mut self, value: V) -> Result<G::Yield, Stopped<G::Return, V>> {
        match (self.generator.status(), G::Protocol::OPENING) {
            (Status::Finished, _) => Err(Stopped::Finished(value)),
            (Status::Created, Opening::Start) => Err(Stopped::Refused(value)),
            _ => self.generator.send((self.map)(value)).map_err(Stopped::taken),
        }
    }

    #[inline]
    fn throw(&mut self, error: G::Error) -> Result<G::Yield, Stopped<G::Return, G::Error>> {
        self.generator.throw(error)
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

impl<G: fmt::Debug, F, V> fmt::Debug for MapSend<G, F, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MapSend").field("generator", &self.generator).finish_non_exhaustive()
    }
}
