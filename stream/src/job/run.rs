//! A job while it runs.

use super::feed::{End, Feed, Pace, Returned, Watch};
use super::{Job, Outcome};
use crate::checkpoint::{Checkpoint, CheckpointFile, Store, layout};
use crate::disk;
use crate::{Cause, Durable, Error, Kind, Source};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::sync::PoisonError;
use std::time::{Duration, Instant};

pub(super) struct Run<S, T, K> {
    job: Job<S, T, K>,
    store: Box<dyn Store>,
    /// Of the next checkpoint.
    generation: u64,
    layout: u64,
    records: u64,
    /// What `records` was at the last checkpoint.
    saved: Option<u64>,
    saved_at: Instant,
    end: Option<End>,
    resumed: bool,
    checkpoints: u64,
    saving: Duration,
    waiting: Duration,
}

/// How long a source may look for a record before it says that it has none yet.
const PATIENCE: Duration = Duration::from_millis(200);

/// The body of a checkpoint, as it is written.
#[derive(Serialize)]
struct Saved<'a, P, T, M> {
    records: u64,
    position: P,
    state: &'a T,
    marks: M,
}

/// The body of a checkpoint, as it is read.
#[derive(Deserialize)]
struct Restored<P, T, M> {
    records: u64,
    position: P,
    state: T,
    marks: M,
}

impl<S, T, K> Run<S, T, K>
where
    S: Source,
    T: Serialize + DeserializeOwned,
    K: Durable,
{
    /// Goes back to the last checkpoint, or saves one of the beginning.
    pub(super) fn begin(mut job: Job<S, T, K>) -> Result<Self, Error> {
        job.source.patience(PATIENCE);
        let mut store = store(&mut job)?;
        let layout = layout(&(job.source.mark()?, &job.state));
        let last = Checkpoint::load(&mut *store, &job.name, layout)?;
        let mut run = Self {
            job,
            store,
            generation: last.as_ref().map_or(0, |last| last.generation + 1),
            layout,
            records: 0,
            saved: None,
            saved_at: Instant::now(),
            end: None,
            resumed: last.is_some(),
            checkpoints: 0,
            saving: Duration::ZERO,
            waiting: Duration::ZERO,
        };
        if let Some(last) = last {
            run.restore(&last.body)?;
        } else {
            run.job.sinks.cut_back(None)?;
            run.save()?;
        }
        Ok(run)
    }

    fn restore(&mut self, body: &[u8]) -> Result<(), Error> {
        let restored: Restored<S::Position, T, K::Mark> = rmp_serde::from_slice(body).map_err(|error| {
            let text = format!("the checkpoint in {} does not hold what this program saves", self.store.name());
            Error::failure(Kind::Checkpoint, text, Some(error.into()))
        })?;
        self.job.source.resume(restored.position)?;
        self.job.sinks.cut_back(Some(restored.marks))?;
        self.job.state = restored.state;
        self.records = restored.records;
        self.saved = Some(restored.records);
        Ok(())
    }

    /// Whether the source has ended, or the job was asked to stop.
    pub(super) fn is_done(&self) -> bool {
        self.job.stop.is_stopped() || self.has_ended()
    }

    fn has_ended(&self) -> bool {
        self.end == Some(End::Dry) && self.job.source.ended()
    }

    /// Takes the records up to where the next checkpoint is due through the body of the job.
    pub(super) fn stretch<F>(mut self, body: &mut F) -> Result<Self, Error>
    where
        F: FnMut(Feed<S>, &mut T, &mut K) -> Result<(), Error>,
    {
        let (pace, watch) = (self.pace(), self.watch());
        let (feed, home) = Feed::new(self.job.source, pace, watch);
        let result = body(feed, &mut self.job.state, &mut self.job.sinks);
        let returned = home.lock().unwrap_or_else(PoisonError::into_inner).take();
        result?;
        let Some(Returned { source, read, end }) = returned else {
            let text = "a stage has kept the records of the job when its body returned: drop it there";
            return Err(Error::refused(Kind::Other, text));
        };
        match &end {
            End::Due | End::Dry => {}
            End::Failed(kind, text) => {
                let text = format!("the stages have passed over an error of the source: {text}");
                return Err(Error::refused(*kind, text));
            }
            End::Dropped => {
                let text =
                    "the body of the job returned before its records had ended: what was read of them may be lost";
                return Err(Error::refused(Kind::Other, text));
            }
        }
        self.job.source = source;
        self.records += read;
        self.end = Some(end);
        Ok(self)
    }

    fn watch(&self) -> Watch {
        Watch { stop: self.job.stop.clone(), gauge: self.job.gauge.clone(), before: self.records }
    }

    fn pace(&self) -> Pace {
        let (records, every) = (self.job.every_records, self.job.every);
        // Multiples of the number, whichever record the job was stopped at before.
        let left = records.map_or(u64::MAX, |records| records - self.records % records);
        let every = every.or((records.is_none()).then_some(Duration::from_secs(1)));
        Pace { records: left, at: every.and_then(|every| self.saved_at.checked_add(every)) }
    }

    /// Saves a checkpoint, if a record was read since the last one.
    pub(super) fn save(&mut self) -> Result<(), Error> {
        if self.saved == Some(self.records) {
            return Ok(());
        }
        let (begun, waited) = (Instant::now(), disk::waited());
        let marks = self.job.sinks.mark()?;
        let position = self.job.source.mark()?;
        let saved = Saved { records: self.records, position, state: &self.job.state, marks };
        let body = rmp_serde::to_vec_named(&saved).map_err(|error| {
            Error::failure(Kind::Checkpoint, "cannot save the state of the job", Some(Cause::from(error)))
        })?;
        let (generation, layout, job) = (self.generation, self.layout, self.job.name.clone());
        let checkpoint = Checkpoint { generation, layout, job, body };
        self.store.save(&self.job.name, &checkpoint.to_bytes())?;
        self.generation += 1;
        self.checkpoints += 1;
        self.job.gauge.saved(self.checkpoints);
        self.saved = Some(self.records);
        self.saved_at = Instant::now();
        self.saving += self.saved_at - begun;
        self.waiting += disk::waited().saturating_sub(waited);
        Ok(())
    }

    pub(super) fn outcome(self) -> Outcome<T, K> {
        let ended = self.has_ended();
        let Self { job: Job { state, sinks, .. }, records, resumed, checkpoints, saving, waiting, .. } = self;
        Outcome { state, sinks, records, ended, resumed, checkpoints, saving, waiting }
    }
}

/// Where the checkpoints of the job are kept: with the rows of a database if it writes to one, otherwise in its file.
fn store<S, T, K: Durable>(job: &mut Job<S, T, K>) -> Result<Box<dyn Store>, Error> {
    let refuse = |text: String| Err(Error::refused(Kind::Checkpoint, text));
    let (name, kept) = (&job.name, job.sinks.store()?);
    match (kept, &job.checkpoint) {
        (Some(store), None) => Ok(store),
        (None, Some(path)) => Ok(Box::new(CheckpointFile::new(path))),
        (None, None) => {
            refuse(format!("the job `{name}` has nowhere to save a checkpoint: give it a file with `checkpoint`"))
        }
        (Some(store), Some(path)) => refuse(format!(
            "the job `{name}` has its checkpoint in {}, in one transaction with the rows, and cannot have \
             another in {}",
            store.name(),
            path.display()
        )),
    }
}
