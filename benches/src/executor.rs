//! What the async kernels are polled by: a loop that takes each wake for the sign to poll again.

use crate::mix;
use futures_core::Stream;
use std::{
    hint::black_box,
    pin::{Pin, pin},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, Wake, Waker},
};

/// Polls one future after the other, where it is called.
#[derive(Debug)]
pub struct Executor {
    woken: Arc<Woken>,
    waker: Waker,
}

#[derive(Debug, Default)]
struct Woken(AtomicBool);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.0.store(true, Ordering::Release);
    }
}

impl Executor {
    /// An executor with nothing to do.
    #[must_use]
    #[allow(clippy::new_without_default, reason = "nobody wants a default one")]
    pub fn new() -> Self {
        let woken = Arc::new(Woken::default());
        // Of a waker of which the compiler knows nothing, as of those of the executors that there are.
        let waker = black_box(Waker::from(Arc::clone(&woken)));
        Self { woken, waker }
    }

    /// Drives a future to its end.
    ///
    /// # Panics
    ///
    /// As [`Executor::sleep`].
    #[inline(always)]
    pub fn block_on<F: Future>(&self, future: F) -> F::Output {
        let mut future = pin!(future);
        loop {
            match future.as_mut().poll(&mut Context::from_waker(&self.waker)) {
                Poll::Ready(value) => return value,
                Poll::Pending => self.sleep(),
            }
        }
    }

    /// Returns when the executor has been woken.
    ///
    /// # Panics
    ///
    /// If it has not been: nobody else could.
    #[inline(always)]
    fn sleep(&self) {
        assert!(self.woken.0.swap(false, Ordering::Acquire), "what waits has woken nobody");
    }
}

/// Takes all items of a stream: what drives every kernel that is a stream of numbers.
#[inline(always)]
#[must_use]
pub fn consume_stream(mut stream: Pin<&mut impl Stream<Item = u64>>) -> u64 {
    let executor = Executor::new();
    let mut checksum = 0;
    // No closure between the loop and the stream: it would be a function that is called.
    loop {
        match stream.as_mut().poll_next(&mut Context::from_waker(&executor.waker)) {
            Poll::Ready(Some(value)) => checksum = mix(checksum, value),
            Poll::Ready(None) => return checksum,
            Poll::Pending => executor.sleep(),
        }
    }
}
