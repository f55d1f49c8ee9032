//! Delegation to an async generator that is no body in place: its body is on the heap, or it has a driver of its own.

use super::{delegate::Begin, slot::executors_waker};
#[cfg(feature = "alloc")]
use crate::body::{
    on_heap::{OnHeap, Seal},
    trampoline::Node,
};
use crate::{
    AsyncGenerator, Closed, Interrupt, Stopped,
    body::{
        delegate::Ended,
        forward::lawful,
        place::Place,
        slot::{Slot, foreign_context},
        suspend::exit,
        token::{Token, Types},
    },
};
#[cfg(feature = "alloc")]
use alloc::boxed::Box;
#[cfg(feature = "alloc")]
use core::ptr::NonNull;
use core::{
    convert::Infallible,
    marker::{PhantomData, PhantomPinned},
    mem,
    pin::Pin,
    task::{Context, Poll, ready},
};

/// The future of `yield_from!`: it is closed with the child.
pub(super) struct HandOn<G: AsyncGenerator, B>(TryHandOn<G, B>);

/// The future of `try_yield_from!`: shows a close to the body, once the child is done with it.
pub(super) struct TryHandOn<G: AsyncGenerator, B> {
    state: State<G, B>,
    place: Place,
    types: Types<G::Yield, G::Input, G::Error>,
    _pinned: PhantomPinned,
}

enum State<G: AsyncGenerator, B> {
    New(G, B),
    /// The body of the child is polled as a part of this one.
    #[cfg(feature = "alloc")]
    OnHeap(OnHeap<G, G::Return>),
    /// The child is driven from outside.
    Outside(G, Operation<G, B>),
    Ended,
}

/// What the child is doing, with what it has not taken yet.
enum Operation<G: AsyncGenerator, B> {
    Begin(Option<B>),
    Send(Option<G::Input>),
    Throw(Option<G::Error>),
    Close(Option<()>),
}

// SAFETY: nothing can be done with a shared reference to it.
unsafe impl<G: AsyncGenerator, B> Sync for TryHandOn<G, B> {}

impl<G: AsyncGenerator + Unpin, B: Begin<G>> HandOn<G, B> {
    #[inline(always)]
    pub(super) fn new(token: Token<G::Yield, G::Input, G::Error>, child: G, begin: B, place: Place) -> Self {
        Self(TryHandOn::new(token, child, begin, place))
    }
}

impl<G: AsyncGenerator + Unpin, B: Begin<G>> Future for HandOn<G, B> {
    type Output = Result<G::Return, Infallible>;

    #[inline(always)]
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        // SAFETY: pinned with this future.
        let inner = unsafe { self.map_unchecked_mut(|this| &mut this.0) };
        match ready!(inner.poll(context)) {
            Ok(Ok(returned)) => Poll::Ready(Ok(returned)),
            Ok(Err(Closed(discarded))) => {
                drop(discarded);
                exit::<G::Yield, G::Input, G::Error, _>(context)
            }
        }
    }
}

impl<G: AsyncGenerator + Unpin, B: Begin<G>> TryHandOn<G, B> {
    #[inline(always)]
    pub(super) fn new(_: Token<G::Yield, G::Input, G::Error>, child: G, begin: B, place: Place) -> Self {
        Self { state: State::New(child, begin), place, types: PhantomData, _pinned: PhantomPinned }
    }

    /// Begins the child, or goes on with it.
    ///
    /// # Safety
    ///
    /// The slot must be that of the body which awaits this; this must be pinned.
    #[inline(always)]
    unsafe fn step(
        &mut self,
        slot: *mut Slot<G::Yield, G::Input, G::Error>,
        context: &mut Context<'_>,
    ) -> Poll<Ended<G::Return>> {
        if let State::New(..) = self.state {
            let State::New(child, begin) = mem::replace(&mut self.state, State::Ended) else { unreachable!() };
            #[cfg(feature = "alloc")]
            let child = match child.into_node(Seal(())) {
                Ok(node) => {
                    self.state = State::OnHeap(OnHeap::new());
                    let State::OnHeap(child) = &mut self.state else { unreachable!() };
                    // SAFETY: by the contract, and the node is a body of `G`.
                    return unsafe { child.begin(node, begin.into_first(), slot, context) };
                }
                Err(child) => child,
            };
            self.state = State::Outside(child, Operation::Begin(Some(begin)));
        }
        let (child, operation) = match &mut self.state {
            #[cfg(feature = "alloc")]
            // SAFETY: by the contract.
            State::OnHeap(child) => return unsafe { child.poll(slot, context) },
            State::Outside(child, operation) => (child, operation),
            State::New(..) | State::Ended => unreachable!("a delegation that has ended is not polled"),
        };
        // SAFETY: by the contract; nothing else refers to the slot in this statement.
        if let Some(next) = unsafe { &mut *slot }.take() {
            *operation = match next {
                Ok(input) => Operation::Send(Some(input)),
                Err(Interrupt::Throw(error)) => Operation::Throw(Some(error)),
                Err(Interrupt::Close) => Operation::Close(Some(())),
            };
        }
        let mut context = Context::from_waker(executors_waker(context));
        match ready!(operation.poll(Pin::new(child), &mut context)) {
            Ok(value) => {
                // SAFETY: by the contract; the child is done, and nothing else refers to the slot.
                unsafe { &mut *slot }.give(value, self.place);
                Poll::Pending
            }
            Err(ended) => Poll::Ready(ended),
        }
    }
}

impl<G: AsyncGenerator + Unpin, B: Begin<G>> Future for TryHandOn<G, B> {
    type Output = Result<Ended<G::Return>, Infallible>;

    #[inline(always)]
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let Some(slot) = Slot::<G::Yield, G::Input, G::Error>::of(context) else { foreign_context() };
        // SAFETY: what is pinned in it is not moved.
        let this = unsafe { self.get_unchecked_mut() };
        // SAFETY: this stands directly in its body, so the slot has these types; the driver lends it to the poll.
        let ended = ready!(unsafe { this.step(slot, context) });
        this.state = State::Ended;
        Poll::Ready(Ok(ended))
    }
}

impl<G: AsyncGenerator + Unpin, B: Begin<G>> Operation<G, B> {
    /// What the child yields, or how it ended.
    ///
    /// # Panics
    ///
    /// If the child does not keep the rules of [`AsyncGenerator`]: it refuses, or says that it is finished, while it has
    /// to answer.
    fn poll(&mut self, child: Pin<&mut G>, context: &mut Context<'_>) -> Poll<Result<G::Yield, Ended<G::Return>>> {
        let answer = match self {
            Self::Begin(begin) => ready!(B::poll_begin(begin, child, context)),
            Self::Send(value) => ready!(child.poll_send(context, value)).map_err(Stopped::returned),
            Self::Throw(error) => ready!(child.poll_throw(context, error)).map_err(Stopped::returned),
            Self::Close(nothing) => {
                return Poll::Ready(match ready!(child.poll_close(context, nothing)) {
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
