//! The records from one checkpoint to the next.

use super::{Gauge, Stop};
use crate::{Error, Kind, Source};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The records of a job's source, from one checkpoint to the next.
///
/// It ends where a checkpoint is due, where the job was asked to stop, and where the source ends. By then whatever was
/// made of its records has to be in the state and the sinks; stages that read ahead have handed on all they read once
/// they end themselves. It owns the source, so that a stage may take it to another thread.
///
/// # Dropping
///
/// Dropped before its end, it has the job return an error: records may have been read that went nowhere.
#[derive(Debug)]
pub struct Feed<S: Source> {
    /// `None` once it has gone home.
    source: Option<S>,
    home: Home<S>,
    pace: Pace,
    watch: Watch,
    /// How many records may be given before the clock and the token are looked at.
    left: u64,
    granted: u64,
    read: u64,
    looked: Instant,
}

/// When the next checkpoint is due.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pace {
    pub(super) records: u64,
    pub(super) at: Option<Instant>,
}

/// Who looks on from outside: asks to stop, and reads how far it has come.
#[derive(Debug)]
pub(super) struct Watch {
    pub(super) stop: Stop,
    pub(super) gauge: Gauge,
    /// How many records were read before these.
    pub(super) before: u64,
}

/// Where the source is put back.
pub(super) type Home<S> = Arc<Mutex<Option<Returned<S>>>>;

#[derive(Debug)]
pub(super) struct Returned<S> {
    pub(super) source: S,
    pub(super) read: u64,
    pub(super) end: End,
}

/// Why a feed ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum End {
    /// A checkpoint is due.
    Due,
    /// The source gave no more records, for now or for ever.
    Dry,
    /// The source failed, and the stages were told.
    Failed(Kind, String),
    /// It was dropped before its end.
    Dropped,
}

/// The clock and the token are looked at about as often as this, and not at every record.
const GLANCE: Duration = Duration::from_millis(1);
const GLANCE_AT_MOST: u64 = 1024;

impl<S: Source> Feed<S> {
    pub(super) fn new(source: S, pace: Pace, watch: Watch) -> (Self, Home<S>) {
        let home = Home::default();
        let feed = Self {
            source: Some(source),
            home: home.clone(),
            pace,
            watch,
            left: 0,
            granted: 0,
            read: 0,
            looked: Instant::now(),
        };
        (feed, home)
    }

    /// Whether there is time for more records, and for how many.
    #[cold]
    fn grant(&mut self) -> bool {
        self.read += self.granted;
        if let Some(source) = &self.source {
            self.watch.gauge.read(self.watch.before + self.read, source.progress());
        }
        let now = Instant::now();
        let quick = now.duration_since(self.looked) < GLANCE;
        self.looked = now;
        let due = self.read >= self.pace.records || self.pace.at.is_some_and(|at| now >= at);
        // The first record is given in any case: a job whose checkpoints take longer than its pace still gets on.
        if self.watch.stop.is_stopped() || (due && self.read > 0) {
            self.granted = 0;
            self.go_home(End::Due);
            return false;
        }
        let glance = if quick { (self.granted * 2).min(GLANCE_AT_MOST) } else { 1 };
        self.granted = glance.clamp(1, self.pace.records.saturating_sub(self.read).max(1));
        self.left = self.granted;
        true
    }

    /// Hands on an error. One of a record counts as a record, any other is the last item.
    #[cold]
    fn pass(&mut self, error: Error) -> Error {
        if error.kind() != Kind::Record {
            self.left += 1;
            self.go_home(End::Failed(error.kind(), error.to_string()));
        }
        error
    }

    #[cold]
    fn dry<T>(&mut self) -> Option<T> {
        self.left += 1;
        self.go_home(End::Dry);
        None
    }

    #[cold]
    fn go_home(&mut self, end: End) {
        let Some(source) = self.source.take() else { return };
        let read = self.read + self.granted - self.left;
        self.watch.gauge.read(self.watch.before + read, source.progress());
        *self.home.lock().unwrap_or_else(PoisonError::into_inner) = Some(Returned { source, read, end });
    }
}

impl<S: Source> Iterator for Feed<S> {
    type Item = Result<S::Record, Error>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        if self.left == 0 && (self.source.is_none() || !self.grant()) {
            return None;
        }
        self.left -= 1;
        // By value: a record whose address is asked for is copied through memory once more.
        match self.source.as_mut()?.next() {
            Some(Ok(record)) => Some(Ok(record)),
            Some(Err(error)) => Some(Err(self.pass(error))),
            None => self.dry(),
        }
    }
}

impl<S: Source> Drop for Feed<S> {
    fn drop(&mut self) {
        self.go_home(End::Dropped);
    }
}
