//! Async children that are driven from outside.

use super::delegate::Begin;
#[cfg(feature = "alloc")]
use crate::body::{on_heap::Seal, trampoline::Node};
use crate::{
    AsyncGenerator, Closed, Interrupt, Stopped,
    body::{delegate::Ended, forward::lawful, hand_on::Outside, slot::Slot},
};
#[cfg(feature = "alloc")]
use alloc::boxed::Box;
#[cfg(feature = "alloc")]
use core::ptr::NonNull;
use core::{
    pin::Pin,
    task::{Context, Poll, Waker, ready},
};

/// An async generator that has a driver of its own, and the operation on it that is under way.
#[derive(Debug)]
pub struct AsyncDriven<G, I, E> {
    child: G,
    operation: Operation<I, E>,
}

/// What the child is doing, with what it has not taken yet.
#[derive(Debug)]
enum Operation<I, E> {
    Begin,
    Send(Option<I>),
    Throw(Option<E>),
    Close(Option<()>),
}

impl<G, I, E> AsyncDriven<G, I, E> {
    #[inline(always)]
    pub(super) fn new(child: G) -> Self {
        Self { child, operation: Operation::Begin }
    }
}

impl<G: AsyncGenerator + Unpin, B: Begin<G>> Outside<B, G::Yield, G::Input, G::Error, G::Return>
    for AsyncDriven<G, G::Input, G::Error>
{
    #[cfg(feature = "alloc")]
    #[inline(always)]
    fn into_node(self, begin: B) -> Result<(Node, Option<G::Input>), (Self, B)> {
        match self.child.into_node(Seal(())) {
            Ok(node) => Ok((node, begin.into_first())),
            Err(child) => Err((Self::new(child), begin)),
        }
    }

    fn drive(
        &mut self,
        begin: &mut Option<B>,
        slot: &mut Slot<G::Yield, G::Input, G::Error>,
        executor: &Waker,
    ) -> Poll<Result<G::Yield, Ended<G::Return>>> {
        match slot.take() {
            None => {}
            Some(Ok(input)) => self.operation = Operation::Send(Some(input)),
            Some(Err(Interrupt::Throw(error))) => self.operation = Operation::Throw(Some(error)),
            Some(Err(Interrupt::Close)) => self.operation = Operation::Close(Some(())),
        }
        let (child, context) = (Pin::new(&mut self.child), &mut Context::from_waker(executor));
        let answer = match &mut self.operation {
            Operation::Begin => ready!(B::poll_begin(begin, child, context)),
            Operation::Send(value) => ready!(child.poll_send(context, value)).map_err(Stopped::returned),
            Operation::Throw(error) => ready!(child.poll_throw(context, error)).map_err(Stopped::returned),
            Operation::Close(nothing) => {
                return child.poll_close(context, nothing).map(|closed| match closed {
                    Ok(returned) => Err(Err(Closed(returned))),
                    Err(ignored) => Ok(ignored.0),
                });
            }
        };
        Poll::Ready(answer.map_err(|returned| Ok(lawful(returned))))
    }
}

/// Takes the body of a boxed generator out of its type, if it has one that can be polled as a part of another.
#[cfg(feature = "alloc")]
#[inline(always)]
pub(crate) fn into_node<G: AsyncGenerator + ?Sized>(boxed: Pin<Box<G>>, seal: Seal) -> Result<Node, Pin<Box<G>>> {
    // By its path: the box is an async generator as well, and has no body of its own.
    let Some(vtable) = G::vtable(&boxed, seal) else { return Err(boxed) };
    // SAFETY: it stays where it is, pinned, until it is dropped there.
    let body = NonNull::from(Box::leak(unsafe { Pin::into_inner_unchecked(boxed) })).cast();
    // SAFETY: it is owned, and the vtable that of the generator in it: nobody outside of this crate gives one.
    Ok(unsafe { Node::new(body, vtable) })
}
