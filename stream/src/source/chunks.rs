//! An input in pieces of one size.

use super::reading::{Offset, Reading};
use super::{Input, Lend, Progress, Source};
use crate::{Error, Place};
use std::num::NonZeroUsize;

/// The bytes of an input in pieces of one size; the last piece of each file may be shorter.
///
/// # Examples
///
/// ```
/// use antiphon_stream::{Chunks, Input};
/// use std::num::NonZero;
///
/// let chunks = Chunks::new(Input::reader("bytes", "abcde".as_bytes()), NonZero::new(2).unwrap());
/// assert_eq!(chunks.collect::<Result<Vec<_>, _>>()?, [b"ab".to_vec(), b"cd".to_vec(), b"e".to_vec()]);
/// # Ok::<(), antiphon_stream::Error>(())
/// ```
#[derive(Debug)]
pub struct Chunks {
    reading: Reading,
    buffer: Vec<u8>,
    /// Where in the part the last piece begins, and the next.
    last: u64,
    next: u64,
    over: bool,
}

impl Chunks {
    /// The pieces of an input.
    #[must_use]
    pub fn new(input: Input, size: NonZeroUsize) -> Self {
        Self { reading: Reading::new(input), buffer: vec![0; size.get()], last: 0, next: 0, over: false }
    }

    /// Reads the next piece; how long it is.
    fn fill(&mut self) -> Result<usize, Error> {
        self.reading.refuse_log()?;
        let mut filled = 0;
        while filled < self.buffer.len() {
            let read = self.reading.read(&mut self.buffer[filled..])?;
            if read == 0 {
                if filled > 0 || !self.reading.next_part()? {
                    break;
                }
                self.next = 0;
            }
            filled += read;
        }
        self.reading.used(&self.buffer[..filled]);
        (self.last, self.next) = (self.next, self.next + filled as u64);
        Ok(filled)
    }
}

impl Iterator for Chunks {
    type Item = Result<Vec<u8>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(self.lend()?.map(<[u8]>::to_vec))
    }
}

impl Lend for Chunks {
    type Lent = [u8];

    fn lend(&mut self) -> Option<Result<&[u8], Error>> {
        if self.over {
            return None;
        }
        let filled = self.fill();
        self.over = matches!(filled, Ok(0) | Err(_));
        match filled {
            Ok(0) => None,
            Ok(length) => Some(Ok(&self.buffer[..length])),
            Err(error) => Some(Err(error)),
        }
    }
}

impl Source for Chunks {
    type Record = Vec<u8>;
    type Position = Offset;

    fn mark(&mut self) -> Result<Offset, Error> {
        self.reading.offset(self.next)
    }

    fn resume(&mut self, position: Offset) -> Result<(), Error> {
        self.reading.resume(&position)?;
        (self.last, self.next, self.over) = (position.byte(), position.byte(), false);
        Ok(())
    }

    fn place(&self) -> Place {
        Place { byte: Some(self.last), ..Place::of(self.reading.name()) }
    }

    fn progress(&self) -> Progress {
        self.reading.progress()
    }
}
