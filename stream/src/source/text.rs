//! Lines as text.

use super::{Lend, LinePosition, Lines, Source};
use crate::{BadRecord, Error, Place};

/// [`Lines`] as text: see [`Lines::text`] and [`Lines::text_lossy`].
#[derive(Debug)]
pub struct Text {
    lines: Lines,
    /// The last line, where what is not UTF-8 was replaced.
    lossy: Option<String>,
}

impl Text {
    pub(super) fn new(lines: Lines, lossy: Option<String>) -> Self {
        Self { lines, lossy }
    }
}

impl Iterator for Text {
    type Item = Result<String, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(self.lend()?.map(str::to_owned))
    }
}

impl Source for Text {
    type Record = String;
    type Position = LinePosition;

    stands_where!(lines stands);
}

impl Lend for Text {
    type Lent = str;

    #[inline]
    fn lend(&mut self) -> Option<Result<&str, Error>> {
        let line = match self.lines.advance() {
            Ok(line) => line?,
            Err(error) => return Some(Err(error)),
        };
        let bytes = self.lines.at(line);
        match (std::str::from_utf8(bytes), &mut self.lossy) {
            (Ok(text), _) => Some(Ok(text)),
            (Err(_), Some(lossy)) => {
                lossy.clear();
                lossy.push_str(&String::from_utf8_lossy(bytes));
                Some(Ok(lossy))
            }
            (Err(cause), None) => {
                let (place, at) = (self.lines.place(), cause.valid_up_to());
                let byte = place.byte.map(|byte| byte + at as u64);
                let place = Place { byte, column: Some(at as u64 + 1), ..place };
                Some(Err(BadRecord::new(place, "text", cause, bytes).into()))
            }
        }
    }
}
