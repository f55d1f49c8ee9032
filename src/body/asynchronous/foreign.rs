//! What the body of an async generator awaits.

use super::slot::executors_waker;
use core::{
    pin::Pin,
    task::{Context, Poll},
};

/// A future that is no part of the body: it is polled with a context of its own, from which no slot can be reached.
#[must_use = "futures do nothing unless they are awaited"]
#[derive(Debug)]
pub struct Foreign<F>(F);

/// What `.await` awaits in the body of an async generator.
#[inline(always)]
pub fn foreign<F: IntoFuture>(future: F) -> Foreign<F::IntoFuture> {
    Foreign(future.into_future())
}

impl<F: Future> Future for Foreign<F> {
    type Output = F::Output;

    #[inline(always)]
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        // SAFETY: the future is pinned with this one.
        let future = unsafe { self.map_unchecked_mut(|this| &mut this.0) };
        future.poll(&mut Context::from_waker(executors_waker(context)))
    }
}
