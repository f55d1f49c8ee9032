//! A file of comma-separated values, a row for each record.

use super::appended::{Appended, FileMark};
use super::{Durable, Sink};
use crate::{Error, Kind};
use csv::{Writer, WriterBuilder};
use serde::Serialize;
use std::path::{Path, PathBuf};

/// A file of comma-separated values, a row for each record; the names of a struct's fields are its first row. In a job,
/// each record is there once.
///
/// # Errors
///
/// A file that holds something before the job has begun is left as it is, and refused.
#[derive(Debug)]
pub struct CsvFile {
    path: PathBuf,
    /// `None` from when a record could not be written until it is cut back: half of the record may be in it.
    writer: Option<Writer<Appended>>,
}

impl CsvFile {
    /// The file of this name, which is created when the job begins.
    pub fn new(path: impl AsRef<Path>) -> Self {
        let path = path.as_ref();
        Self { path: path.to_owned(), writer: Some(writer(Appended::new(path))) }
    }

    fn broken(&self) -> Error {
        let text = "could not be written before: run the job again to go on from its checkpoint";
        Error::refused(Kind::Output, format!("{} {text}", self.path.display()))
    }
}

/// A file that holds something has its header already.
fn writer(file: Appended) -> Writer<Appended> {
    WriterBuilder::new().has_headers(file.length() == 0).from_writer(file)
}

impl<T: Serialize + ?Sized> Sink<T> for CsvFile {
    fn write(&mut self, record: &T) -> Result<(), Error> {
        let Some(mut writer) = self.writer.take() else { return Err(self.broken()) };
        writer
            .serialize(record)
            .map_err(|error| Error::output(format!("cannot write a record to {}", self.path.display()), error))?;
        self.writer = Some(writer);
        Ok(())
    }
}

impl Durable for CsvFile {
    type Mark = FileMark;

    fn mark(&mut self) -> Result<FileMark, Error> {
        let Some(rows) = self.writer.take() else { return Err(self.broken()) };
        // The rows that the writer holds back reach the file only with the writer itself.
        let mut file = rows.into_inner().map_err(|error| Error::writing(&self.path, error.into_error()))?;
        let mark = file.mark()?;
        self.writer = Some(writer(file));
        Ok(mark)
    }

    fn cut_back(&mut self, mark: Option<FileMark>) -> Result<(), Error> {
        // It puts what it holds back into the file, which must have happened before the file is cut.
        self.writer = None;
        let mut file = Appended::new(&self.path);
        let result = file.cut_back(mark);
        self.writer = Some(writer(file));
        result
    }
}
