//! What every async generator can do.

mod operations;

#[cfg(feature = "alloc")]
use crate::body;
use crate::{CloseIgnored, Protocol, Starts, Status, Stopped};
use core::{
    pin::Pin,
    task::{Context, Poll},
};
pub use operations::{Closing, Sending, Starting, Throwing};

/// A computation that pauses with a value as a [`Generator`](crate::Generator) does, and may await in between.
///
/// The operations are those of a generator, with its results and its rules, and are awaited. What an async
/// `#[generator]` function returns is driven where it is pinned: `Pin<&mut AsyncGen<..>>` and `Pin<Box<AsyncGen<..>>>`
/// implement this trait, as do `&mut G` and `Box<G>` for every `G` that does and may move. An operation asks for the latter
/// as `Pinned`, which is [`Unpin`].
///
/// An operation does nothing before it is polled. Dropped later, it is not undone, since the body has taken what was
/// handed in: the next operation first lets the body come to its yield, drops that answer, and then does its own work.
/// If the body has ended instead, the next operation finds it finished.
///
/// While it is closed the body may await; to yield then is to ignore the close.
///
/// # Implementing it
///
/// Each operation is a function that is polled. The value handed in is in an `Option`, and is taken when the operation
/// begins; if it is not there, the operation is under way and goes on. The trait is object safe.
///
/// # Examples
///
/// ```
/// use antiphon::prelude::*;
/// # async fn fetch(page: u32) -> Vec<u32> { (1..=page).collect() }
///
/// #[generator(yield = u32)]
/// async fn items(pages: u32) -> u32 {
///     let mut count = 0;
///     for page in 1..=pages {
///         for item in fetch(page).await {
///             count += 1;
///             yield_!(item);
///         }
///     }
///     count
/// }
///
/// # let mut block_on = std::pin::pin!(
/// async {
///     let mut items = std::pin::pin!(items(2));
///     assert_eq!(items.start().await, Ok(1));
///     assert_eq!(items.send(()).await, Ok(1));
///     assert_eq!(items.send(()).await, Ok(2));
///     assert_eq!(items.send(()).await, Err(Stopped::Returned(3)));
/// }
/// # );
/// # use std::task::{Context, Waker};
/// # assert!(block_on.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_ready());
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an async generator",
    note = "an `async fn` with `#[generator]` makes one; it is driven where it is pinned: pass `pin!(..)` or `.boxed()`"
)]
#[allow(clippy::type_complexity, reason = "a name for it would hide what comes of an operation")]
pub trait AsyncGenerator {
    /// What it yields.
    type Yield;
    /// What is sent to it.
    type Input;
    /// What can be thrown into it; [`Infallible`](core::convert::Infallible) if nothing can.
    type Error;
    /// What it returns in the end.
    type Return;
    /// Who speaks first: [`Plain`](crate::Plain), [`YieldFirst`](crate::YieldFirst) or [`SendFirst`](crate::SendFirst).
    type Protocol: Protocol;

    /// Polls [`start`](AsyncGenerator::start).
    ///
    /// # Errors
    ///
    /// As there.
    fn poll_start(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        nothing: &mut Option<()>,
    ) -> Poll<Result<Self::Yield, Stopped<Self::Return, ()>>>
    where
        Self::Protocol: Starts<Self::Input>;

    /// Polls [`send`](AsyncGenerator::send).
    ///
    /// # Errors
    ///
    /// As there.
    fn poll_send(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        value: &mut Option<Self::Input>,
    ) -> Poll<Result<Self::Yield, Stopped<Self::Return, Self::Input>>>;

    /// Polls [`throw`](AsyncGenerator::throw).
    ///
    /// # Errors
    ///
    /// As there.
    fn poll_throw(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        error: &mut Option<Self::Error>,
    ) -> Poll<Result<Self::Yield, Stopped<Self::Return, Self::Error>>>;

    /// Polls [`close`](AsyncGenerator::close).
    ///
    /// # Errors
    ///
    /// As there.
    fn poll_close(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        nothing: &mut Option<()>,
    ) -> Poll<Result<Option<Self::Return>, CloseIgnored<Self::Yield>>>;

    /// Where it is in its life. An operation that was dropped half-way leaves it suspended.
    fn status(&self) -> Status;

    #[cfg(feature = "alloc")]
    #[doc(hidden)]
    fn vtable(&self, _: body::Seal) -> Option<&'static body::Vtable> {
        None
    }

    #[cfg(feature = "alloc")]
    #[doc(hidden)]
    fn into_node(self, _: body::Seal) -> Result<body::Node, Self>
    where
        Self: Sized,
    {
        Err(self)
    }

    /// Begins it and runs it to its first yield, as [`Generator::start`](crate::Generator::start) does.
    ///
    /// # Errors
    ///
    /// Of the future: [`Stopped::Returned`] if it returned without a yield, [`Stopped::Refused`] if it is yield-first
    /// and has been started, [`Stopped::Finished`] if it is over.
    fn start(&mut self) -> Starting<'_, Self>
    where
        Self: Sized + Pinned,
        Self::Protocol: Starts<Self::Input>,
    {
        Starting::new(self)
    }

    /// Goes on with `value` as the answer to the yield it waits at, and runs to the next.
    ///
    /// # Errors
    ///
    /// Of the future: [`Stopped::Returned`] if it returned, [`Stopped::Refused`] with the value if it is yield-first and
    /// was not started, [`Stopped::Finished`] with the value if it is over.
    fn send(&mut self, value: Self::Input) -> Sending<'_, Self>
    where
        Self: Sized + Pinned,
    {
        Sending::new(self, value)
    }

    /// Raises `error` at the yield it waits at, and runs to the next yield.
    ///
    /// # Errors
    ///
    /// Of the future: [`Stopped::Returned`] if it returned, [`Stopped::Finished`] with the error if it is over; a
    /// generator that has not begun is over from then on.
    fn throw(&mut self, error: Self::Error) -> Throwing<'_, Self>
    where
        Self: Sized + Pinned,
    {
        Throwing::new(self, error)
    }

    /// Asks it to end: `Ok(Some(value))` if its body answered with a return, `Ok(None)` if it let the close out.
    ///
    /// # Errors
    ///
    /// Of the future: [`CloseIgnored`] if the body answered with a yield. It is still suspended, and can go on or be
    /// closed again.
    fn close(&mut self) -> Closing<'_, Self>
    where
        Self: Sized + Pinned,
    {
        Closing::new(self)
    }
}

/// An async generator that may move: a pointer to one that is pinned, or one that need not be pinned.
///
/// It is [`Unpin`], of which rustc would say what in the generator is not, and not that it is to be pinned.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not pinned",
    label = "an async generator is driven where it is pinned",
    note = "pin it first, with `pin!(..)` or `.boxed()`"
)]
pub trait Pinned: AsyncGenerator + Unpin {}

#[diagnostic::do_not_recommend]
impl<G: AsyncGenerator + Unpin + ?Sized> Pinned for G {}

/// Implements [`AsyncGenerator`] for a pointer, with how to reach what it points to, and what else stands in the braces.
macro_rules! forward_async_generator {
    ($pointer:ty, [$($bounds:tt)*], $this:ident => $reach:expr, { $($more:item)* }) => {
        #[diagnostic::do_not_recommend]
        impl<G: AsyncGenerator $($bounds)* + ?Sized> AsyncGenerator for $pointer {
            type Yield = G::Yield;
            type Input = G::Input;
            type Error = G::Error;
            type Return = G::Return;
            type Protocol = G::Protocol;

            #[inline(always)]
            fn poll_start(
                self: Pin<&mut Self>,
                context: &mut Context<'_>,
                nothing: &mut Option<()>,
            ) -> Poll<Result<Self::Yield, Stopped<Self::Return, ()>>>
            where
                Self::Protocol: Starts<Self::Input>,
            {
                let $this = self;
                $reach.poll_start(context, nothing)
            }

            #[inline(always)]
            fn poll_send(
                self: Pin<&mut Self>,
                context: &mut Context<'_>,
                value: &mut Option<Self::Input>,
            ) -> Poll<Result<Self::Yield, Stopped<Self::Return, Self::Input>>> {
                let $this = self;
                $reach.poll_send(context, value)
            }

            #[inline(always)]
            fn poll_throw(
                self: Pin<&mut Self>,
                context: &mut Context<'_>,
                error: &mut Option<Self::Error>,
            ) -> Poll<Result<Self::Yield, Stopped<Self::Return, Self::Error>>> {
                let $this = self;
                $reach.poll_throw(context, error)
            }

            #[inline(always)]
            fn poll_close(
                self: Pin<&mut Self>,
                context: &mut Context<'_>,
                nothing: &mut Option<()>,
            ) -> Poll<Result<Option<Self::Return>, CloseIgnored<Self::Yield>>> {
                let $this = self;
                $reach.poll_close(context, nothing)
            }

            #[inline(always)]
            fn status(&self) -> Status {
                (**self).status()
            }

            $($more)*
        }
    };
}

forward_async_generator!(&mut G, [+ Unpin], this => Pin::new(&mut **this.get_mut()), {});
forward_async_generator!(Pin<&mut G>, [], this => this.as_deref_mut(), {});
#[cfg(feature = "alloc")]
forward_async_generator!(alloc::boxed::Box<G>, [+ Unpin], this => Pin::new(&mut **this.get_mut()), {});
#[cfg(feature = "alloc")]
forward_async_generator!(Pin<alloc::boxed::Box<G>>, [], this => this.as_deref_mut(), {
    fn into_node(self, seal: body::Seal) -> Result<body::Node, Self> {
        body::asynchronous::into_node(self, seal)
    }
});
