//! What polls the peers that await.

use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    task::{Context, Poll, Wake, Waker},
};

/// Counts how often it is woken.
#[derive(Default)]
pub(crate) struct Woken(AtomicU32);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

/// How often the executor was woken while `poll` was polled once, and what it gave.
pub(crate) fn polled<T>(poll: impl FnOnce(&mut Context<'_>) -> Poll<T>) -> (u32, Poll<T>) {
    let woken = Arc::new(Woken::default());
    let polled = poll(&mut Context::from_waker(&Waker::from(Arc::clone(&woken))));
    (woken.0.load(Ordering::Relaxed), polled)
}

/// What `poll` gives at once.
#[track_caller]
pub(crate) fn now<T>(poll: impl FnOnce(&mut Context<'_>) -> Poll<T>) -> T {
    match polled(poll) {
        (_, Poll::Ready(value)) => value,
        (..) => panic!("it waits"),
    }
}

/// Ready at the second poll; at the first it wakes with a clone of the waker it is shown.
#[derive(Default)]
pub(crate) struct Later(bool);

impl Future for Later {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if self.0 {
            return Poll::Ready(());
        }
        self.0 = true;
        #[allow(clippy::waker_clone_wake, reason = "the clone is what is tested")]
        context.waker().clone().wake();
        Poll::Pending
    }
}
