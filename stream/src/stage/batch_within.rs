//! Groups of items that are not waited for too long.

use super::prefetch::Prefetch;
use std::time::{Duration, Instant};

/// See [`Stages::batch_within`](super::Stages::batch_within).
#[derive(Debug)]
#[must_use = "an iterator does nothing until it is consumed"]
pub struct BatchWithin<I: Iterator> {
    items: Prefetch<I>,
    n: usize,
    duration: Duration,
}

impl<I: Iterator> BatchWithin<I> {
    pub(super) fn new(items: I, n: usize, duration: Duration) -> Self {
        Self { items: Prefetch::new(items, n), n: n.max(1), duration }
    }
}

impl<I> Iterator for BatchWithin<I>
where
    I: Iterator + Send + 'static,
    I::Item: Send + 'static,
{
    type Item = Vec<I::Item>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut batch = vec![self.items.next()?];
        let begun = Instant::now();
        while batch.len() < self.n {
            match self.items.next_within(self.duration.saturating_sub(begun.elapsed())) {
                Ok(Some(item)) => batch.push(item),
                Ok(None) | Err(_) => break,
            }
        }
        Some(batch)
    }
}
