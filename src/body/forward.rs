//! Delegation to a generator that is no body in place: its body is on the heap, or it has a driver of its own.

#[cfg(feature = "alloc")]
use super::on_heap::{OnHeap, Seal};
use super::{
    delegate::{Begin, Ended, Thrown},
    place::Place,
    slot::{Slot, foreign_context},
    suspend::{Exit, TrySuspend, exit},
    token::{Token, Types},
};
use crate::{Closed, Generator, Interrupt, adapt::FromIter};
use core::{
    convert::Infallible,
    marker::{PhantomData, PhantomPinned},
    mem,
    pin::Pin,
    task::{Context, Poll, ready},
};

/// The future of `yield_from!`: it is closed with the child.
pub(super) struct HandOn<G: Generator, B>(TryHandOn<G, B>);

/// The future of `try_yield_from!`: shows a close to the body, once the child is done with it.
///
/// It is a part of each frame of a recursion, and keeps nothing that it does not need.
pub(super) struct TryHandOn<G: Generator, B> {
    state: State<G, B>,
    place: Place,
    types: Types<G::Yield, G::Input, G::Error>,
    _pinned: PhantomPinned,
}

enum State<G: Generator, B> {
    New(G, B),
    /// The body of the child is polled as a part of this one.
    #[cfg(feature = "alloc")]
    OnHeap(OnHeap<G, G::Return>),
    /// The child is driven from outside.
    Outside(G),
    Ended,
}

// SAFETY: nothing can be done with a shared reference to it.
unsafe impl<G: Generator, B> Sync for TryHandOn<G, B> {}

impl<G: Generator, B: Begin<G>> HandOn<G, B> {
    #[inline(always)]
    pub(super) fn new(token: Token<G::Yield, G::Input, G::Error>, child: G, begin: B, place: Place) -> Self {
        Self(TryHandOn::new(token, child, begin, place))
    }
}

impl<G: Generator, B: Begin<G>> Future for HandOn<G, B> {
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

impl<G: Generator, B: Begin<G>> TryHandOn<G, B> {
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
        #[cfg_attr(not(feature = "alloc"), expect(unused_variables, reason = "no body is on the heap"))]
        context: &mut Context<'_>,
    ) -> Poll<Ended<G::Return>> {
        let answer = match &mut self.state {
            State::New(..) => {
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
                self.state = State::Outside(child);
                let State::Outside(child) = &mut self.state else { unreachable!() };
                begin.begin(child).map_err(|returned| Ok(lawful(returned)))
            }
            #[cfg(feature = "alloc")]
            // SAFETY: by the contract.
            State::OnHeap(child) => return unsafe { child.poll(slot, context) },
            // SAFETY: by the contract; the child has no way to the slot.
            State::Outside(child) => resume(child, unsafe { &mut *slot }),
            State::Ended => unreachable!("a delegation that has ended is not polled"),
        };
        match answer {
            Ok(value) => {
                // SAFETY: by the contract; the child is done, and nothing else refers to the slot.
                unsafe { &mut *slot }.give(value, self.place);
                Poll::Pending
            }
            Err(ended) => Poll::Ready(ended),
        }
    }
}

impl<G: Generator, B: Begin<G>> Future for TryHandOn<G, B> {
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

/// Hands to a child what the body around it is sent, thrown or asked: what it yields, or how it ended.
///
/// # Panics
///
/// If the child does not keep the rules of [`Generator`]: it refuses, or says that it is finished, while it has to
/// answer.
fn resume<G: Generator>(
    child: &mut G,
    slot: &mut Slot<G::Yield, G::Input, G::Error>,
) -> Result<G::Yield, Ended<G::Return>> {
    match slot.take() {
        Some(Ok(input)) => child.send(input).map_err(|stopped| Ok(lawful(stopped.returned()))),
        Some(Err(Interrupt::Throw(error))) => child.throw(error).map_err(|stopped| Ok(lawful(stopped.returned()))),
        Some(Err(Interrupt::Close)) => match child.close() {
            Ok(returned) => Err(Err(Closed(returned))),
            Err(ignored) => Ok(ignored.0),
        },
        None => unreachable!("a body that waits is resumed with an answer"),
    }
}

/// What a child has returned that had to answer.
pub(super) fn lawful<T>(returned: Option<T>) -> T {
    returned.unwrap_or_else(|| lawless())
}

/// Yields what an iterator gives; an error that is thrown meanwhile goes past it.
///
/// # Safety
///
/// The future must be awaited at once, directly in the body that the token belongs to.
pub(super) async unsafe fn forward_iterator<T: Iterator, E>(
    token: Token<T::Item, (), E>,
    values: FromIter<T>,
    place: Place,
) -> Result<Result<(), Closed<()>>, Thrown<E>> {
    for value in values.into_values() {
        match TrySuspend::new(token, value, place).await {
            Ok(()) => {}
            Err(Interrupt::Throw(error)) => return Err(Thrown(error)),
            Err(Interrupt::Close) => return Ok(Err(Closed(None))),
        }
    }
    Ok(Ok(()))
}

/// Turns a delegation that shows a close into one that is closed with the child.
///
/// # Safety
///
/// The future must be awaited at once, directly in the body that the token belongs to.
pub(super) async unsafe fn let_close_out<Y, I, E, T, X>(
    token: Token<Y, I, E>,
    delegation: impl Future<Output = Result<Result<T, Closed<T>>, X>>,
) -> Result<T, X> {
    match delegation.await? {
        Ok(returned) => Ok(returned),
        Err(Closed(discarded)) => {
            drop(discarded);
            match Exit::new(token).await {}
        }
    }
}

#[cold]
#[inline(never)]
fn lawless() -> ! {
    panic!("a generator refused, or said it was finished, while it was suspended at a yield")
}
