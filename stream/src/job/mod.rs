//! A job: source, state and sinks, and the checkpoints that hold them together.

mod feed;
mod gauge;
mod run;
mod stop;

pub use feed::Feed;
pub use gauge::Gauge;
pub use stop::Stop;

use crate::{Durable, Error, Source};
use run::Run;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A source, a state and sinks that are saved together, so that a run that was killed can be gone on with.
///
/// The name is written into the checkpoint: a job reads the checkpoint of its own name only.
///
/// # Examples
///
/// See the [crate](crate).
#[derive(Debug)]
#[must_use = "a job does nothing until it is run"]
pub struct Job<S, T = (), K = ()> {
    name: String,
    source: S,
    state: T,
    sinks: K,
    checkpoint: Option<PathBuf>,
    every_records: Option<u64>,
    every: Option<Duration>,
    stop: Stop,
    gauge: Gauge,
}

/// How a job ended.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Outcome<T, K> {
    /// What the program gathered.
    pub state: T,
    /// The sinks, all that was written committed.
    pub sinks: K,
    /// How many records were read, those of the runs before included.
    pub records: u64,
    /// Whether the source has ended; otherwise the job was asked to stop, and goes on when it is run again.
    pub ended: bool,
    /// Whether this run went on from a checkpoint.
    pub resumed: bool,
    /// How many checkpoints this run saved.
    pub checkpoints: u64,
    /// How long saving them took, the waiting included.
    pub saving: Duration,
    /// How long of that the disk was waited for, until it had written what it was given.
    pub waiting: Duration,
}

impl<S: Source> Job<S> {
    /// A job that reads a source.
    pub fn new(name: impl Into<String>, source: S) -> Self {
        let (name, stop, gauge) = (name.into(), Stop::new(), Gauge::new());
        Self { name, source, state: (), sinks: (), checkpoint: None, every_records: None, every: None, stop, gauge }
    }
}

impl<S: Source, T, K> Job<S, T, K> {
    /// What is gathered from record to record, as it is before the first. It is saved with every checkpoint.
    pub fn state<U: Serialize + DeserializeOwned>(self, state: U) -> Job<S, U, K> {
        let Self { name, source, sinks, checkpoint, every_records, every, stop, gauge, .. } = self;
        Job { name, source, state, sinks, checkpoint, every_records, every, stop, gauge }
    }

    /// What is written to: a sink, or several as a tuple.
    pub fn sinks<L: Durable>(self, sinks: L) -> Job<S, T, L> {
        let Self { name, source, state, checkpoint, every_records, every, stop, gauge, .. } = self;
        Job { name, source, state, sinks, checkpoint, every_records, every, stop, gauge }
    }

    /// The file of the checkpoint. The generation before is kept beside it, with the ending `.previous`; to begin
    /// again, remove both, and the output. A job that writes to a database has its checkpoint there and needs no file.
    pub fn checkpoint(mut self, file: impl AsRef<Path>) -> Self {
        self.checkpoint = Some(file.as_ref().to_owned());
        self
    }

    /// Saves a checkpoint whenever so many records have been read. They are the same records in every run, interrupted
    /// or not.
    pub fn every_records(mut self, records: u64) -> Self {
        self.every_records = Some(records.max(1));
        self
    }

    /// Saves a checkpoint whenever so much time has passed. It is a second unless this or
    /// [`every_records`](Self::every_records) is said; where both are, whichever comes first.
    pub fn every(mut self, interval: Duration) -> Self {
        self.every = Some(interval);
        self
    }

    /// What tells how far the job has come, for another thread to read while it runs.
    pub fn gauge(&self) -> Gauge {
        self.gauge.clone()
    }

    /// Stops when this token asks it to.
    pub fn stop(mut self, stop: &Stop) -> Self {
        self.stop = stop.clone();
        self
    }
}

impl<S, T, K> Job<S, T, K>
where
    S: Source,
    T: Serialize + DeserializeOwned,
    K: Durable,
{
    /// Runs to the end of the source, or until it is asked to stop.
    ///
    /// `body` is called once for the records from each checkpoint to the next. It takes all of them through whatever
    /// stages, and has put what came out into the state and the sinks when it returns. The stages are made anew each
    /// time: what they remember from record to record is not saved, so what has to be remembered belongs to the state.
    ///
    /// # Errors
    ///
    /// What `body` returns. Where the checkpoint, the source or a sink cannot be gone on with, nothing of them is
    /// changed. An error leaves the last checkpoint in force: run again, the job goes on from there.
    pub fn run<F>(self, mut body: F) -> Result<Outcome<T, K>, Error>
    where
        F: FnMut(Feed<S>, &mut T, &mut K) -> Result<(), Error>,
    {
        let mut run = Run::begin(self)?;
        while !run.is_done() {
            run = run.stretch(&mut body)?;
            run.save()?;
        }
        Ok(run.outcome())
    }
}
