//! Delegation to bodies on the heap: whatever the depth, the innermost is polled directly.
//!
//! The outermost such delegation owns a stack of frames, each a body on the heap, and publishes it in the slot while it
//! polls. A delegation inside of a frame pushes its child and waits; the child is polled by the owner, and when it has
//! ended it is popped and the frame that waits for it is polled. So a value, an error and a close reach the innermost
//! body at once, none of the polls is nested in another, and frames are dropped one after the other.

use super::slot::{Phase, Slot};
use alloc::{boxed::Box, vec::Vec};
use core::{
    mem::{self, ManuallyDrop},
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
pub(super) struct Trampoline {
    frames: Vec<Frame>,
    /// Of the operation that is under way, while the innermost frame awaits something.
    close: Close,
}

/// Which frames a close concerns, and what the slot is to say of it while they are polled.
#[derive(Debug, Clone, Copy)]
struct Close {
    /// The frame that has to answer one.
    frame: Option<usize>,
    /// How many of the delegations around the trampoline it was delivered through.
    around: u32,
    /// As many, seen from the frame that answers, while another one is polled that it has pushed to clean up.
    answering: u32,
}

impl Close {
    #[inline(always)]
    fn new(frame: Option<usize>, around: u32) -> Self {
        Self { frame, around, answering: around }
    }
}

impl Trampoline {
    /// Adds a frame: a node, and where what it returns goes.
    #[inline(always)]
    pub(super) fn push(&mut self, node: Node, returned: NonNull<()>) {
        let Node { body, vtable } = *ManuallyDrop::new(node);
        self.frames.push(Frame { body, vtable, returned });
    }

    /// The index of the innermost frame, and the frame.
    #[inline(always)]
    fn innermost(&self) -> (usize, Frame) {
        let [below @ .., frame] = &*self.frames else { unreachable!("a trampoline without frames has ended") };
        (below.len(), *frame)
    }

    /// What is known of a close when the innermost frame is about to be polled.
    #[inline(always)]
    fn close_in<Y, I, E>(&self, slot: &Slot<Y, I, E>) -> Close {
        match slot.phase {
            Phase::Closing => Close::new(Some(self.frames.len() - 1), slot.depth),
            // It is new, or the frame goes on with what it awaits.
            Phase::Running => self.close,
            _ => Close::new(None, slot.closing),
        }
    }

    /// Drops the innermost frame: it is popped before, since its destructors may panic.
    fn drop_innermost(&mut self) -> bool {
        let popped = self.frames.pop();
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
    /// `around` is how many delegations around it a close was delivered through.
    pub(super) fn new(around: u32) -> Self {
        let trampoline = Trampoline { frames: Vec::new(), close: Close::new(None, around) };
        Self(NonNull::from(Box::leak(Box::new(trampoline))))
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
        // SAFETY: the slot is valid by the contract, for all of the function; the trampoline is owned, and nobody else
        // refers to it but the frames that are polled.
        let mut close = unsafe { &*this }.close_in(unsafe { &*slot });
        // SAFETY: as above.
        unsafe { (*slot).trampoline = Some(self.0) };
        let outcome = loop {
            // SAFETY: as above.
            let (index, frame) = unsafe { &*this }.innermost();
            // SAFETY: the frame is pinned on the heap, and its place in a delegation that is pinned below it.
            let returns = unsafe { (frame.vtable.poll)(frame.body, frame.returned, context) };
            // SAFETY: as above; nothing that is called while this lives refers to the slot.
            let slot = unsafe { &mut *slot };
            let closed = match slot.phase {
                _ if returns => {
                    // SAFETY: as above. The frame has freed itself.
                    unsafe { &mut *this }.frames.pop();
                    close.frame == Some(index)
                }
                Phase::Exit => {
                    // SAFETY: as above.
                    unsafe { &mut *this }.drop_innermost();
                    true
                }
                Phase::Push | Phase::PushSent => {
                    slot.phase = if slot.phase == Phase::PushSent { Phase::Sent } else { Phase::Running };
                    if close.frame == Some(index) {
                        close.answering = mem::replace(&mut slot.closing, close.around);
                    }
                    continue;
                }
                phase => {
                    if phase == Phase::Running {
                        // SAFETY: as above. The body awaits something, and goes on in another poll.
                        unsafe { (*this).close = close };
                    }
                    break Poll::Pending;
                }
            };
            if index == 0 {
                slot.phase = Phase::Running;
                slot.closing = close.around;
                break Poll::Ready(closed);
            }
            if closed {
                close.frame = Some(index - 1);
            } else if close.frame == Some(index - 1) {
                slot.closing = close.answering;
            }
            slot.phase = if closed { Phase::ChildClosed } else { Phase::ChildReturned };
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
