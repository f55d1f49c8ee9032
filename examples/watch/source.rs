//! Where a series comes from, and what can be wrong with it.

use csv::{ErrorKind, Position};
use std::{
    ffi::OsString,
    fmt, fs,
    io::{self, Read},
    path::PathBuf,
};

const BUNDLED: &[u8] = include_bytes!("../data/co2.csv");

pub enum Source {
    Bundled,
    File(PathBuf),
    StandardInput,
}

#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    #[error("cannot read {0}: {1}")]
    Read(String, io::Error),
    #[error("{0}: it is empty: the first line must name the columns")]
    Empty(String),
    #[error("{0}:1: there is no column `{1}`; the columns are: {2}")]
    NoSuchColumn(String, String, String),
    #[error("{0}:1: name one of the columns: {1}")]
    WhichColumn(String, String),
    #[error("{0}:{1}: {2}")]
    Line(String, u64, String),
    #[error("{0}: there is nothing below the line that names the columns")]
    NoRows(String),
    #[error("{0}: column `{1}` is empty")]
    NoCells(String, String),
    #[error("{0}:{1}: `{2}` is not a number, and no other cell of column `{3}` is one")]
    NoNumbers(String, u64, String, String),
}

impl Source {
    pub fn named(operand: OsString) -> Self {
        if operand == "-" { Self::StandardInput } else { Self::File(operand.into()) }
    }

    pub fn read(&self) -> Result<Vec<u8>, ReadError> {
        match self {
            Self::Bundled => Ok(BUNDLED.to_vec()),
            Self::File(path) => fs::read(path),
            Self::StandardInput => {
                let mut bytes = Vec::new();
                io::stdin().read_to_end(&mut bytes).map(|_| bytes)
            }
        }
        .map_err(|error| ReadError::Read(self.to_string(), error))
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bundled => f.write_str("examples/data/co2.csv"),
            Self::File(path) => path.display().fmt(f),
            Self::StandardInput => f.write_str("standard input"),
        }
    }
}

/// Counts the lines of a text up to a place, for places in their order.
///
/// The lines that the CSV reader counts are off by one where they end in CR LF, and by more after empty ones.
pub struct Lines<'a> {
    rest: &'a [u8],
    start: usize,
    line: u64,
}

impl<'a> Lines<'a> {
    pub fn of(text: &'a [u8]) -> Self {
        Self { rest: text, start: 0, line: 1 }
    }

    /// The line of the record that is at `position`, or begins after the line ends that are there.
    pub fn at(&mut self, position: Option<&Position>) -> u64 {
        let place = position.map_or(0, |position| usize::try_from(position.byte()).unwrap_or(usize::MAX));
        let (before, rest) = self.rest.split_at(place.saturating_sub(self.start).min(self.rest.len()));
        let ends = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let passed = before.iter().chain(&rest[..ends]);
        self.line += passed.filter(|byte| **byte == b'\n').fold(0, |lines, _| lines + 1);
        self.start += before.len() + ends;
        self.rest = &rest[ends..];
        self.line
    }

    /// The error of the CSV reader, with its line.
    pub fn describe(&mut self, source: &str, error: csv::Error) -> ReadError {
        let line = self.at(error.position());
        let what = match error.into_kind() {
            ErrorKind::UnequalLengths { expected_len, len, .. } => {
                format!("{len} cell(s), where the first line has {expected_len}")
            }
            ErrorKind::Utf8 { err, .. } => format!("not UTF-8: {err}"),
            other => format!("not CSV: {other:?}"),
        };
        ReadError::Line(source.to_string(), line, what)
    }
}
