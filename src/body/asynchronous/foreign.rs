//! What the body of an async generator awaits.

use super::slot::executors_waker;
use core::{
    pin::Pin,
    task::{Context, Poll},
};

/// What `.await` awaits in the body of an async generator.
///
/// It asks nothing of what it is given: that this is no future, rustc says of the `.await`, and once.
#[inline(always)]
pub fn foreign<F>(future: F) -> Awaited<F> {
    Awaited(future)
}

/// What the body wrote before the `.await`.
#[must_use = "futures do nothing unless they are awaited"]
#[derive(Debug)]
pub struct Awaited<F>(F);

#[diagnostic::do_not_recommend]
impl<F: IntoFuture> IntoFuture for Awaited<F> {
    type Output = F::Output;
    type IntoFuture = Foreign<F::IntoFuture>;

    #[inline(always)]
    fn into_future(self) -> Foreign<F::IntoFuture> {
        Foreign(self.0.into_future())
    }
}

/// A future that is no part of the body: it is polled with a context of its own, from which no slot can be reached.
#[derive(Debug)]
pub struct Foreign<F>(F);

impl<F: Future> Future for Foreign<F> {
    type Output = F::Output;

    #[inline(always)]
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        // SAFETY: the future is pinned with this one.
        let future = unsafe { self.map_unchecked_mut(|this| &mut this.0) };
        future.poll(&mut Context::from_waker(executors_waker(context)))
    }
}
