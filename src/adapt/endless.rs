use crate::{Generator, Protocol, Status, protocol::Opening};
use core::convert::Infallible;

/// A generator that never returns and is never closed, so that every value has an answer.
///
/// Made by [`Generator::endless`].
#[derive(Debug)]
pub struct Endless<G>(G);

impl<G: Generator<Return = Infallible>> Endless<G> {
    pub(crate) fn new(generator: G) -> Result<Self, G> {
        match (generator.status(), <G::Protocol as Protocol>::OPENING) {
            (Status::Suspended, _) | (Status::Created, Opening::StartOrSend | Opening::Send) => Ok(Self(generator)),
            (Status::Created, Opening::Start) | (Status::Finished, _) => Err(generator),
        }
    }

    /// Sends `value`, and gives the yield that answers it.
    ///
    /// # Panics
    ///
    /// If the body panics, and ever after.
    #[inline]
    pub fn answer(&mut self, value: G::Input) -> G::Yield {
        match self.0.send(value) {
            Ok(value) => value,
            Err(_) => panicked(),
        }
    }

    /// The generator, which can then be closed.
    pub fn into_inner(self) -> G {
        self.0
    }
}

#[cold]
#[inline(never)]
fn panicked() -> ! {
    panic!("an endless generator was asked again after its body had panicked")
}
