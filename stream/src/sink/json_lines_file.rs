//! A file of JSON, a line for each record.

use super::appended::{Appended, FileMark};
use super::{Durable, Sink};
use crate::Error;
use serde::Serialize;
use std::path::Path;

/// A file of JSON, a line for each record of any type that serializes. In a job, each record is there once.
///
/// # Errors
///
/// A file that holds something before the job has begun is left as it is, and refused.
#[derive(Debug)]
pub struct JsonLinesFile(Appended);

impl JsonLinesFile {
    /// The file of this name, which is created when the job begins.
    pub fn new(path: impl AsRef<Path>) -> Self {
        Self(Appended::new(path.as_ref()))
    }
}

impl<T: Serialize + ?Sized> Sink<T> for JsonLinesFile {
    fn write(&mut self, record: &T) -> Result<(), Error> {
        self.0.append(|buffer| {
            serde_json::to_writer(&mut *buffer, record)?;
            buffer.push(b'\n');
            Ok::<(), serde_json::Error>(())
        })
    }
}

impl Durable for JsonLinesFile {
    type Mark = FileMark;

    fn mark(&mut self) -> Result<FileMark, Error> {
        self.0.mark()
    }

    fn cut_back(&mut self, mark: Option<FileMark>) -> Result<(), Error> {
        self.0.cut_back(mark)
    }
}
