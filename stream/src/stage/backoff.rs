//! Trying again, each time after a longer while.

use super::clock::{Clock, SystemClock};
use std::time::Duration;

/// How often something is tried that fails, and how long it is waited in between: twice as long each time.
///
/// # Examples
///
/// ```
/// use antiphon_stream::Backoff;
/// use std::time::Duration;
///
/// let backoff = Backoff { attempts: 3, first: Duration::from_millis(1), ..Backoff::default() };
/// let mut answers = [Err("busy"), Err("busy"), Ok(42)].into_iter();
/// assert_eq!(backoff.retry(|| answers.next().unwrap()), Ok(42));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backoff {
    /// How often it is tried at most, the first time included. 0 counts as 1.
    pub attempts: u32,
    /// How long it is waited after the first failure.
    pub first: Duration,
    /// How long it is waited at most.
    pub at_most: Duration,
}

impl Default for Backoff {
    /// Five attempts, 100 ms after the first, at most 30 s.
    fn default() -> Self {
        Self { attempts: 5, first: Duration::from_millis(100), at_most: Duration::from_secs(30) }
    }
}

impl Backoff {
    /// It is tried once.
    pub(super) const ONCE: Self = Self { attempts: 1, first: Duration::ZERO, at_most: Duration::ZERO };

    /// Tries until `attempt` succeeds, or for the last time.
    ///
    /// # Errors
    ///
    /// That of the last attempt.
    pub fn retry<T, E>(&self, attempt: impl FnMut() -> Result<T, E>) -> Result<T, E> {
        self.retry_by(&SystemClock, attempt)
    }

    pub(super) fn retry_by<T, E>(&self, clock: &impl Clock, mut attempt: impl FnMut() -> Result<T, E>) -> Result<T, E> {
        let mut pause = self.first.min(self.at_most);
        for _ in 1..self.attempts {
            if let Ok(value) = attempt() {
                return Ok(value);
            }
            clock.sleep(pause);
            pause = pause.saturating_mul(2).min(self.at_most);
        }
        attempt()
    }
}
