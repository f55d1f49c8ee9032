//! Delegation to bodies on the heap: whatever the depth, the innermost is polled directly.
//!
//! The outermost such delegation owns a stack of frames, each a body on the heap, and publishes it in the slot while it
//! polls. A delegation inside of a frame pushes its child and waits; the child is polled by the owner, and when it has
//! ended it is popped and the frame that waits for it is polled. So a value, an error and a close reach the innermost
//! body at once, none of the polls is nested in another, and frames are dropped one after the other.

use super::slot::{Phase, Slot};
use alloc::{boxed::Box, vec::Vec};
use core::{
    mem::ManuallyDrop,
    ptr::NonNull,
    task::{Context, Poll},
};

/// What can be done with a body of which nothing else is known.
#[derive(Debug)]
pub struct Vtable {
    /// Polls the body. If it ends, writes what it returns to the place given, frees its memory, and says so.
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
    #[inline(always)]
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

/// A body that is polled, owned by the trampoline, and where what it returns goes: to the delegation that waits for it,
/// which is pinned in the frame below.
///
/// It is copied, so that it reaches the trampoline in registers: as an owner it would have to lie in memory before.
#[derive(Debug, Clone, Copy)]
struct Frame {
    body: NonNull<()>,
    vtable: &'static Vtable,
    returned: NonNull<()>,
}

impl Frame {
    /// # Safety
    ///
    /// It must be owned, and is not from then on.
    unsafe fn drop(self) {
        // SAFETY: by the contract of `Node::new`, of which it was made.
        drop(unsafe { Node::new(self.body, self.vtable) });
    }
}

/// The frames, the innermost last.
#[derive(Debug)]
pub(super) struct Trampoline(Vec<Frame>);

impl Trampoline {
    /// Adds a frame: a node, and where what it returns goes.
    #[inline(always)]
    pub(super) fn push(&mut self, node: Node, returned: NonNull<()>) {
        let Node { body, vtable } = *ManuallyDrop::new(node);
        self.0.push(Frame { body, vtable, returned });
    }

    /// The index of the innermost frame, and the frame.
    #[inline(always)]
    fn innermost(&self) -> (usize, Frame) {
        let [below @ .., frame] = self.0.as_slice() else { unreachable!("a trampoline without frames has ended") };
        (below.len(), *frame)
    }

    /// Drops the innermost frame: it is popped before, since its destructors may panic.
    fn drop_innermost(&mut self) -> bool {
        let popped = self.0.pop();
        // SAFETY: it was owned, and is no longer in the trampoline.
        popped.map(|frame| unsafe { frame.drop() }).is_some()
    }
}

impl Drop for Trampoline {
    /// Innermost first, and one after the other, also when a destructor panics.
    fn drop(&mut self) {
        struct Rest<'a>(&'a mut Trampoline);
        impl Drop for Rest<'_> {
            fn drop(&mut self) {
                while self.0.drop_innermost() {}
            }
        }
        let rest = Rest(self);
        while rest.0.drop_innermost() {}
    }
}

/// A trampoline in a place of its own, to which the slot can point.
#[derive(Debug)]
pub(super) struct OwnedTrampoline(NonNull<Trampoline>);

impl OwnedTrampoline {
    pub(super) fn new() -> Self {
        Self(NonNull::from(Box::leak(Box::new(Trampoline(Vec::new())))))
    }

    pub(super) fn push(&mut self, node: Node, returned: NonNull<()>) {
        // SAFETY: it is owned, and nobody runs it.
        unsafe { self.0.as_mut() }.push(node, returned);
    }

    /// Polls the innermost frame, and those that wait for it when it ends, until one has yielded or none is left.
    ///
    /// Only the frame that a close was delivered to, and those that wait for it, are closed with it. One that is pushed
    /// in answer to a close, to clean up, ends as usual. Ready says whether the outermost was closed; what it returned is
    /// in its place.
    ///
    /// # Safety
    ///
    /// `slot` must be valid and the bodies of the slot's types; nobody else may refer to it, but for the frames that are
    /// polled, through `context`.
    #[inline(never)]
    pub(super) unsafe fn run<Y, I, E>(&self, slot: *mut Slot<Y, I, E>, context: &mut Context<'_>) -> Poll<bool> {
        // A frame that is polled pushes another, so no reference to the trampoline outlives a statement.
        let this = self.0.as_ptr();
        // SAFETY: valid by the contract, for all of the function; no reference outlives a statement.
        let delivered = unsafe { (*slot).phase } == Phase::Closing;
        // SAFETY: the trampoline is owned, and nobody else refers to it but the frames that are polled.
        let mut closing = delivered.then(|| unsafe { &*this }.innermost().0);
        // SAFETY: as above.
        unsafe { (*slot).trampoline = Some(self.0) };
        let outcome = loop {
            // SAFETY: as above.
            let (index, frame) = unsafe { &*this }.innermost();
            // SAFETY: the frame is pinned on the heap, and its place in a delegation that is pinned below it.
            let returns = unsafe { (frame.vtable.poll)(frame.body, frame.returned, context) };
            // SAFETY: as above.
            let phase = unsafe { (*slot).phase };
            let closed = match phase {
                _ if returns => {
                    // SAFETY: as above. The frame has freed itself.
                    unsafe { &mut *this }.0.pop();
                    closing == Some(index)
                }
                Phase::Exit => {
                    // SAFETY: as above.
                    unsafe { &mut *this }.drop_innermost();
                    true
                }
                Phase::Push | Phase::PushSent => {
                    let begins = if phase == Phase::PushSent { Phase::Sent } else { Phase::Running };
                    // SAFETY: as above.
                    unsafe { (*slot).phase = begins };
                    continue;
                }
                _ => break Poll::Pending,
            };
            if index == 0 {
                // SAFETY: as above.
                unsafe { (*slot).phase = Phase::Running };
                break Poll::Ready(closed);
            }
            if closed {
                closing = Some(index - 1);
            }
            let phase = match (closed, returns) {
                (true, true) => Phase::ChildReturnedClosing,
                (true, false) => Phase::ChildClosed,
                (false, _) if closing == Some(index - 1) => Phase::CleanupReturned,
                (false, _) => Phase::ChildReturned,
            };
            // SAFETY: as above.
            unsafe { (*slot).phase = phase };
        };
        // SAFETY: as above.
        unsafe { (*slot).trampoline = None };
        outcome
    }
}

impl Drop for OwnedTrampoline {
    fn drop(&mut self) {
        // SAFETY: it was made of a box, and is owned.
        drop(unsafe { Box::from_raw(self.0.as_ptr()) });
    }
}
