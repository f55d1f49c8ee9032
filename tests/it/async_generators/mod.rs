//! Async generators among executors, tasks, threads and sockets.

/// Hides an await from the attribute, as any macro of a user's may.
macro_rules! wait {
    ($future:expr) => {
        $future.await
    };
}

mod attacks;
mod cancellation;
mod executors;
mod failures;
mod network;
#[cfg(feature = "futures")]
mod streams;
mod threads;
mod wakers;
