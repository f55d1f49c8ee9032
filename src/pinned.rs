//! Generators that must not move once they have begun.

#[cfg(feature = "alloc")]
use crate::body;
use crate::{CloseIgnored, Generator, Protocol, Starts, Status, Stopped};
use core::{fmt, pin::Pin};

/// A generator that is driven where it is pinned; `Pin<&mut G>` and `Pin<Box<G>>` of one are a [`Generator`].
///
/// It is what [`Gen`](crate::Gen) implements, and every [`Generator`] that may move. Its methods are those of
/// [`Generator`], on a pinned reference; user code calls the latter. It is object safe:
/// [`Erased`](crate::adapt::Erased) is a box of one.
pub trait PinnedGenerator {
    /// What it yields.
    type Yield;
    /// What is sent to it.
    type Input;
    /// What can be thrown into it.
    type Error;
    /// What it returns in the end.
    type Return;
    /// Who speaks first.
    type Protocol: Protocol;

    /// As [`Generator::start`].
    ///
    /// # Errors
    ///
    /// As there.
    fn start_pinned(self: Pin<&mut Self>) -> Result<Self::Yield, Stopped<Self::Return, ()>>
    where
        Self::Protocol: Starts<Self::Input>;

    /// As [`Generator::send`].
    ///
    /// # Errors
    ///
    /// As there.
    fn send_pinned(self: Pin<&mut Self>, value: Self::Input)
    -> Result<Self::Yield, Stopped<Self::Return, Self::Input>>;

    /// As [`Generator::throw`].
    ///
    /// # Errors
    ///
    /// As there.
    fn throw_pinned(
        self: Pin<&mut Self>,
        error: Self::Error,
    ) -> Result<Self::Yield, Stopped<Self::Return, Self::Error>>;

    /// As [`Generator::close`].
    ///
    /// # Errors
    ///
    /// As there.
    fn close_pinned(self: Pin<&mut Self>) -> Result<Option<Self::Return>, CloseIgnored<Self::Yield>>;

    /// As [`Generator::status`].
    fn status_pinned(&self) -> Status;

    #[cfg(feature = "alloc")]
    #[doc(hidden)]
    fn vtable(&self, _: body::Seal) -> Option<&'static body::Vtable> {
        None
    }
}

impl<G: Generator + Unpin + ?Sized> PinnedGenerator for G {
    type Yield = G::Yield;
    type Input = G::Input;
    type Error = G::Error;
    type Return = G::Return;
    type Protocol = G::Protocol;

    fn start_pinned(self: Pin<&mut Self>) -> Result<G::Yield, Stopped<G::Return, ()>>
    where
        G::Protocol: Starts<G::Input>,
    {
        self.get_mut().start()
    }

    fn send_pinned(self: Pin<&mut Self>, value: G::Input) -> Result<G::Yield, Stopped<G::Return, G::Input>> {
        self.get_mut().send(value)
    }

    fn throw_pinned(self: Pin<&mut Self>, error: G::Error) -> Result<G::Yield, Stopped<G::Return, G::Error>> {
        self.get_mut().throw(error)
    }

    fn close_pinned(self: Pin<&mut Self>) -> Result<Option<G::Return>, CloseIgnored<G::Yield>> {
        self.get_mut().close()
    }

    fn status_pinned(&self) -> Status {
        self.status()
    }
}

/// Implements [`Generator`] for a pinned pointer, with what else stands in the braces.
macro_rules! drive_pinned {
    ($pointer:ty { $($more:item)* }) => {
        #[diagnostic::do_not_recommend]
        impl<G: PinnedGenerator + ?Sized> Generator for Pin<$pointer> {
            type Yield = G::Yield;
            type Input = G::Input;
            type Error = G::Error;
            type Return = G::Return;
            type Protocol = G::Protocol;

            #[inline(always)]
            fn start(&mut self) -> Result<G::Yield, Stopped<G::Return, ()>>
            where
                G::Protocol: Starts<G::Input>,
            {
                self.as_mut().start_pinned()
            }

            #[inline(always)]
            fn send(&mut self, value: G::Input) -> Result<G::Yield, Stopped<G::Return, G::Input>> {
                self.as_mut().send_pinned(value)
            }

            #[inline(always)]
            fn throw(&mut self, error: G::Error) -> Result<G::Yield, Stopped<G::Return, G::Error>> {
                self.as_mut().throw_pinned(error)
            }

            #[inline(always)]
            fn close(&mut self) -> Result<Option<G::Return>, CloseIgnored<G::Yield>> {
                self.as_mut().close_pinned()
            }

            #[inline(always)]
            fn status(&self) -> Status {
                (**self).status_pinned()
            }

            $($more)*
        }
    };
}

drive_pinned!(&mut G {});
#[cfg(feature = "alloc")]
drive_pinned!(alloc::boxed::Box<G> {
    fn into_node(self, seal: body::Seal) -> Result<body::Node, Self> {
        body::into_node(self, seal)
    }
});

impl<Y, I, E, R, P: Protocol> fmt::Debug
    for dyn PinnedGenerator<Yield = Y, Input = I, Error = E, Return = R, Protocol = P> + '_
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Erased").field("status", &self.status_pinned()).finish_non_exhaustive()
    }
}

impl<Y, I, E, R, P: Protocol> fmt::Debug
    for dyn PinnedGenerator<Yield = Y, Input = I, Error = E, Return = R, Protocol = P> + Send + '_
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Erased").field("status", &self.status_pinned()).finish_non_exhaustive()
    }
}
