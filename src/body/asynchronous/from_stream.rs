//! `yield_from!` of a stream.

use super::slot::executors_waker;
use crate::{
    Closed, Interrupt,
    body::{
        delegate::{ByStart, Delegate, Ended, Thrown},
        let_close_out::LetCloseOut,
        place::Place,
        slot::{Slot, foreign_context},
        token::{Token, Types},
    },
};
use core::{
    marker::PhantomData,
    pin::Pin,
    task::{Context, Poll, ready},
};
use futures_core::Stream;

/// The elements of a stream, for `yield_from!` in the body of an async generator.
///
/// Made by [`from_stream`].
#[must_use = "it yields nothing until it is handed on to"]
#[derive(Debug, Clone)]
pub struct FromStream<S>(S);

/// What makes a stream a child: `yield_from!(from_stream(stream))` yields its elements, and is `()`.
///
/// An error that is thrown meanwhile leaves the generator around it, since a stream cannot receive one. A close drops the
/// stream.
///
/// # Examples
///
/// ```
/// use antiphon::{adapt::from_stream, prelude::*};
/// use futures_util::{StreamExt, stream};
///
/// #[generator(yield = u32)]
/// async fn twice() {
///     yield_from!(from_stream(stream::iter([1, 2])));
///     yield_from!(from_stream(stream::iter([3]).map(|n| 2 * n)));
/// }
///
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(
/// async {
///     assert_eq!(twice().boxed().collect::<Vec<_>>().await, [1, 2, 6]);
/// }
/// # );
/// ```
pub fn from_stream<S: Stream>(stream: S) -> FromStream<S> {
    FromStream(stream)
}

/// As a stream.
#[derive(Debug)]
pub enum Streamed {}

// SAFETY: the token is not used.
#[diagnostic::do_not_recommend]
unsafe impl<S: Stream, E> Delegate<S::Item, (), E, ByStart, Streamed> for FromStream<S> {
    type Return = ();
    type Past = Thrown<E>;
    type Delegation = LetCloseOut<Self::TryDelegation, S::Item, (), E>;
    type TryDelegation = ForwardStream<S, S::Item, E>;

    #[inline(always)]
    #[track_caller]
    unsafe fn delegate(self, _: Token<S::Item, (), E>, _: ByStart) -> Self::Delegation {
        LetCloseOut::new(ForwardStream { stream: self.0, place: Place::caller(), types: PhantomData })
    }

    #[inline(always)]
    #[track_caller]
    unsafe fn try_delegate(self, _: Token<S::Item, (), E>, _: ByStart) -> Self::TryDelegation {
        ForwardStream { stream: self.0, place: Place::caller(), types: PhantomData }
    }
}

/// The future of `try_yield_from!` of a stream: an error that is thrown goes past it.
#[derive(Debug)]
pub struct ForwardStream<S, Y, E> {
    stream: S,
    place: Place,
    types: Types<Y, (), E>,
}

impl<S: Stream<Item = Y>, Y, E> Future for ForwardStream<S, Y, E> {
    type Output = Result<Ended<()>, Thrown<E>>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let Some(slot) = Slot::<Y, (), E>::of(context) else { foreign_context() };
        // Looked for before the slot is borrowed, in which it is found.
        let executor = executors_waker(context);
        // SAFETY: this stands directly in its body, so the slot has these types; the driver lends it to the poll, and the
        // stream has no way to it.
        let slot = unsafe { &mut *slot };
        match slot.take() {
            None | Some(Ok(())) => {}
            Some(Err(Interrupt::Throw(error))) => return Poll::Ready(Err(Thrown(error))),
            Some(Err(Interrupt::Close)) => return Poll::Ready(Ok(Err(Closed(None)))),
        }
        let place = self.place;
        // SAFETY: pinned with this future.
        let stream = unsafe { self.map_unchecked_mut(|this| &mut this.stream) };
        let Some(value) = ready!(stream.poll_next(&mut Context::from_waker(executor))) else {
            return Poll::Ready(Ok(Ok(())));
        };
        slot.give(value, place);
        Poll::Pending
    }
}
