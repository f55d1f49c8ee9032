//! Records in memory.

use super::{Durable, Sink};
use crate::{Error, Kind};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Keeps the records in memory. All of them are saved with every checkpoint, so that they are there after a crash, each
/// once: it is meant for results that are small.
///
/// # Examples
///
/// ```
/// use antiphon_stream::{Collect, Sink};
///
/// let mut words = Collect::new();
/// words.write(&"one".to_owned())?;
/// assert_eq!(words.into_records(), ["one"]);
/// # Ok::<(), antiphon_stream::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Collect<T>(Vec<T>);

impl<T> Collect<T> {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self(Vec::new())
    }

    /// The records so far.
    #[must_use]
    pub fn records(&self) -> &[T] {
        &self.0
    }

    /// The records.
    #[must_use]
    pub fn into_records(self) -> Vec<T> {
        self.0
    }

    /// Takes a record without a copy of it.
    pub fn push(&mut self, record: T) {
        self.0.push(record);
    }
}

impl<T> Default for Collect<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: Clone + Serialize + DeserializeOwned> Sink<T> for Collect<T> {
    fn write(&mut self, record: &T) -> Result<(), Error> {
        self.0.push(record.clone());
        Ok(())
    }
}

impl<T: Clone + Serialize + DeserializeOwned> Durable for Collect<T> {
    type Mark = Vec<T>;

    fn mark(&mut self) -> Result<Vec<T>, Error> {
        Ok(self.0.clone())
    }

    fn cut_back(&mut self, mark: Option<Vec<T>>) -> Result<(), Error> {
        if mark.is_none() && !self.0.is_empty() {
            let text =
                "the records that a `Collect` holds before the job begins are not of the job: give it an empty one";
            return Err(Error::refused(Kind::Output, text));
        }
        self.0 = mark.unwrap_or_default();
        Ok(())
    }
}
