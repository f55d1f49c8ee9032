//! The lines that contain something.

use super::{Lend, LinePosition, Lines, Source};
use crate::Error;
use memchr::memmem::Finder;
use std::time::{Duration, Instant};

/// The [`Lines`] that contain something: see [`Lines::containing`].
#[derive(Debug)]
pub struct Containing {
    lines: Lines,
    needle: Finder<'static>,
    patience: Option<Duration>,
}

impl Containing {
    pub(super) fn new(lines: Lines, needle: &[u8]) -> Self {
        Self { lines, needle: Finder::new(needle).into_owned(), patience: None }
    }
}

impl Iterator for Containing {
    type Item = Result<Vec<u8>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(self.lend()?.map(<[u8]>::to_vec))
    }
}

impl Source for Containing {
    type Record = Vec<u8>;
    type Position = LinePosition;

    stands_where!(lines stands);

    fn patience(&mut self, longest: Duration) {
        self.patience = Some(longest);
    }
}

impl Lend for Containing {
    type Lent = [u8];

    fn lend(&mut self) -> Option<Result<&[u8], Error>> {
        let end = self.patience.and_then(|patience| Instant::now().checked_add(patience));
        loop {
            self.lines.pass_lines_without(&self.needle);
            // The line of a match, one that the buffer does not hold whole, or one that may be too long.
            let line = match self.lines.advance() {
                Ok(line) => line?,
                Err(error) => return Some(Err(error)),
            };
            if self.needle.find(self.lines.at(line.clone())).is_some() {
                return Some(Ok(self.lines.at(line)));
            }
            if end.is_some_and(|end| Instant::now() >= end) {
                return None;
            }
        }
    }
}
