//! `yield_from!` of a generator on the heap.

use super::{
    delegate::Ended,
    slot::{Phase, Slot},
    trampoline::{Frame, Node, OwnedTrampoline},
};
use crate::{Closed, PinnedGenerator};
use alloc::boxed::Box;
use core::{
    cell::UnsafeCell,
    marker::PhantomData,
    mem::MaybeUninit,
    pin::Pin,
    ptr::NonNull,
    task::{Context, Poll, ready},
};

/// Keeps the hidden methods of public traits to this crate: nobody else can name it.
#[derive(Debug, Clone, Copy)]
pub struct Seal(pub(super) ());

/// Takes the body of a boxed generator out of its type, if it has one that can be polled as a part of another.
#[inline(always)]
pub(crate) fn into_node<G: PinnedGenerator + ?Sized>(boxed: Pin<Box<G>>, seal: Seal) -> Result<Node, Pin<Box<G>>> {
    // By its path: the box is a pinned generator as well, and has no body of its own.
    let Some(vtable) = G::vtable(&boxed, seal) else { return Err(boxed) };
    // SAFETY: it stays where it is, pinned, until it is dropped there.
    let body = NonNull::from(Box::leak(unsafe { Pin::into_inner_unchecked(boxed) })).cast();
    // SAFETY: it is owned, and the vtable that of the generator in it: nobody outside of this crate gives one.
    Ok(unsafe { Node::new(body, vtable) })
}

/// The delegation to the body of a `G`, which returns `T`: it waits for a frame, or owns the trampoline of all frames.
pub(super) struct OnHeap<G, T> {
    /// First, as it is dropped first, and what a frame returns may be written below.
    owned: Option<OwnedTrampoline>,
    /// The frame writes to it when it ends, through a pointer.
    returned: UnsafeCell<Option<T>>,
    child: PhantomData<G>,
}

// SAFETY: the frames that it may hold are the body of the child, and others that were pushed while it was polled: they
// belong to delegations in it, and are sent with it. The bounds are on parameters alone: with the return type as
// `G::Return`, rustc finds no proof for a recursive generator whose types have lifetimes.
unsafe impl<G: Send, T: Send> Send for OnHeap<G, T> {}

impl<G, T> OnHeap<G, T> {
    #[inline(always)]
    pub(super) fn new() -> Self {
        Self { owned: None, returned: UnsafeCell::new(None), child: PhantomData }
    }

    /// Makes the child a frame: of the trampoline that is there, or of one of its own.
    ///
    /// # Safety
    ///
    /// The slot must be that of the body around this, which must be pinned; `node` must return a `T`.
    #[inline(always)]
    pub(super) unsafe fn begin<Y, I, E>(
        &mut self,
        node: Node,
        first: Option<I>,
        slot: *mut Slot<Y, I, E>,
        context: &mut Context<'_>,
    ) -> Poll<Ended<T>> {
        let frame = Frame { node, returned: NonNull::from(&self.returned).cast() };
        // SAFETY: by the contract; nothing else refers to the slot in this function.
        let lent = unsafe { &mut *slot };
        let sent = first.map(|first| lent.input = MaybeUninit::new(first)).is_some();
        if let Some(mut trampoline) = lent.trampoline {
            lent.phase = if sent { Phase::PushSent } else { Phase::Push };
            // SAFETY: who has put it into the slot polls this, and lends it.
            unsafe { trampoline.as_mut() }.push(frame);
            return Poll::Pending;
        }
        if sent {
            lent.phase = Phase::Sent;
        }
        let trampoline = self.owned.insert(OwnedTrampoline::new(frame, lent.closing));
        // SAFETY: by the contract.
        let closed = ready!(unsafe { trampoline.run(slot, context) });
        Poll::Ready(self.end(closed))
    }

    /// Runs its trampoline, or comes back from that of another: when its child has ended.
    ///
    /// # Safety
    ///
    /// As for `begin`, by which it must have begun.
    #[inline(always)]
    pub(super) unsafe fn poll<Y, I, E>(
        &mut self,
        slot: *mut Slot<Y, I, E>,
        context: &mut Context<'_>,
    ) -> Poll<Ended<T>> {
        let closed = if let Some(trampoline) = &self.owned {
            // SAFETY: by the contract.
            ready!(unsafe { trampoline.run(slot, context) })
        } else {
            // SAFETY: by the contract.
            let slot = unsafe { &mut *slot };
            let closed = slot.phase == Phase::ChildClosed;
            if closed {
                slot.receive_close();
            }
            slot.phase = Phase::Running;
            closed
        };
        Poll::Ready(self.end(closed))
    }

    fn end(&mut self, closed: bool) -> Ended<T> {
        match (closed, self.returned.get_mut().take()) {
            (true, returned) => Err(Closed(returned)),
            (false, Some(returned)) => Ok(returned),
            (false, None) => unreachable!("a frame that ends without a close has returned"),
        }
    }
}
