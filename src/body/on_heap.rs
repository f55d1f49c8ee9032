//! `yield_from!` of a generator on the heap.

use super::{
    delegate::Begin,
    slot::{Phase, Slot, foreign_context},
    token::{Token, Types},
    trampoline::{Frame, Node, OwnedTrampoline, Trampoline},
};
use crate::{Closed, Generator, PinnedGenerator};
use alloc::boxed::Box;
use core::{
    cell::UnsafeCell,
    convert::Infallible,
    marker::{PhantomData, PhantomPinned},
    mem::{self, MaybeUninit},
    pin::Pin,
    ptr::NonNull,
    task::{Context, Poll, ready},
};

/// The delegation to a boxed generator `G`: the owner of a trampoline, or the one who waits for a frame on it.
pub(super) struct OnHeap<G: Generator> {
    state: State<G::Input>,
    /// The frame writes to it when it ends, through a pointer.
    returned: UnsafeCell<Option<G::Return>>,
    child: PhantomData<G>,
    types: Types<G::Yield, G::Input, G::Error>,
    _pinned: PhantomPinned,
}

/// Keeps the hidden methods of public traits to this crate: nobody else can name it.
#[derive(Debug, Clone, Copy)]
pub struct Seal(());

/// Takes the body of a boxed generator out of its type, if it has one that can be polled as a part of another.
pub(crate) fn into_node<G: PinnedGenerator + ?Sized>(boxed: Pin<Box<G>>, seal: Seal) -> Result<Node, Pin<Box<G>>> {
    // By its path: the box is a pinned generator as well, and has no body of its own.
    let Some(vtable) = G::vtable(&boxed, seal) else { return Err(boxed) };
    // SAFETY: it stays where it is, pinned, until it is dropped there.
    let body = NonNull::from(Box::leak(unsafe { Pin::into_inner_unchecked(boxed) })).cast();
    // SAFETY: it is owned, and the vtable that of the generator in it: nobody outside of this crate gives one.
    Ok(unsafe { Node::new(body, vtable) })
}

enum State<I> {
    /// With the first value of a send-first child.
    New(Node, Option<I>),
    /// The child is a frame of the trampoline of somebody further out.
    Waiting,
    Owner(OwnedTrampoline),
    Ended,
}

// SAFETY: the node is the body of `G`, and a frame that is pushed while it is polled belongs to a delegation that it
// holds, which has to be `Send` for `G` to be. What else is owned is a `G::Return` and a `G::Input`.
unsafe impl<G: Generator<Input: Send, Return: Send> + Send> Send for OnHeap<G> {}
// SAFETY: nothing can be done with a shared reference to it.
unsafe impl<G: Generator> Sync for OnHeap<G> {}

impl<G: Generator> OnHeap<G> {
    /// The delegation to a child, or the child if it has no body to poll.
    pub(super) fn of<B: Begin<G>>(_: Token<G::Yield, G::Input, G::Error>, child: G, begin: B) -> Result<Self, (G, B)> {
        let node = match child.into_node(Seal(())) {
            Ok(node) => node,
            Err(child) => return Err((child, begin)),
        };
        Ok(Self {
            state: State::New(node, begin.into_first()),
            returned: UnsafeCell::new(None),
            child: PhantomData,
            types: PhantomData,
            _pinned: PhantomPinned,
        })
    }

    /// Makes the child a frame: of the trampoline that is there, or of one of its own.
    fn begin(&mut self, slot: &mut Slot<G::Yield, G::Input, G::Error>, node: Node, first: Option<G::Input>) {
        let frame = Frame { node, returned: NonNull::from(&self.returned).cast() };
        let begins_with_value = first.is_some();
        if let Some(first) = first {
            slot.input = MaybeUninit::new(first);
            slot.phase = Phase::Sent;
        }
        self.state = if let Some(mut trampoline) = slot.trampoline {
            // SAFETY: who has put it into the slot polls this, and lends it.
            unsafe { trampoline.as_mut() }.push(frame, begins_with_value);
            State::Waiting
        } else {
            State::Owner(OwnedTrampoline::new(Trampoline::new(frame)))
        };
    }

    /// Runs its trampoline, if it has one; otherwise the child is a frame of another, which comes to it next.
    fn run(&mut self, slot: *mut Slot<G::Yield, G::Input, G::Error>, context: &mut Context<'_>) -> Poll<bool> {
        let State::Owner(trampoline) = &self.state else {
            // SAFETY: the slot is that of the body that this stands in, to the poll of which the driver lends it.
            unsafe { (*slot).phase = Phase::Push };
            return Poll::Pending;
        };
        // SAFETY: as above; the trampoline is owned.
        unsafe { Trampoline::run(trampoline.pointer(), slot, context) }
    }
}

impl<G: Generator> Future for OnHeap<G> {
    type Output = Result<Result<G::Return, Closed<G::Return>>, Infallible>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let Some(slot) = Slot::<G::Yield, G::Input, G::Error>::of(context) else { foreign_context() };
        // SAFETY: nothing is moved out of it that is pinned.
        let this = unsafe { self.get_unchecked_mut() };
        let closed = match mem::replace(&mut this.state, State::Ended) {
            State::New(node, first) => {
                // SAFETY: it stands in a body with the slot's types, to the poll of which the driver lends the slot.
                this.begin(unsafe { &mut *slot }, node, first);
                ready!(this.run(slot, context))
            }
            State::Waiting => {
                // SAFETY: as above.
                let slot = unsafe { &mut *slot };
                let closed = slot.phase == Phase::ChildClosed;
                if closed {
                    slot.receive_close();
                }
                slot.phase = Phase::Running;
                closed
            }
            owner @ State::Owner(_) => {
                this.state = owner;
                ready!(this.run(slot, context))
            }
            State::Ended => unreachable!("a delegation that has ended is not polled"),
        };
        this.state = State::Ended;
        Poll::Ready(Ok(match (closed, this.returned.get_mut().take()) {
            (true, returned) => Err(Closed(returned)),
            (false, Some(returned)) => Ok(returned),
            (false, None) => unreachable!("a frame that ends without a close has returned"),
        }))
    }
}
