//! What time it is.

use std::thread;
use std::time::{Duration, Instant};

/// A clock that stages look at and wait by; in a test it can be one that only says that it has waited.
pub trait Clock {
    /// The time.
    fn now(&self) -> Instant;

    /// Waits so long.
    fn sleep(&self, duration: Duration);
}

/// The clock of the system.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Instant {
        Instant::now()
    }

    fn sleep(&self, duration: Duration) {
        thread::sleep(duration);
    }
}

impl<C: Clock + ?Sized> Clock for &C {
    fn now(&self) -> Instant {
        (**self).now()
    }

    fn sleep(&self, duration: Duration) {
        (**self).sleep(duration);
    }
}
