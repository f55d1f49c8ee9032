//! A child on the heap: the way from its box to its body, and back with what that returns.

use super::{delegate::Ended, trampoline::Node};
use crate::{Closed, PinnedGenerator};
use alloc::boxed::Box;
use core::{cell::UnsafeCell, pin::Pin, ptr::NonNull};

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

/// What a frame returns when it ends: written through a pointer, by the frame, into the delegation that waits for it.
#[derive(Debug)]
pub(super) struct Returned<T>(UnsafeCell<Option<T>>);

impl<T> Returned<T> {
    pub(super) const fn nothing() -> Self {
        Self(UnsafeCell::new(None))
    }

    /// Where the frame writes to; good for as long as this is not moved.
    pub(super) fn place(&self) -> NonNull<()> {
        NonNull::from(&self.0).cast()
    }

    /// How the delegation ends when the frame has.
    pub(super) fn end(&mut self, closed: bool) -> Ended<T> {
        match (closed, self.0.get_mut().take()) {
            (true, returned) => Err(Closed(returned)),
            (false, Some(returned)) => Ok(returned),
            (false, None) => unreachable!("a frame that ends without a close has returned"),
        }
    }
}
