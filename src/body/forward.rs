//! Children that are driven from outside: they are handed what comes, and what they yield is handed on.

use super::{
    delegate::{Begin, Ended, Thrown},
    hand_on::Outside,
    place::Place,
    slot::{Slot, foreign_context},
    token::Types,
};
#[cfg(feature = "alloc")]
use super::{on_heap::Seal, trampoline::Node};
use crate::{Closed, Generator, Interrupt, Stopped, adapt::FromIter, error::lawless};
use core::{
    iter::Fuse,
    marker::PhantomData,
    pin::Pin,
    task::{Context, Poll, Waker},
};

/// A generator that has a driver of its own.
#[derive(Debug)]
pub struct Driven<G>(pub(super) G);

impl<G: Generator, B: Begin<G>> Outside<B, G::Yield, G::Input, G::Error, G::Return> for Driven<G> {
    #[cfg(feature = "alloc")]
    #[inline(always)]
    fn into_node(self, begin: B) -> Result<(Node, Option<G::Input>), (Self, B)> {
        match self.0.into_node(Seal(())) {
            Ok(node) => Ok((node, begin.into_first())),
            Err(child) => Err((Self(child), begin)),
        }
    }

    fn drive(
        &mut self,
        begin: &mut Option<B>,
        slot: &mut Slot<G::Yield, G::Input, G::Error>,
        _: &Waker,
    ) -> Poll<Result<G::Yield, Ended<G::Return>>> {
        let child = &mut self.0;
        let answer = match (begin.take(), slot.take()) {
            (Some(begin), _) => begin.begin(child),
            (None, Some(Ok(input))) => child.send(input).map_err(Stopped::returned),
            (None, Some(Err(Interrupt::Throw(error)))) => child.throw(error).map_err(Stopped::returned),
            (None, Some(Err(Interrupt::Close))) => {
                return Poll::Ready(match child.close() {
                    Ok(returned) => Err(Err(Closed(returned))),
                    Err(ignored) => Ok(ignored.0),
                });
            }
            (None, None) => unreachable!("a body that waits is resumed with an answer"),
        };
        Poll::Ready(answer.map_err(|returned| Ok(lawful(returned))))
    }
}

/// What a child has returned that had to answer.
pub(super) fn lawful<T>(returned: Option<T>) -> T {
    returned.unwrap_or_else(|| lawless())
}

/// The future of `try_yield_from!` of an iterator: an error that is thrown goes past it.
#[derive(Debug)]
pub struct ForwardIterator<T, Y, E> {
    values: Fuse<T>,
    place: Place,
    types: Types<Y, (), E>,
}

// The iterator is never pinned.
impl<T, Y, E> Unpin for ForwardIterator<T, Y, E> {}

impl<T: Iterator, E> ForwardIterator<T, T::Item, E> {
    #[inline(always)]
    pub(super) fn new(values: FromIter<T>, place: Place) -> Self {
        Self { values: values.into_values(), place, types: PhantomData }
    }
}

impl<T: Iterator<Item = Y>, Y, E> Future for ForwardIterator<T, Y, E> {
    type Output = Result<Ended<()>, Thrown<E>>;

    #[inline(always)]
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.get_mut();
        let Some(slot) = Slot::<Y, (), E>::of(context) else { foreign_context() };
        // SAFETY: this stands directly in its body, so the slot has these types; the driver lends it to the poll.
        let slot = unsafe { &mut *slot };
        match slot.take() {
            None | Some(Ok(())) => {}
            Some(Err(Interrupt::Throw(error))) => return Poll::Ready(Err(Thrown(error))),
            Some(Err(Interrupt::Close)) => return Poll::Ready(Ok(Err(Closed(None)))),
        }
        let Some(value) = this.values.next() else { return Poll::Ready(Ok(Ok(()))) };
        slot.give(value, this.place);
        Poll::Pending
    }
}
