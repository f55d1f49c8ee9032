//! Lines of JSON, typed.

use super::{Input, Lend, LinePosition, Lines, Source};
use crate::{BadRecord, Error, Place};
use serde::de::DeserializeOwned;
use std::marker::PhantomData;
use std::path::Path;

/// The lines of an input as values of a type, read from JSON; lines that are blank are passed over.
///
/// # Examples
///
/// ```
/// use antiphon_stream::{Input, JsonLines};
///
/// let mut pairs = JsonLines::<(u32, String)>::new(Input::reader("pairs", "[1, \"one\"]\n[2]\n".as_bytes()));
/// assert_eq!(pairs.next().transpose()?, Some((1, "one".to_owned())));
/// assert_eq!(
///     pairs.next().unwrap().unwrap_err().to_string(),
///     "pairs:2:3 (byte 11): json: invalid length 1, expected a tuple of size 2"
/// );
/// # Ok::<(), antiphon_stream::Error>(())
/// ```
#[derive(Debug)]
pub struct JsonLines<T> {
    lines: Lines,
    record: PhantomData<fn() -> T>,
}

impl<T> JsonLines<T> {
    /// The records of an input.
    #[must_use]
    pub fn new(input: Input) -> Self {
        Self::of(Lines::new(input))
    }

    /// The records of a file.
    pub fn open(path: impl AsRef<Path>) -> Self {
        Self::of(Lines::open(path))
    }

    /// The records on these lines.
    #[must_use]
    pub fn of(lines: Lines) -> Self {
        Self { lines, record: PhantomData }
    }
}

impl<T: DeserializeOwned> Iterator for JsonLines<T> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let line = match self.lines.lend()? {
                Ok(line) if line.trim_ascii().is_empty() => continue,
                Ok(line) => line,
                Err(error) => return Some(Err(error)),
            };
            return match serde_json::from_slice(line) {
                Ok(record) => Some(Ok(record)),
                Err(cause) => {
                    let raw = line.to_vec();
                    Some(Err(refuse(self.lines.place(), &cause, &raw)))
                }
            };
        }
    }
}

fn refuse(place: Place, cause: &serde_json::Error, raw: &[u8]) -> Error {
    let text = cause.to_string();
    // The line that it counts is always the first: the place says which one it is.
    let what = text.rsplit_once(" at line ").map_or(&*text, |(what, _)| what).to_owned();
    let place = Place { column: Some(cause.column() as u64), ..place };
    BadRecord::new(place, "json", what, raw).into()
}

impl<T: DeserializeOwned> Source for JsonLines<T> {
    type Record = T;
    type Position = LinePosition;

    stands_where!(lines stands);
}
