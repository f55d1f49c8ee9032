//! Delegation to bodies on the heap: whatever the depth, the innermost is polled directly.
//!
//! The outermost such delegation owns a stack of frames, each a body on the heap, and publishes it in the slot while it
//! polls. A delegation inside of a frame pushes its child and waits; the child is polled by the owner, and when it has
//! ended it is popped and the frame that waits for it is polled. So a value, an error and a close reach the innermost
//! body at once, none of the polls is nested in another, and frames are dropped one after the other.

use super::slot::{Phase, Slot};
use alloc::{boxed::Box, vec::Vec};
use core::{
    mem,
    ptr::NonNull,
    task::{Context, Poll},
};

/// What can be done with a body of which nothing else is known.
#[derive(Debug)]
pub struct Vtable {
    /// Polls the body. If it ends, writes what it returns to the place given and says so.
    pub(super) poll: unsafe fn(NonNull<()>, NonNull<()>, &mut Context<'_>) -> bool,
    /// Drops the body and frees its memory.
    pub(super) drop: unsafe fn(NonNull<()>),
}

/// A body on the heap, and owned.
#[derive(Debug)]
pub struct Node {
    body: NonNull<()>,
    vtable: &'static Vtable,
}

impl Node {
    /// # Safety
    ///
    /// `body` must be owned, pinned, new, and what the functions of `vtable` take.
    pub(super) unsafe fn new(body: NonNull<()>, vtable: &'static Vtable) -> Self {
        Self { body, vtable }
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        // SAFETY: it is owned, by the contract of `new`.
        unsafe { (self.vtable.drop)(self.body) };
    }
}

/// A node, and where what it returns goes: an `Option` in the delegation that waits for it, which is pinned below.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) node: Node,
    pub(super) returned: NonNull<()>,
}

/// The frames, the innermost last.
#[derive(Debug)]
pub(super) struct Trampoline {
    frames: Vec<Frame>,
    /// Whether the frame that was pushed is to be begun with the value in the slot.
    begins_with_value: bool,
}

impl Trampoline {
    pub(super) fn new(frame: Frame) -> Self {
        Self { frames: alloc::vec![frame], begins_with_value: false }
    }

    pub(super) fn push(&mut self, frame: Frame, begins_with_value: bool) {
        self.frames.push(frame);
        self.begins_with_value = begins_with_value;
    }

    /// Polls the innermost frame, and those that wait for it when it ends, until one has yielded or none is left.
    ///
    /// Only the frame that a close was delivered to, and those that wait for it, are closed with it. One that is pushed
    /// in answer to a close, to clean up, ends as usual. Ready says whether the outermost was closed; what it returned is
    /// in its place.
    ///
    /// # Safety
    ///
    /// `this` and `slot` must be valid and the bodies of the slot's types; nobody else may refer to either, but for the
    /// frames that are polled, through `context` and the slot.
    pub(super) unsafe fn run<Y, I, E>(
        this: NonNull<Self>,
        slot: *mut Slot<Y, I, E>,
        context: &mut Context<'_>,
    ) -> Poll<bool> {
        // What the slot is to say of the delegations around this, and in the frame that answers a close while another, that
        // cleans up, is polled.
        let (delivered, around) = {
            // SAFETY: valid by the contract, for all of the function; no reference outlives a statement.
            let slot = unsafe { &*slot };
            let delivered = slot.phase == Phase::Closing;
            (delivered, if delivered { slot.depth } else { slot.closing })
        };
        let mut answering = around;
        // SAFETY: as above.
        let mut closing = delivered.then_some(unsafe { Self::innermost(this) }.0);
        // SAFETY: as above.
        unsafe { (*slot).trampoline = Some(this) };
        let outcome = loop {
            // SAFETY: as above.
            let (index, body, returned, vtable) = unsafe { Self::innermost(this) };
            // SAFETY: the frame is pinned on the heap, and its place in a delegation that is pinned below it.
            let returns = unsafe { (vtable.poll)(body, returned, context) };
            // SAFETY: as above.
            let phase = unsafe { (*slot).phase };
            let closed = match phase {
                _ if returns => closing == Some(index),
                Phase::Exit => true,
                Phase::Push => {
                    // SAFETY: as above.
                    let begins_with_value = unsafe { (*this.as_ptr()).begins_with_value };
                    if closing == Some(index) {
                        // SAFETY: as above.
                        answering = unsafe { mem::replace(&mut (*slot).closing, around) };
                    }
                    // SAFETY: as above.
                    unsafe { (*slot).phase = if begins_with_value { Phase::Sent } else { Phase::Running } };
                    continue;
                }
                _ => break Poll::Pending,
            };
            // SAFETY: as above. The frame is popped before it is dropped, since its destructors may panic.
            drop(unsafe { (*this.as_ptr()).frames.pop() });
            if index == 0 {
                // SAFETY: as above.
                unsafe { (*slot).phase = Phase::Running };
                // SAFETY: as above.
                unsafe { (*slot).closing = around };
                break Poll::Ready(closed);
            }
            if closed {
                closing = Some(index - 1);
            } else if closing == Some(index - 1) {
                // SAFETY: as above.
                unsafe { (*slot).closing = answering };
            }
            // SAFETY: as above.
            unsafe { (*slot).phase = if closed { Phase::ChildClosed } else { Phase::ChildReturned } };
        };
        // SAFETY: as above.
        unsafe { (*slot).trampoline = None };
        outcome
    }

    /// The index and the parts of the innermost frame.
    ///
    /// # Safety
    ///
    /// `this` must be valid, and nobody else refer to it.
    unsafe fn innermost(this: NonNull<Self>) -> (usize, NonNull<()>, NonNull<()>, &'static Vtable) {
        // SAFETY: by the contract.
        let frames = unsafe { &(*this.as_ptr()).frames };
        let frame = frames.last().expect("a trampoline without frames has ended");
        (frames.len() - 1, frame.node.body, frame.returned, frame.node.vtable)
    }
}

impl Drop for Trampoline {
    /// Innermost first, and one after the other, also when a destructor panics.
    fn drop(&mut self) {
        struct Rest<'a>(&'a mut Vec<Frame>);
        impl Drop for Rest<'_> {
            fn drop(&mut self) {
                while self.0.pop().is_some() {}
            }
        }
        let rest = Rest(&mut self.frames);
        while rest.0.pop().is_some() {}
    }
}

/// A trampoline in a place of its own, to which the slot can point.
#[derive(Debug)]
pub(super) struct OwnedTrampoline(NonNull<Trampoline>);

impl OwnedTrampoline {
    pub(super) fn new(trampoline: Trampoline) -> Self {
        Self(NonNull::from(Box::leak(Box::new(trampoline))))
    }

    pub(super) fn pointer(&self) -> NonNull<Trampoline> {
        self.0
    }
}

impl Drop for OwnedTrampoline {
    fn drop(&mut self) {
        // SAFETY: it was made of a box, and is owned.
        drop(unsafe { Box::from_raw(self.0.as_ptr()) });
    }
}
