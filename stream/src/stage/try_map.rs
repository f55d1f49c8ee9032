//! A function that may refuse a record.

use super::backoff::Backoff;
use super::clock::{Clock, SystemClock};
use crate::{At, Cause, Error};
use serde::Serialize;
use serde_json::Value;

impl<T: Serialize> At<T> {
    /// What `f` makes of the record, at its place.
    ///
    /// # Errors
    ///
    /// The record as a bad one of this stage, with its place and text, where `f` refuses it.
    pub fn try_map<U, E, F>(self, stage: &str, f: F) -> Result<At<U>, Error>
    where
        E: Into<Cause>,
        F: FnOnce(&T) -> Result<U, E>,
    {
        match f(&self.record) {
            Ok(record) => Ok(At { place: self.place, record }),
            Err(cause) => {
                let raw = raw(&self.record);
                Err(self.refuse(stage, cause, raw.as_bytes()))
            }
        }
    }
}

/// The record itself if it is text, otherwise as JSON.
#[cold]
fn raw(record: &impl Serialize) -> String {
    match serde_json::to_value(record) {
        Ok(Value::String(text)) => text,
        Ok(value) => value.to_string(),
        Err(error) => format!("(cannot be told: {error})"),
    }
}

/// See [`Stages::try_map`](super::Stages::try_map).
#[derive(Debug, Clone)]
#[must_use = "an iterator does nothing until it is consumed"]
pub struct TryMap<I, F, C = SystemClock> {
    records: I,
    stage: String,
    f: F,
    backoff: Backoff,
    clock: C,
}

impl<I, F> TryMap<I, F> {
    pub(super) fn new(records: I, stage: String, f: F) -> Self {
        Self { records, stage, f, backoff: Backoff::ONCE, clock: SystemClock }
    }
}

impl<I, F, C> TryMap<I, F, C> {
    /// Tries again what fails, so often and after such pauses. A job does not stop meanwhile.
    pub fn retry(self, policy: Backoff) -> Self {
        Self { backoff: policy, ..self }
    }

    /// Waits by another clock.
    pub fn clock<D: Clock>(self, clock: D) -> TryMap<I, F, D> {
        let Self { records, stage, f, backoff, .. } = self;
        TryMap { records, stage, f, backoff, clock }
    }
}

impl<I, T, U, E, F, C> Iterator for TryMap<I, F, C>
where
    I: Iterator<Item = Result<At<T>, Error>>,
    T: Serialize,
    E: Into<Cause>,
    F: FnMut(&T) -> Result<U, E>,
    C: Clock,
{
    type Item = Result<At<U>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let Self { records, stage, f, backoff, clock } = self;
        let record = records.next()?;
        Some(record.and_then(|record| record.try_map(stage, |record| backoff.retry_by(clock, || f(record)))))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.records.size_hint()
    }
}
