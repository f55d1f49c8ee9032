//! How far a job has come, for whoever watches it.

use crate::Progress;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// How far a job has come, to be read from any thread while it runs. It lags behind by a thousand records or a
/// millisecond, so that counting costs nothing.
#[derive(Debug, Clone)]
pub struct Gauge(Arc<Counts>);

#[derive(Debug)]
struct Counts {
    records: AtomicU64,
    checkpoints: AtomicU64,
    done: AtomicU64,
    /// `u64::MAX` where it is not known.
    total: AtomicU64,
}

impl Gauge {
    pub(super) fn new() -> Self {
        let zero = || AtomicU64::new(0);
        let total = AtomicU64::new(u64::MAX);
        Self(Arc::new(Counts { records: zero(), checkpoints: zero(), done: zero(), total }))
    }

    /// How many records were read, those of the runs before included.
    #[must_use]
    pub fn records(&self) -> u64 {
        self.0.records.load(Ordering::Relaxed)
    }

    /// How many checkpoints this run has saved.
    #[must_use]
    pub fn checkpoints(&self) -> u64 {
        self.0.checkpoints.load(Ordering::Relaxed)
    }

    /// How much of the input has been read.
    #[must_use]
    pub fn progress(&self) -> Progress {
        let total = self.0.total.load(Ordering::Relaxed);
        Progress { done: self.0.done.load(Ordering::Relaxed), total: (total < u64::MAX).then_some(total) }
    }

    pub(super) fn read(&self, records: u64, progress: Progress) {
        self.0.records.store(records, Ordering::Relaxed);
        self.0.done.store(progress.done, Ordering::Relaxed);
        self.0.total.store(progress.total.unwrap_or(u64::MAX), Ordering::Relaxed);
    }

    pub(super) fn saved(&self, checkpoints: u64) {
        self.0.checkpoints.store(checkpoints, Ordering::Relaxed);
    }
}
