//! The counting.

use super::ledger::{Look, Seen};
use super::{Queue, Stage, StageStats};
use std::fmt;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// What is counted of a stage, durations in nanoseconds.
#[derive(Debug, Default)]
pub(super) struct Counts {
    items: AtomicU64,
    errors: AtomicU64,
    inside: AtomicU64,
    waiting: AtomicU64,
    outside: AtomicU64,
    workers: AtomicU64,
    queue: AtomicU64,
    queue_looks: AtomicU64,
    queue_most: AtomicU64,
    first: OnceLock<Instant>,
    elapsed: AtomicU64,
}

fn add(count: &AtomicU64, duration: Duration) {
    count.fetch_add(nanoseconds(duration), Ordering::Relaxed);
}

fn nanoseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}

impl Counts {
    fn see(&self, seen: &Seen) {
        let entry = &seen.entry;
        let own = (seen.ended - seen.begun).saturating_sub(entry.counted).saturating_sub(entry.waited);
        add(&self.inside, own + entry.elsewhere);
        if !entry.waited.is_zero() {
            add(&self.waiting, entry.waited);
        }
        if entry.workers > 0 {
            self.workers.fetch_max(entry.workers as u64, Ordering::Relaxed);
        }
        if let Some(queued) = entry.queued {
            self.queue.fetch_add(queued as u64, Ordering::Relaxed);
            self.queue_looks.fetch_add(1, Ordering::Relaxed);
            self.queue_most.fetch_max(queued as u64, Ordering::Relaxed);
        }
        let elapsed = seen.ended - *self.first.get_or_init(|| seen.begun);
        self.elapsed.fetch_max(nanoseconds(elapsed), Ordering::Relaxed);
    }
}

impl Stage {
    pub(super) fn stats(&self) -> StageStats {
        let count = |count: &AtomicU64| count.load(Ordering::Relaxed);
        let time = |nanoseconds| Duration::from_nanos(count(nanoseconds));
        let index = |number| usize::try_from(count(number)).unwrap_or(usize::MAX);
        let Counts {
            items, errors, inside, waiting, outside, workers, queue, queue_looks, queue_most, elapsed, ..
        } = &*self.counts;
        let looks = count(queue_looks);
        let queue = (looks > 0).then(|| Queue { mean: count(queue) as f64 / looks as f64, most: index(queue_most) });
        StageStats {
            name: self.name.clone(),
            items: count(items),
            errors: count(errors),
            inside: time(inside),
            waiting: time(waiting),
            outside: time(outside),
            elapsed: time(elapsed),
            workers: index(workers).max(1),
            queue,
        }
    }
}

/// See [`Stages::meter`](crate::Stages::meter) and [`Stages::try_meter`](crate::Stages::try_meter).
#[must_use = "an iterator does nothing until it is consumed"]
pub struct Metered<I: Iterator> {
    items: I,
    stage: Stage,
    is_error: fn(&I::Item) -> bool,
    /// When the last item was handed on, if nobody but the one who took it counts that time.
    handed_on: Option<Instant>,
    #[cfg(feature = "tracing")]
    span: tracing::Span,
}

impl<I: Iterator> Metered<I> {
    pub(crate) fn new(items: I, stage: &Stage, is_error: fn(&I::Item) -> bool) -> Self {
        Self {
            items,
            stage: stage.clone(),
            is_error,
            handed_on: None,
            #[cfg(feature = "tracing")]
            span: tracing::debug_span!("stage", name = &*stage.name),
        }
    }
}

impl<I: Iterator> Iterator for Metered<I> {
    type Item = I::Item;

    fn next(&mut self) -> Option<I::Item> {
        #[cfg(feature = "tracing")]
        let _entered = self.span.enter();
        let look = Look::begin();
        let item = self.items.next();
        let seen = look.end();
        let counts = &*self.stage.counts;
        counts.see(&seen);
        if let Some(handed_on) = self.handed_on.take() {
            add(&counts.outside, seen.begun.duration_since(handed_on));
        }
        if let Some(item) = &item {
            counts.items.fetch_add(1, Ordering::Relaxed);
            if (self.is_error)(item) {
                counts.errors.fetch_add(1, Ordering::Relaxed);
            }
            self.handed_on = seen.outermost.then_some(seen.ended);
        }
        item
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.items.size_hint()
    }
}

impl<I: Iterator + fmt::Debug> fmt::Debug for Metered<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Metered").field("items", &self.items).field("stage", &self.stage.name).finish_non_exhaustive()
    }
}
