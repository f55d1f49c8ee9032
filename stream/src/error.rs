//! What can go wrong, and what of it concerns one record only.

use crate::Place;
use serde::ser::{Serialize, SerializeStruct as _, Serializer};
use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::path::Path;

/// Any cause.
pub type Cause = Box<dyn StdError + Send + Sync>;

/// Why a source, a sink or a job cannot do what it was asked.
///
/// Its text says what was done, where, and why that failed, cause included. An error of kind [`Kind::Record`] concerns
/// one record, and the source that gave it goes on behind that record; every other one ends the job.
#[derive(Debug)]
pub struct Error(Box<Repr>);

/// What an [`Error`] concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// One record that is not what it should be.
    Record,
    /// The input: it cannot be read, or it is not the one that was read before.
    Input,
    /// A sink: it cannot be written, or it is not the one that was written before.
    Output,
    /// The checkpoint: torn, of another job, or of another version.
    Checkpoint,
    /// Whatever the program itself reported.
    Other,
}

#[derive(Debug)]
enum Repr {
    Record(BadRecord),
    Failure { kind: Kind, what: String, cause: Option<Cause> },
}

impl Error {
    /// Of one record.
    #[must_use]
    pub fn record(record: BadRecord) -> Self {
        Self(Box::new(Repr::Record(record)))
    }

    /// Of the input: `what` says what was done, and to which input.
    pub fn input(what: impl Into<String>, cause: impl Into<Cause>) -> Self {
        Self::failure(Kind::Input, what, Some(cause.into()))
    }

    /// Of a sink: `what` says what was done, and to which sink.
    pub fn output(what: impl Into<String>, cause: impl Into<Cause>) -> Self {
        Self::failure(Kind::Output, what, Some(cause.into()))
    }

    /// Of the program, to be handed through a job.
    pub fn other(cause: impl Into<Cause>) -> Self {
        Self::failure(Kind::Other, String::new(), Some(cause.into()))
    }

    pub(crate) fn refused(kind: Kind, what: impl Into<String>) -> Self {
        Self::failure(kind, what, None)
    }

    pub(crate) fn reading(path: &Path, cause: io::Error) -> Self {
        Self::input(format!("cannot read {}", path.display()), cause)
    }

    pub(crate) fn writing(path: &Path, cause: io::Error) -> Self {
        Self::output(format!("cannot write {}", path.display()), cause)
    }

    pub(crate) fn failure(kind: Kind, what: impl Into<String>, cause: Option<Cause>) -> Self {
        Self(Box::new(Repr::Failure { kind, what: what.into(), cause }))
    }

    /// What it concerns.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match &*self.0 {
            Repr::Record(_) => Kind::Record,
            Repr::Failure { kind, .. } => *kind,
        }
    }

    /// The record that it concerns, if it is only one.
    #[must_use]
    pub fn bad_record(&self) -> Option<&BadRecord> {
        match &*self.0 {
            Repr::Record(record) => Some(record),
            Repr::Failure { .. } => None,
        }
    }

    /// The record that it concerns.
    ///
    /// # Errors
    ///
    /// This error itself where it concerns more than a record.
    pub fn into_bad_record(self) -> Result<BadRecord, Self> {
        match *self.0 {
            Repr::Record(record) => Ok(record),
            failure @ Repr::Failure { .. } => Err(Self(Box::new(failure))),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Repr::Record(record) => record.fmt(f),
            Repr::Failure { what, cause: None, .. } => f.write_str(what),
            Repr::Failure { what, cause: Some(cause), .. } if what.is_empty() => cause.fmt(f),
            Repr::Failure { what, cause: Some(cause), .. } => write!(f, "{what}: {cause}"),
        }
    }
}

impl StdError for Error {
    // The text of the cause is part of this error's text, so the chain goes on behind it.
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &*self.0 {
            Repr::Record(record) => record.cause.source(),
            Repr::Failure { cause, .. } => cause.as_ref().and_then(|cause| cause.source()),
        }
    }
}

impl From<BadRecord> for Error {
    fn from(record: BadRecord) -> Self {
        Self::record(record)
    }
}

impl From<io::Error> for Error {
    fn from(cause: io::Error) -> Self {
        Self::other(cause)
    }
}

impl From<Cause> for Error {
    fn from(cause: Cause) -> Self {
        Self::other(cause)
    }
}

/// A record that a stage could not use: where it stands, which stage refused it, why, and its text.
///
/// It serializes as a dead letter: a struct of `input`, `byte`, `line`, `column`, `stage`, `error` and `raw`, flat, so
/// that it makes a line of JSON, a row of CSV and a row of a table alike. What is not known is null.
#[derive(Debug)]
pub struct BadRecord {
    /// Where it stands.
    pub place: Place,
    /// The name of the stage that refused it.
    pub stage: String,
    /// Why.
    pub cause: Cause,
    /// Its text, as far as it is known, with � for what is not UTF-8.
    pub raw: String,
}

impl BadRecord {
    /// The most bytes of a record that `raw` keeps of a line.
    pub const RAW_AT_MOST: usize = 64 * 1024;

    /// The record with this text, cut to [`RAW_AT_MOST`](Self::RAW_AT_MOST) bytes.
    pub fn new(place: Place, stage: impl Into<String>, cause: impl Into<Cause>, raw: &[u8]) -> Self {
        let kept = &raw[..raw.len().min(Self::RAW_AT_MOST)];
        Self { place, stage: stage.into(), cause: cause.into(), raw: String::from_utf8_lossy(kept).into_owned() }
    }
}

impl fmt::Display for BadRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", self.place, self.stage, self.cause)
    }
}

impl Serialize for BadRecord {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("BadRecord", 7)?;
        fields.serialize_field("input", &*self.place.input)?;
        fields.serialize_field("byte", &self.place.byte)?;
        fields.serialize_field("line", &self.place.line)?;
        fields.serialize_field("column", &self.place.column)?;
        fields.serialize_field("stage", &self.stage)?;
        fields.serialize_field("error", &self.cause.to_string())?;
        fields.serialize_field("raw", &self.raw)?;
        fields.end()
    }
}
