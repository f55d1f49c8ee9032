use crate::{AsyncGen, AsyncGenerator, Plain, Protocol};
use alloc::boxed::Box;
use core::{convert::Infallible, pin::Pin};

/// An async generator on the heap behind a type that can be named. Made by [`AsyncGen::erased`].
///
/// The parameters are those of [`Erased`](super::Erased).
pub type AsyncErased<'a, Y, I = (), E = Infallible, R = (), P = Plain> =
    Pin<Box<dyn AsyncGenerator<Yield = Y, Input = I, Error = E, Return = R, Protocol = P> + 'a>>;

/// An [`AsyncErased`] that can be sent to another thread. Made by [`AsyncGen::erased_send`].
pub type AsyncErasedSend<'a, Y, I = (), E = Infallible, R = (), P = Plain> =
    Pin<Box<dyn AsyncGenerator<Yield = Y, Input = I, Error = E, Return = R, Protocol = P> + Send + 'a>>;

impl<Y, I, E, P: Protocol, F: Future> AsyncGen<Y, I, E, P, F> {
    /// Puts it on the heap, where it is pinned and can be driven, kept and returned. It keeps its type.
    pub fn boxed(self) -> Pin<Box<Self>> {
        Box::pin(self)
    }

    /// Puts it on the heap behind a type that can be named.
    pub fn erased<'a>(self) -> AsyncErased<'a, Y, I, E, F::Output, P>
    where
        Self: 'a,
    {
        Box::pin(self)
    }

    /// Puts it on the heap behind a type that can be named and sent to another thread.
    pub fn erased_send<'a>(self) -> AsyncErasedSend<'a, Y, I, E, F::Output, P>
    where
        Self: Send + 'a,
    {
        Box::pin(self)
    }
}
