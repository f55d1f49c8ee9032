//! Records with their places.

use super::Source;
use crate::{BadRecord, Cause, Error, Place};

/// A record and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct At<T> {
    /// Where it stands.
    pub place: Place,
    /// The record.
    pub record: T,
}

impl<T> At<T> {
    /// What `f` makes of the record, at its place.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> At<U> {
        At { place: self.place, record: f(self.record) }
    }

    /// The error of a stage that cannot use this record.
    pub fn refuse(self, stage: impl Into<String>, cause: impl Into<Cause>, raw: &[u8]) -> Error {
        BadRecord::new(self.place, stage, cause, raw).into()
    }
}

/// A source of the same records, each with its place: see [`Source::located`].
///
/// # Examples
///
/// ```
/// use antiphon_stream::{Input, Lines, Source};
///
/// let mut lines = Lines::new(Input::reader("log", "one\ntwo\n".as_bytes())).text().located().skip(1);
/// let two = lines.next().unwrap()?;
/// assert_eq!((two.place.line, two.record.as_str()), (Some(2), "two"));
/// # Ok::<(), antiphon_stream::Error>(())
/// ```
#[derive(Debug)]
pub struct Located<S> {
    source: S,
}

impl<S> Located<S> {
    pub(super) fn new(source: S) -> Self {
        Self { source }
    }
}

impl<S: Source> Iterator for Located<S> {
    type Item = Result<At<S::Record>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let record = self.source.next()?;
        Some(record.map(|record| At { place: self.source.place(), record }))
    }
}

impl<S: Source> Source for Located<S> {
    type Record = At<S::Record>;
    type Position = S::Position;

    stands_where!(source stands and waits);
}
