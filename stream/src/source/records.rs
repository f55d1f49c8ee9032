//! Comma-separated values, typed.

use super::blocks::{BUFFER, Blocks};
use super::reading::{Offset, Reading};
use super::{Input, Progress, Source};
use crate::{BadRecord, Cause, Error, Place};
use csv::{ByteRecord, Reader, ReaderBuilder};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::marker::PhantomData;
use std::mem;
use std::path::Path;

/// The rows of comma-separated values as values of a type.
///
/// The first row of each file names the fields of a struct; for input without such a row there is
/// [`without_header`](Self::without_header). A row that does not fit the type, has more or fewer fields than the
/// header, or whose quotes are still open where the file ends, is a bad record with its line and the number of the
/// field.
///
/// # Examples
///
/// ```
/// use antiphon_stream::{Input, Records};
/// use serde::Deserialize;
///
/// #[derive(Debug, PartialEq, Deserialize)]
/// struct City { name: String, people: u32 }
///
/// let input = Input::reader("cities", "name,people\nBern,134794\n\"Biel, Bienne\",many\n".as_bytes());
/// let mut cities = Records::<City>::new(input);
/// assert_eq!(cities.next().transpose()?, Some(City { name: "Bern".to_owned(), people: 134_794 }));
/// assert_eq!(
///     cities.next().unwrap().unwrap_err().to_string(),
///     "cities:3:2 (byte 24): csv: field `people`: invalid digit found in string"
/// );
/// # Ok::<(), antiphon_stream::Error>(())
/// ```
#[derive(Debug)]
pub struct Records<T> {
    reader: Reader<Blocks>,
    settings: Settings,
    /// The names of the fields in the part that is read; `None` before they are read.
    header: Option<ByteRecord>,
    row: ByteRecord,
    /// Where in the part the reader began.
    base: Spot,
    last: Spot,
    /// Whether reading has failed.
    broken: bool,
    record: PhantomData<fn() -> T>,
}

#[derive(Debug, Clone, Copy)]
struct Settings {
    header: bool,
    delimiter: u8,
    longest: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Spot {
    byte: u64,
    line: u64,
}

const START: Spot = Spot { byte: 0, line: 1 };

/// Where [`Records`] stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowPosition {
    offset: Offset,
    line: u64,
    header: Option<Vec<Vec<u8>>>,
}

impl<T> Records<T> {
    /// The longest row that is read unless [`longest`](Self::longest) says otherwise: 16 MiB.
    pub const LONGEST: usize = 16 * 1024 * 1024;

    /// The rows of an input.
    #[must_use]
    pub fn new(input: Input) -> Self {
        let settings = Settings { header: true, delimiter: b',', longest: Self::LONGEST };
        Self {
            reader: settings.reader(Reading::new(input)),
            settings,
            header: None,
            row: ByteRecord::new(),
            base: START,
            last: START,
            broken: false,
            record: PhantomData,
        }
    }

    /// The rows of a file.
    pub fn open(path: impl AsRef<Path>) -> Self {
        Self::new(Input::file(path))
    }

    /// Takes the first row of a file for a record too. The type is a tuple, or a struct in the order of its fields.
    #[must_use]
    pub fn without_header(mut self) -> Self {
        self.settings.header = false;
        self
    }

    /// Takes this byte to separate fields, in place of the comma.
    #[must_use]
    pub fn delimiter(mut self, delimiter: u8) -> Self {
        self.settings.delimiter = delimiter;
        let reading = self.take_reading();
        self.reader = self.settings.reader(reading);
        self
    }

    /// Reads rows of up to about so many bytes. A longer one ends the reading, as it is most likely a quote that is
    /// missing; what is held in memory is bounded by it.
    #[must_use]
    pub fn longest(mut self, bytes: usize) -> Self {
        self.settings.longest = bytes;
        self
    }

    /// Reads a row; `false` at the end of the input.
    fn read(&mut self) -> Result<bool, Error> {
        while !self.broken {
            self.reader.get_mut().begin_row(self.settings.longest);
            let read = self.reader.read_byte_record(&mut self.row);
            match read.map_err(|error| self.failed(error))? {
                true if self.settings.header && self.header.is_none() => {
                    self.header = Some(mem::take(&mut self.row));
                }
                true => {
                    self.last = self.row.position().map_or(self.base, |at| self.base.plus(at));
                    return Ok(true);
                }
                false if self.reader.get_mut().reading.next_part()? => {
                    let reading = self.take_reading();
                    self.reader = self.settings.reader(reading);
                    (self.header, self.base, self.last) = (None, START, START);
                }
                false => break,
            }
        }
        Ok(false)
    }

    /// The reading, to be put into another reader.
    fn take_reading(&mut self) -> Reading {
        let nothing = Reading::new(Input::files([""; 0]));
        mem::replace(&mut self.reader.get_mut().reading, nothing)
    }

    /// An error of the reader is one of the input: whatever is in a row, it reads.
    fn failed(&mut self, error: csv::Error) -> Error {
        self.broken = true;
        let blocks = self.reader.get_mut();
        blocks.take_error().unwrap_or_else(|| Error::input(format!("cannot read {}", blocks.reading.name()), error))
    }

    /// What is wrong with a row before its fields are looked at.
    fn misshapen(&self) -> Option<String> {
        let (fields, named) = (self.row.len(), self.header.as_ref().map(ByteRecord::len));
        if let Some(named) = named.filter(|named| *named != fields) {
            return Some(format!("it has {fields} fields, and the header has {named}"));
        }
        let begin = self.last.byte - self.base.byte;
        let open = self.reader.get_ref().ended_within_quotes(begin);
        open.then(|| "its quotes are open where the file ends".to_owned())
    }

    fn refuse(&self, column: Option<u64>, cause: impl Into<Cause>) -> Error {
        let mut writer = csv::WriterBuilder::new().delimiter(self.settings.delimiter).from_writer(Vec::new());
        let raw = writer.write_byte_record(&self.row).map(|()| writer.into_inner().unwrap_or_default());
        BadRecord::new(Place { column, ..self.here() }, "csv", cause, raw.unwrap_or_default().trim_ascii_end()).into()
    }

    fn here(&self) -> Place {
        Place {
            byte: Some(self.last.byte),
            line: Some(self.last.line),
            ..Place::of(self.reader.get_ref().reading.name())
        }
    }

    fn unfit(&self, error: &csv::Error) -> Error {
        let csv::ErrorKind::Deserialize { err, .. } = error.kind() else { return self.refuse(None, error.to_string()) };
        let Some(field) = err.field() else { return self.refuse(None, err.kind().to_string()) };
        let index = usize::try_from(field).unwrap_or(usize::MAX);
        let name = self.header.as_ref().and_then(|header| header.get(index)).map(String::from_utf8_lossy);
        let name = name.map_or_else(|| (field + 1).to_string(), |name| format!("`{name}`"));
        self.refuse(Some(field + 1), format!("field {name}: {}", err.kind()))
    }
}

impl<T: DeserializeOwned> Iterator for Records<T> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.read() {
            Ok(true) => {}
            Ok(false) => return None,
            Err(error) => return Some(Err(error)),
        }
        if let Some(why) = self.misshapen() {
            return Some(Err(self.refuse(None, why)));
        }
        Some(self.row.deserialize(self.header.as_ref()).map_err(|error| self.unfit(&error)))
    }
}

impl<T: DeserializeOwned> Source for Records<T> {
    type Record = T;
    type Position = RowPosition;

    fn mark(&mut self) -> Result<RowPosition, Error> {
        let at = self.base.plus(self.reader.position());
        let blocks = self.reader.get_mut();
        blocks.use_up_to(at.byte - self.base.byte);
        let offset = blocks.reading.offset(at.byte)?;
        let header = self.header.as_ref().map(|header| header.iter().map(<[u8]>::to_vec).collect());
        Ok(RowPosition { offset, line: at.line, header })
    }

    fn resume(&mut self, position: RowPosition) -> Result<(), Error> {
        let mut reading = self.take_reading();
        let result = reading.resume(&position.offset);
        self.reader = self.settings.reader(reading);
        result?;
        self.base = Spot { byte: position.offset.byte(), line: position.line };
        (self.last, self.broken) = (self.base, false);
        self.header = position.header.map(|header| header.into_iter().collect());
        Ok(())
    }

    fn place(&self) -> Place {
        self.here()
    }

    fn progress(&self) -> Progress {
        self.reader.get_ref().reading.progress()
    }
}

impl Settings {
    /// A reader that leaves the header and the number of fields to us, who may have begun in the middle of a file.
    fn reader(self, reading: Reading) -> Reader<Blocks> {
        ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.delimiter)
            .buffer_capacity(BUFFER)
            .from_reader(Blocks::new(reading))
    }
}

impl Spot {
    fn plus(self, at: &csv::Position) -> Self {
        Self { byte: self.byte + at.byte(), line: self.line + at.line() - 1 }
    }
}
