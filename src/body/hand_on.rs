//! Delegation to a generator that is no body in place: it is on the heap, or driven from outside.

use super::{
    delegate::{Begin, Ended},
    forward::{lawful, resume},
    place::Place,
    slot::{Phase, Slot, foreign_context},
    suspend::exit,
    token::{Token, Types},
};
#[cfg(feature = "alloc")]
use super::{
    on_heap::{Returned, Seal},
    trampoline::{Node, OwnedTrampoline},
};
use crate::{Closed, Generator};
#[cfg(feature = "alloc")]
use core::mem::MaybeUninit;
use core::{
    convert::Infallible,
    marker::{PhantomData, PhantomPinned},
    mem,
    pin::Pin,
    ptr,
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
    /// The body of the child is a frame of the trampoline that polls this one.
    #[cfg(feature = "alloc")]
    Waiting {
        returned: Returned<G::Return>,
    },
    /// As above, of a trampoline that is begun here. It stands first, and so is dropped first.
    #[cfg(feature = "alloc")]
    Owner {
        trampoline: OwnedTrampoline,
        returned: Returned<G::Return>,
    },
    /// The child is driven from outside.
    Outside(G),
    Ended,
}

// SAFETY: the child, its first value and what it returns have to be `Send`. The frames that it may hold are the body of
// the child, and others that were pushed while it was polled: they belong to delegations in it, and are sent with it.
unsafe impl<G: Generator<Return: Send> + Send, B: Send> Send for TryHandOn<G, B> {}
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
    /// The slot must be that of the body which awaits this, and this must be pinned.
    #[inline(always)]
    #[cfg_attr(
        not(feature = "alloc"),
        allow(unused_variables, reason = "what is driven from outside has its own context")
    )]
    unsafe fn step(
        &mut self,
        slot: *mut Slot<G::Yield, G::Input, G::Error>,
        context: &mut Context<'_>,
    ) -> Poll<Ended<G::Return>> {
        match &mut self.state {
            State::New(child, begin) => {
                // SAFETY: it is moved out once, as the state changes.
                let child = unsafe { ptr::read(child) };
                // SAFETY: as above.
                let begin = unsafe { ptr::read(begin) };
                self.set(State::Ended);
                #[cfg(feature = "alloc")]
                let child = match child.into_node(Seal(())) {
                    // SAFETY: by the contract, and the node returns a `G::Return`.
                    Ok(node) => return unsafe { self.begin_on_heap(node, begin.into_first(), slot, context) },
                    Err(child) => child,
                };
                // SAFETY: by the contract; the child has no way to the slot.
                self.begin_outside(child, begin, unsafe { &mut *slot })
            }
            #[cfg(feature = "alloc")]
            State::Waiting { returned } => {
                // SAFETY: by the contract.
                let phase = unsafe { mem::replace(&mut (*slot).phase, Phase::Running) };
                Poll::Ready(returned.end(matches!(phase, Phase::ChildReturnedClosing | Phase::ChildClosed)))
            }
            #[cfg(feature = "alloc")]
            State::Owner { trampoline, returned } => {
                // SAFETY: by the contract.
                unsafe { trampoline.run(slot, context) }.map(|closed| returned.end(closed))
            }
            State::Outside(child) => {
                // SAFETY: by the contract; the child has no way to the slot.
                let slot = unsafe { &mut *slot };
                let answer = resume(child, slot);
                self.answer(answer, slot)
            }
            State::Ended => unreachable!("a delegation that has ended is not polled"),
        }
    }

    /// Changes the state from one of which there is nothing to drop. To drop it in any case would be a call.
    #[inline(always)]
    fn set(&mut self, state: State<G, B>) {
        mem::forget(mem::replace(&mut self.state, state));
    }

    /// Makes the child a frame: of the trampoline that is there, or of one of its own.
    ///
    /// # Safety
    ///
    /// As for `step`; and `node` must return a `G::Return`.
    #[cfg(feature = "alloc")]
    #[inline(always)]
    unsafe fn begin_on_heap(
        &mut self,
        node: Node,
        first: Option<G::Input>,
        slot: *mut Slot<G::Yield, G::Input, G::Error>,
        context: &mut Context<'_>,
    ) -> Poll<Ended<G::Return>> {
        // SAFETY: by the contract; nothing else refers to the slot until the trampoline runs.
        let lent = unsafe { &mut *slot };
        let sent = first.map(|first| lent.input = MaybeUninit::new(first)).is_some();
        if let Some(mut trampoline) = lent.trampoline {
            self.set(State::Waiting { returned: Returned::nothing() });
            let State::Waiting { returned } = &self.state else { unreachable!() };
            lent.phase = if sent { Phase::PushSent } else { Phase::Push };
            // SAFETY: who has put it into the slot polls this, and lends it.
            unsafe { trampoline.as_mut() }.push(node, returned.place());
            return Poll::Pending;
        }
        self.set(State::Owner { trampoline: OwnedTrampoline::new(), returned: Returned::nothing() });
        let State::Owner { trampoline, returned } = &mut self.state else { unreachable!() };
        if sent {
            lent.phase = Phase::Sent;
        }
        trampoline.push(node, returned.place());
        // SAFETY: by the contract.
        unsafe { trampoline.run(slot, context) }.map(|closed| returned.end(closed))
    }

    fn begin_outside(
        &mut self,
        child: G,
        begin: B,
        slot: &mut Slot<G::Yield, G::Input, G::Error>,
    ) -> Poll<Ended<G::Return>> {
        self.set(State::Outside(child));
        let State::Outside(child) = &mut self.state else { unreachable!() };
        let answer = begin.begin(child).map_err(|returned| Ok(lawful(returned)));
        self.answer(answer, slot)
    }

    /// Leaves what the child has yielded in the slot, unless it has ended.
    fn answer(
        &mut self,
        answer: Result<G::Yield, Ended<G::Return>>,
        slot: &mut Slot<G::Yield, G::Input, G::Error>,
    ) -> Poll<Ended<G::Return>> {
        match answer {
            Ok(value) => {
                slot.output.write(value);
                slot.phase = Phase::Yielded;
                slot.place = self.place;
                Poll::Pending
            }
            Err(ended) => {
                self.state = State::Ended;
                Poll::Ready(ended)
            }
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
        unsafe { this.step(slot, context) }.map(Ok)
    }
}
