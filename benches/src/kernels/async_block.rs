//! The compiler's own `async` block as a generator, with the least around it: it shares a cell with whoever polls it.
//!
//! No generator that is made of an `async` block can be expected to cost less than this.

use futures_core::Stream;
use std::{
    cell::Cell,
    pin::Pin,
    task::{Context, Poll},
};

/// Pending once: where the block waits for whoever polls it.
#[derive(Default)]
pub(super) struct Pause {
    waited: bool,
}

impl Future for Pause {
    type Output = ();

    #[inline(always)]
    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        if self.waited {
            return Poll::Ready(());
        }
        self.waited = true;
        Poll::Pending
    }
}

/// A block, and the cell in which it leaves what it yields.
pub(super) struct Shared<'a, F, Y> {
    pub(super) block: Pin<&'a mut F>,
    pub(super) yielded: &'a Cell<Option<Y>>,
}

impl<F: Future<Output = ()>, Y> Stream for Shared<'_, F, Y> {
    type Item = Y;

    #[inline(always)]
    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Y>> {
        match self.block.as_mut().poll(context) {
            Poll::Ready(()) => Poll::Ready(None),
            Poll::Pending => self.yielded.take().map_or(Poll::Pending, |value| Poll::Ready(Some(value))),
        }
    }
}
