//! No more than so many items in a time.

use super::clock::{Clock, SystemClock};
use std::time::{Duration, Instant};

/// See [`Stages::throttle`](super::Stages::throttle).
#[derive(Debug, Clone)]
#[must_use = "an iterator does nothing until it is consumed"]
pub struct Throttle<I, C = SystemClock> {
    items: I,
    interval: Duration,
    clock: C,
    /// When the last item was given, or the first was asked for.
    last: Option<Instant>,
}

impl<I> Throttle<I> {
    pub(super) fn new(items: I, interval: Duration) -> Self {
        Self { items, interval, clock: SystemClock, last: None }
    }

    /// Waits by another clock.
    pub fn clock<C: Clock>(self, clock: C) -> Throttle<I, C> {
        Throttle { items: self.items, interval: self.interval, clock, last: self.last }
    }
}

impl<I: Iterator, C: Clock> Iterator for Throttle<I, C> {
    type Item = I::Item;

    fn next(&mut self) -> Option<I::Item> {
        let last = *self.last.get_or_insert_with(|| self.clock.now());
        let item = self.items.next()?;
        let early = self.interval.saturating_sub(self.clock.now().duration_since(last));
        if !early.is_zero() {
            self.clock.sleep(early);
        }
        self.last = Some(self.clock.now());
        Some(item)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.items.size_hint()
    }
}
