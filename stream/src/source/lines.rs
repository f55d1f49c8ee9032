//! The lines of an input, lent from one buffer or owned.

use super::reading::{Offset, Reading};
use super::{Containing, Input, Lend, Progress, Source, Text};
use crate::{BadRecord, Error, Place};
use memchr::memmem::Finder;
use memchr::{memchr, memchr_iter, memrchr};
use serde::{Deserialize, Serialize};
use std::ops::Range;
use std::path::Path;

/// How much is read at once.
const BUFFER: usize = 128 * 1024;

/// The lines of an input as bytes, without what ends them: `\n`, `\r\n` or the end of the file.
///
/// [`lend`](Lend::lend) and [`parse`](Lend::parse) take each line from one buffer that is used again and again;
/// iteration gives lines that are owned. A line longer than [`longest`](Self::longest) is a bad record, and is skipped
/// without being held in memory.
///
/// # Examples
///
/// ```
/// use antiphon_stream::{Input, Lend, Lines};
///
/// let mut lines = Lines::new(Input::reader("log", "one\r\ntwo".as_bytes()));
/// assert_eq!(lines.lend().transpose()?, Some(&b"one"[..]));
/// assert_eq!(lines.lend().transpose()?, Some(&b"two"[..]));
/// assert_eq!(lines.lend().transpose()?, None);
/// # Ok::<(), antiphon_stream::Error>(())
/// ```
#[derive(Debug)]
pub struct Lines {
    reading: Reading,
    buffer: Vec<u8>,
    /// What of the buffer has not been given out.
    unread: Range<usize>,
    /// Up to here in the buffer, what is unread are whole lines of which none is too long or another shard's.
    whole: usize,
    /// Where in the part the buffer begins.
    base: u64,
    /// Where in the part the last line that was given begins.
    last: u64,
    /// How many lines were given of this part, and whether those before are among them, which a shard does not know.
    given: u64,
    counted: bool,
    /// Lines that begin here or later belong to another shard.
    limit: u64,
    longest: usize,
    state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// The part has not been begun.
    Ahead,
    Within,
    Over,
}

/// Where [`Lines`] and what is made of them stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinePosition {
    offset: Offset,
    line: Option<u64>,
}

impl Lines {
    /// The longest line that is taken unless [`longest`](Self::longest) says otherwise: 1 MiB.
    pub const LONGEST: usize = 1024 * 1024;

    /// The lines of an input.
    #[must_use]
    pub fn new(input: Input) -> Self {
        Self {
            reading: Reading::new(input),
            buffer: vec![0; BUFFER],
            unread: 0..0,
            whole: 0,
            base: 0,
            last: 0,
            given: 0,
            counted: true,
            limit: u64::MAX,
            longest: Self::LONGEST,
            state: State::Ahead,
        }
    }

    /// The lines of a file.
    pub fn open(path: impl AsRef<Path>) -> Self {
        Self::new(Input::file(path))
    }

    /// Takes lines of up to so many bytes; a longer one is a bad record. What is held in memory is bounded by it.
    #[must_use]
    pub fn longest(mut self, bytes: usize) -> Self {
        self.longest = bytes;
        self
    }

    /// The lines as text; one that is not UTF-8 is a bad record, with the offset of its first byte that is not.
    #[must_use]
    pub fn text(self) -> Text {
        Text::new(self, None)
    }

    /// The lines as text, with � for what is not UTF-8.
    #[must_use]
    pub fn text_lossy(self) -> Text {
        Text::new(self, Some(String::new()))
    }

    /// The lines that contain these bytes, and those that are too long to tell. They are looked for in all that was
    /// read at once, which is faster than to ask each line where few of them do.
    ///
    /// # Examples
    ///
    /// ```
    /// use antiphon_stream::{Input, Lines, Source};
    ///
    /// let log = Input::reader("log", "INFO on\nERROR hot\nINFO off\n".as_bytes());
    /// let mut errors = Lines::new(log).containing("ERROR");
    /// assert_eq!(errors.next().transpose()?, Some(b"ERROR hot".to_vec()));
    /// assert_eq!(errors.place().line, Some(2));
    /// assert_eq!(errors.next().transpose()?, None);
    /// # Ok::<(), antiphon_stream::Error>(())
    /// ```
    #[must_use]
    pub fn containing(self, needle: impl AsRef<[u8]>) -> Containing {
        Containing::new(self, needle.as_ref())
    }

    /// Where in the buffer the next line is.
    #[inline]
    pub(super) fn advance(&mut self) -> Result<Option<Range<usize>>, Error> {
        let from = self.unread.start;
        let Some(whole) = self.buffer.get(from..self.whole) else { return self.advance_slowly() };
        let Some(length) = memchr(b'\n', whole) else { return self.advance_slowly() };
        let line = from..from + without_return(&whole[..length]);
        self.pass_line(length + 1);
        Ok(Some(line))
    }

    /// Passes over whole lines, up to the first that may contain this.
    pub(super) fn pass_lines_without(&mut self, needle: &Finder<'_>) {
        let Some(whole) = self.buffer.get(self.unread.start..self.whole) else { return };
        let length = match needle.find(whole) {
            Some(at) => memrchr(b'\n', &whole[..at]).map_or(0, |newline| newline + 1),
            None => whole.len(),
        };
        self.given += memchr_iter(b'\n', &whole[..length]).count() as u64;
        self.unread.start += length;
    }

    /// What stands there, until the next line is asked for.
    pub(super) fn at(&self, line: Range<usize>) -> &[u8] {
        &self.buffer[line]
    }

    /// As `advance`, where nothing is known of the next line.
    #[cold]
    fn advance_slowly(&mut self) -> Result<Option<Range<usize>>, Error> {
        let line = self.find_line();
        self.survey();
        line
    }

    /// Sees how far what is unread are whole lines that are not too long, as all of them together are not, and that
    /// begin before the limit.
    fn survey(&mut self) {
        let Range { start, end } = self.unread.clone();
        let left = usize::try_from(self.limit.saturating_sub(self.here())).unwrap_or(usize::MAX);
        let unread = &self.buffer[start..end][..(end - start).min(left).min(self.longest)];
        self.whole = start + memrchr(b'\n', unread).map_or(0, |newline| newline + 1);
    }

    /// Finds the next line, and reads on for it where that is needed.
    fn find_line(&mut self) -> Result<Option<Range<usize>>, Error> {
        let mut searched = 0;
        while self.state != State::Over {
            if self.state == State::Ahead {
                self.begin_part()?;
            }
            if self.here() >= self.limit {
                self.end_part()?;
                continue;
            }
            let unread = &self.buffer[self.unread.clone()];
            if let Some(length) = memchr(b'\n', &unread[searched..]) {
                return self.take(searched + length, 1).map(Some);
            }
            searched = unread.len();
            if searched > self.longest.saturating_add(1) {
                return Err(self.skip_line()?.into());
            }
            if self.fill()? > 0 {
                continue;
            }
            if self.reading.is_waiting() {
                return Ok(None);
            }
            if searched > 0 {
                return self.take(searched, 0).map(Some);
            }
            self.end_part()?;
        }
        Ok(None)
    }

    /// Goes behind the next line, which is so long with what ends it.
    #[inline]
    fn pass_line(&mut self, length: usize) {
        self.last = self.here();
        self.given += 1;
        self.unread.start += length;
    }

    /// Gives out a line of so many bytes and what ends it.
    fn take(&mut self, length: usize, end: usize) -> Result<Range<usize>, Error> {
        let from = self.unread.start;
        self.pass_line(length + end);
        let line = &self.buffer[from..from + length];
        let length = if end > 0 { without_return(line) } else { length };
        if length > self.longest { Err(self.too_long(from..from + length).into()) } else { Ok(from..from + length) }
    }

    /// Passes over a line that is too long to be held.
    fn skip_line(&mut self) -> Result<BadRecord, Error> {
        let known = self.unread.clone();
        self.pass_line(known.len());
        let bad = self.too_long(known);
        loop {
            self.unread.start = self.unread.end;
            if self.fill()? == 0 && !self.reading.is_waiting() {
                return Ok(bad);
            }
            if let Some(length) = memchr(b'\n', &self.buffer[self.unread.clone()]) {
                self.unread.start += length + 1;
                return Ok(bad);
            }
        }
    }

    fn too_long(&self, known: Range<usize>) -> BadRecord {
        let cause = format!("the line is longer than the {} bytes that `Lines::longest` allows", self.longest);
        BadRecord::new(self.place(), "lines", cause, &self.buffer[known])
    }

    /// Reads on behind what is unread; 0 at the end of the part.
    fn fill(&mut self) -> Result<usize, Error> {
        self.forget();
        if self.unread.end == self.buffer.len() {
            let enough = self.longest.saturating_add(2).max(BUFFER);
            self.buffer.resize((self.buffer.len() * 2).min(enough), 0);
        }
        let read = self.reading.read(&mut self.buffer[self.unread.end..]).inspect_err(|_| self.state = State::Over)?;
        self.unread.end += read;
        Ok(read)
    }

    /// Makes room for more in the place of what was given out.
    fn forget(&mut self) {
        let Range { start, end } = self.unread.clone();
        self.reading.used(&self.buffer[..start]);
        self.buffer.copy_within(start..end, 0);
        self.base += start as u64;
        (self.unread, self.whole) = (0..end - start, self.whole.saturating_sub(start));
    }

    /// Goes to the first line of the part that counts.
    fn begin_part(&mut self) -> Result<(), Error> {
        (self.state, self.unread, self.whole) = (State::Within, 0..0, 0);
        (self.base, self.limit, self.given, self.counted) = (0, u64::MAX, 0, true);
        let Some((from, to)) = self.reading.range() else { return Ok(()) };
        self.limit = to;
        if from == 0 {
            return Ok(());
        }
        // The byte before tells whether a line begins here.
        self.reading.skip_to(from - 1).inspect_err(|_| self.state = State::Over)?;
        (self.base, self.counted) = (from - 1, false);
        self.skip_line().map(drop)
    }

    fn end_part(&mut self) -> Result<(), Error> {
        self.state = State::Over;
        if self.reading.next_part()? {
            self.state = State::Ahead;
        }
        Ok(())
    }

    /// The number of the last line that was given, where that is known.
    fn line(&self) -> Option<u64> {
        self.counted.then_some(self.given)
    }

    /// Where in the part the next line begins.
    #[inline]
    fn here(&self) -> u64 {
        self.base + self.unread.start as u64
    }
}

/// How long a line is without the `\r` that stands before its `\n`.
#[inline]
fn without_return(line: &[u8]) -> usize {
    line.strip_suffix(b"\r").unwrap_or(line).len()
}

impl Iterator for Lines {
    type Item = Result<Vec<u8>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(self.lend()?.map(<[u8]>::to_vec))
    }
}

impl Source for Lines {
    type Record = Vec<u8>;
    type Position = LinePosition;

    fn mark(&mut self) -> Result<LinePosition, Error> {
        if self.state == State::Ahead {
            self.begin_part()?;
        }
        self.forget();
        Ok(LinePosition { offset: self.reading.offset(self.here())?, line: self.line() })
    }

    fn resume(&mut self, position: LinePosition) -> Result<(), Error> {
        self.reading.resume(&position.offset)?;
        self.limit = self.reading.range().map_or(u64::MAX, |(_, to)| to);
        (self.state, self.unread, self.whole) = (State::Within, 0..0, 0);
        (self.base, self.given) = (position.offset.byte(), position.line.unwrap_or(0));
        self.counted = position.line.is_some();
        Ok(())
    }

    fn place(&self) -> Place {
        Place { byte: Some(self.last), line: self.line(), ..Place::of(self.reading.name()) }
    }

    fn ended(&self) -> bool {
        self.state == State::Over
    }

    fn progress(&self) -> Progress {
        self.reading.progress()
    }
}

impl Lend for Lines {
    type Lent = [u8];

    #[inline]
    fn lend(&mut self) -> Option<Result<&[u8], Error>> {
        match self.advance() {
            Ok(Some(line)) => Some(Ok(&self.buffer[line])),
            Ok(None) => None,
            Err(error) => Some(Err(error)),
        }
    }
}
