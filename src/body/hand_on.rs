//! Delegation to a generator that is no body in place: it is on the heap, or driven from outside.

use super::{
    asynchronous::executors_waker,
    delegate::Ended,
    place::Place,
    slot::{Slot, foreign_context},
    token::Types,
};
#[cfg(feature = "alloc")]
use super::{
    on_heap::Returned,
    slot::Phase,
    trampoline::{Node, OwnedTrampoline},
};
#[cfg(feature = "alloc")]
use core::mem::MaybeUninit;
use core::{
    convert::Infallible,
    marker::{PhantomData, PhantomPinned},
    mem,
    pin::Pin,
    ptr,
    task::{Context, Poll, Waker, ready},
};

/// A child that is begun by a `B`, and how it is driven where its body cannot be polled as a part of the one around it.
pub trait Outside<B, Y, I, E, R>: Sized {
    /// The body of the child and what it is begun with, if it is on the heap and can be polled there.
    #[cfg(feature = "alloc")]
    fn into_node(self, begin: B) -> Result<(Node, Option<I>), (Self, B)>;

    /// Begins the child, if it has not begun, or hands it what the body around it is sent, thrown or asked: what it yields,
    /// or how it ended.
    ///
    /// # Panics
    ///
    /// If the child does not keep the rules: it refuses, or says that it is finished, while it has to answer.
    fn drive(&mut self, begin: &mut Option<B>, slot: &mut Slot<Y, I, E>, executor: &Waker)
    -> Poll<Result<Y, Ended<R>>>;
}

/// The future of `try_yield_from!`: shows a close to the body, once the child is done with it.
///
/// It is a part of each frame of a recursion, and keeps nothing that it does not need. All types are parameters, `R` is
/// what the child returns: to prove that it is `Send`, rustc need not look into an `impl Trait` of the child's.
#[derive(Debug)]
pub struct HandOn<C, B, Y, I, E, R> {
    state: State<C, B, R>,
    place: Place,
    types: Types<Y, I, E>,
    _pinned: PhantomPinned,
}

#[derive(Debug)]
enum State<C, B, R> {
    New(C, B),
    /// The body of the child is a frame of the trampoline that polls this one.
    #[cfg(feature = "alloc")]
    Waiting {
        returned: Returned<R>,
    },
    /// As above, of a trampoline that is begun here. It stands first, and so is dropped first.
    #[cfg(feature = "alloc")]
    Owner {
        trampoline: OwnedTrampoline,
        returned: Returned<R>,
    },
    /// The child is driven from outside.
    Outside(C, Option<B>),
    Ended(PhantomData<R>),
}

// SAFETY: the child, its first value and what it returns have to be `Send`. The frames that it may hold are
// the body of the child, and others that were pushed while it was polled: they belong to delegations in it, and are sent
// with it.
unsafe impl<C: Send, B: Send, Y, I, E, R: Send> Send for HandOn<C, B, Y, I, E, R> {}
// SAFETY: nothing can be done with a shared reference to it.
unsafe impl<C, B, Y, I, E, R> Sync for HandOn<C, B, Y, I, E, R> {}

impl<C: Outside<B, Y, I, E, R>, B, Y, I, E, R> HandOn<C, B, Y, I, E, R> {
    #[inline(always)]
    pub(super) fn new(child: C, begin: B, place: Place) -> Self {
        Self { state: State::New(child, begin), place, types: PhantomData, _pinned: PhantomPinned }
    }

    /// Begins the child, or goes on with it.
    ///
    /// # Safety
    ///
    /// The slot must be that of the body which awaits this, and this must be pinned.
    #[inline(always)]
    unsafe fn step(&mut self, slot: *mut Slot<Y, I, E>, context: &mut Context<'_>) -> Poll<Ended<R>> {
        match &mut self.state {
            State::New(child, begin) => {
                // SAFETY: it is moved out once, as the state changes.
                let child = unsafe { ptr::read(child) };
                // SAFETY: as above.
                let begin = unsafe { ptr::read(begin) };
                self.set(State::Ended(PhantomData));
                #[cfg(feature = "alloc")]
                let (child, begin) = match child.into_node(begin) {
                    // SAFETY: by the contract, and the node returns an `R`.
                    Ok((node, first)) => return unsafe { self.begin_on_heap(node, first, slot, context) },
                    Err(new) => new,
                };
                self.set(State::Outside(child, Some(begin)));
                let executor = executors_waker(context);
                // SAFETY: by the contract; the child has no way to the slot.
                self.drive(unsafe { &mut *slot }, executor)
            }
            #[cfg(feature = "alloc")]
            State::Waiting { returned } => {
                // SAFETY: by the contract.
                let slot = unsafe { &mut *slot };
                let closed = slot.phase == Phase::ChildClosed;
                if closed {
                    slot.receive_close();
                }
                slot.phase = Phase::Running;
                Poll::Ready(returned.end(closed))
            }
            #[cfg(feature = "alloc")]
            State::Owner { trampoline, returned } => {
                // SAFETY: by the contract.
                unsafe { trampoline.run(slot, context) }.map(|closed| returned.end(closed))
            }
            State::Outside(..) => {
                // Looked for before the slot is borrowed, in which it is found.
                let executor = executors_waker(context);
                // SAFETY: by the contract; the child has no way to the slot.
                self.drive(unsafe { &mut *slot }, executor)
            }
            State::Ended(_) => unreachable!("a delegation that has ended is not polled"),
        }
    }

    /// Changes the state from one of which there is nothing to drop. To drop it in any case would be a call.
    #[inline(always)]
    fn set(&mut self, state: State<C, B, R>) {
        mem::forget(mem::replace(&mut self.state, state));
    }

    /// Makes the child a frame: of the trampoline that is there, or of one of its own.
    ///
    /// # Safety
    ///
    /// As for `step`; and `node` must return an `R`.
    #[cfg(feature = "alloc")]
    #[inline(always)]
    unsafe fn begin_on_heap(
        &mut self,
        node: Node,
        first: Option<I>,
        slot: *mut Slot<Y, I, E>,
        context: &mut Context<'_>,
    ) -> Poll<Ended<R>> {
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
        self.set(State::Owner { trampoline: OwnedTrampoline::new(lent.closing), returned: Returned::nothing() });
        let State::Owner { trampoline, returned } = &mut self.state else { unreachable!() };
        if sent {
            lent.phase = Phase::Sent;
        }
        trampoline.push(node, returned.place());
        // SAFETY: by the contract.
        unsafe { trampoline.run(slot, context) }.map(|closed| returned.end(closed))
    }

    /// Drives the child from outside, and leaves what it yields in the slot.
    fn drive(&mut self, slot: &mut Slot<Y, I, E>, executor: &Waker) -> Poll<Ended<R>> {
        let State::Outside(child, begin) = &mut self.state else { unreachable!() };
        match ready!(child.drive(begin, slot, executor)) {
            Ok(value) => {
                slot.give(value, self.place);
                Poll::Pending
            }
            Err(ended) => {
                self.state = State::Ended(PhantomData);
                Poll::Ready(ended)
            }
        }
    }
}

impl<C: Outside<B, Y, I, E, R>, B, Y, I, E, R> Future for HandOn<C, B, Y, I, E, R> {
    type Output = Result<Ended<R>, Infallible>;

    #[inline(always)]
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let Some(slot) = Slot::<Y, I, E>::of(context) else { foreign_context() };
        // SAFETY: what is pinned in it is not moved.
        let this = unsafe { self.get_unchecked_mut() };
        // SAFETY: this stands directly in its body, so the slot has these types; the driver lends it to the poll.
        unsafe { this.step(slot, context) }.map(Ok)
    }
}
