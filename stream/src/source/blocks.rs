//! The blocks of bytes that comma-separated values are read from.

use super::reading::Reading;
use crate::{Error, Kind};
use std::io::{self, Read};

/// How much is read at once.
pub(super) const BUFFER: usize = 64 * 1024;

/// What the rows are read from.
#[derive(Debug)]
pub(super) struct Blocks {
    pub(super) reading: Reading,
    /// The last bytes that were given, in which a quote is looked for that the end of the file leaves open.
    tail: Vec<u8>,
    given: u64,
    /// How much of it the reader has made rows of.
    used: u64,
    /// Whether the end was asked for: a row that ends with a newline is given out before.
    ended: bool,
    /// How much may be given before a row ends.
    left: usize,
    /// Why reading failed, which the reader of rows can only hand on as a text.
    error: Option<Error>,
}

impl Blocks {
    pub(super) fn new(reading: Reading) -> Self {
        Self { reading, tail: Vec::new(), given: 0, used: 0, ended: false, left: usize::MAX, error: None }
    }

    /// Bounds what may be given for the next row.
    pub(super) fn begin_row(&mut self, longest: usize) {
        self.left = longest.saturating_add(BUFFER);
    }

    pub(super) fn take_error(&mut self) -> Option<Error> {
        self.error.take()
    }

    /// Has used what was given up to this byte, which is in the last block: the reader asks for one when it is done
    /// with that before.
    pub(super) fn use_up_to(&mut self, byte: u64) {
        let unused = usize::try_from(self.given - self.used).unwrap_or(usize::MAX);
        let unused = &self.tail[self.tail.len().saturating_sub(unused)..];
        let length = usize::try_from(byte - self.used).unwrap_or(usize::MAX).min(unused.len());
        self.reading.used(&unused[..length]);
        self.used += length as u64;
    }

    /// Whether the row that began at this byte was ended by the end of the file, and within quotes. Of a row that is
    /// longer than what is kept it is not known.
    pub(super) fn ended_within_quotes(&self, byte: u64) -> bool {
        let back = usize::try_from(self.given - byte).unwrap_or(usize::MAX);
        let Some(begin) = self.tail.len().checked_sub(back).filter(|_| self.ended) else { return false };
        memchr::memchr_iter(b'"', &self.tail[begin..]).count() % 2 == 1
    }

    fn fail(&mut self, error: Error) -> io::Error {
        let text = error.to_string();
        self.error = Some(error);
        io::Error::other(text)
    }
}

impl Read for Blocks {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            let text = format!(
                "a row of {} is longer than `Records::longest` allows: is a quote missing?",
                self.reading.name()
            );
            return Err(self.fail(Error::refused(Kind::Input, text)));
        }
        self.use_up_to(self.given);
        let read = match self.reading.refuse_log().and_then(|()| self.reading.read(buffer)) {
            Ok(read) => read,
            Err(error) => return Err(self.fail(error)),
        };
        if read > 0 {
            if self.tail.len() >= 2 * BUFFER {
                self.tail.drain(..self.tail.len() - BUFFER);
            }
            self.tail.extend_from_slice(&buffer[..read]);
        }
        self.given += read as u64;
        self.ended = read == 0;
        self.left = self.left.saturating_sub(read);
        Ok(read)
    }
}
