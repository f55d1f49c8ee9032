//! An input that is being read, one part after the other.

use super::Progress;
use super::decode::{Decoder, Member, Reader};
use super::followed::{Followed, State};
use super::input::{Input, Origin, Part};
use super::proof::{Proof, Sum};
use crate::fingerprint::Fingerprint;
use crate::{Error, Kind};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;

/// A place in an input: which part, how many bytes of it after decompression, and by what the part is known again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offset {
    part: usize,
    byte: u64,
    member: Option<Member>,
    /// Of the bytes that had been read of the file; none of what is not a file.
    seen: Option<Fingerprint>,
    /// Of what was given out of the member, or of what is not a file.
    sum: Option<Sum>,
}

impl Offset {
    pub(super) fn byte(&self) -> u64 {
        self.byte
    }
}

pub(super) struct Reading {
    input: Input,
    part: usize,
    /// `None` until the part is opened.
    decoder: Option<Decoder>,
    /// How many bytes of the part have been given out.
    given: u64,
    proof: Proof,
    /// The bytes on the disk of each part, where that is known.
    lengths: Vec<Option<u64>>,
}

impl Reading {
    pub(super) fn new(input: Input) -> Self {
        let lengths = input.parts.iter().map(Part::length).collect();
        Self { input, part: 0, decoder: None, given: 0, proof: Proof::new(0), lengths }
    }

    pub(super) fn name(&self) -> Arc<str> {
        self.current().map_or_else(|| "no input".into(), |part| part.name.clone())
    }

    /// The bytes of the part in which a line must begin to count.
    pub(super) fn range(&self) -> Option<(u64, u64)> {
        self.current().and_then(|part| part.range)
    }

    /// Reads on in the part; 0 at its end.
    pub(super) fn read(&mut self, buffer: &mut [u8]) -> Result<usize, Error> {
        if self.current().is_none() {
            return Ok(0);
        }
        self.open()?;
        let given = self.given;
        let failed = |error, name| Error::input(format!("cannot read {name} behind byte {given}"), error);
        let Some(decoder) = &mut self.decoder else { return Ok(0) };
        loop {
            match decoder.read(buffer) {
                Ok(read) => {
                    self.given += read as u64;
                    return Ok(read);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(failed(error, self.name())),
            }
        }
    }

    /// Takes note of what was used of what was given out, in order and without gaps: a position is saved behind it.
    pub(super) fn used(&mut self, mut bytes: &[u8]) {
        if !self.is_reader() && !matches!(self.decoder, Some(Decoder::Compressed(_))) {
            return;
        }
        while !bytes.is_empty() {
            self.enter_member();
            let next = self.decoder.as_ref().and_then(Decoder::next_member);
            let room = next.and_then(|next| usize::try_from(next - self.proof.here()).ok());
            let (used, rest) = bytes.split_at(bytes.len().min(room.unwrap_or(usize::MAX)));
            self.proof.add(used);
            bytes = rest;
        }
    }

    /// Begins another proof where a member begins; the one before has proved itself with its own checksum.
    fn enter_member(&mut self) -> Option<Member> {
        let here = self.proof.here();
        let member = self.decoder.as_mut()?.member(here)?;
        if member.decompressed != self.proof.start() {
            self.proof = Proof::new(here);
        }
        Some(member)
    }

    /// Whether the end of what was read is not the end of the part: more may come.
    pub(super) fn is_waiting(&self) -> bool {
        matches!(&self.decoder, Some(Decoder::Log(log)) if log.state() != State::PutAside)
    }

    /// Says, to a source that has to know where its records end, that a log does not tell.
    pub(super) fn refuse_log(&self) -> Result<(), Error> {
        match self.current() {
            Some(Part { origin: Origin::Log(_), name, .. }) => {
                let text = format!("{name} is a log that grows, which can be read as lines only");
                Err(Error::refused(Kind::Input, text))
            }
            _ => Ok(()),
        }
    }

    /// Goes on to the next part, if there is one.
    pub(super) fn next_part(&mut self) -> Result<bool, Error> {
        if let Some(Decoder::Log(log)) = &mut self.decoder {
            log.next_file().map_err(|error| Error::input(format!("cannot read {}", self.name()), error))?;
            self.given = 0;
            return Ok(true);
        }
        let more = self.part + 1 < self.input.parts.len();
        if more {
            self.part += 1;
            self.begin();
        }
        Ok(more)
    }

    /// Goes to a byte of a part that is a plain file.
    pub(super) fn skip_to(&mut self, byte: u64) -> Result<(), Error> {
        let Some(Part { origin: Origin::File(path), .. }) = self.current() else { return self.discard(byte) };
        let reader = at(path, byte).map_err(|error| Error::reading(path, error))?;
        self.decoder = Some(Decoder::plain_at(reader, byte));
        self.given = byte;
        Ok(())
    }

    /// What it takes to come back to this byte of the part, up to which everything has been [`used`](Self::used).
    pub(super) fn offset(&mut self, byte: u64) -> Result<Offset, Error> {
        if self.current().is_some() {
            self.open()?;
        }
        let part = self.part;
        let member = self.enter_member();
        let once = member.is_some() || self.is_reader();
        let sum = once.then(|| self.proof.sum());
        // Of a member that is not used up, the file is no evidence before it is read again.
        let taken = member.map_or(byte, |member| member.compressed);
        let seen = match (self.current().map(|part| &part.origin), &self.decoder) {
            (Some(Origin::File(path)), _) => {
                Some(File::open(path).and_then(|mut file| Fingerprint::of(&mut file, taken)))
            }
            (_, Some(Decoder::Log(log))) => Some(log.fingerprint(taken)),
            _ => None,
        };
        let seen = seen.transpose().map_err(|error| Error::input(format!("cannot read {}", self.name()), error))?;
        Ok(Offset { part, byte, member, seen, sum })
    }

    /// Goes to an offset, if the part is still the one that it is of.
    pub(super) fn resume(&mut self, offset: &Offset) -> Result<(), Error> {
        if offset.part > 0 && offset.part >= self.input.parts.len() {
            let had = offset.part + 1;
            let text =
                format!("the input has {} files, and had {had} or more at the checkpoint", self.input.parts.len());
            return Err(Error::refused(Kind::Input, text));
        }
        if self.is_reader() && self.part == offset.part && self.given <= offset.byte && self.given == self.proof.here()
        {
            return self.read_again(offset);
        }
        self.part = offset.part;
        self.begin();
        let Some(part) = self.current() else { return Ok(()) };
        if let (Origin::Log(path), Some(seen)) = (&part.origin, &offset.seen) {
            let mut log = Followed::new(path);
            log.resume(seen).map_err(|error| Error::reading(path, error))?;
            self.decoder = Some(Decoder::Log(log));
            self.given = offset.byte;
            return Ok(());
        }
        if let (Origin::File(path), Some(seen)) = (&part.origin, &offset.seen) {
            let reader = known_again(path, seen, offset).map_err(|error| Error::reading(path, error))??;
            let (decoder, given) = match offset.member {
                Some(member) => (Decoder::member_at(reader, member), member.decompressed),
                None => (Ok(Decoder::plain_at(reader, offset.byte)), offset.byte),
            };
            self.decoder = Some(decoder.map_err(|error| Error::reading(path, error))?);
            self.given = given;
            self.proof = Proof::new(given);
        }
        self.read_again(offset)
    }

    /// Goes to the beginning of a part.
    fn begin(&mut self) {
        (self.decoder, self.given, self.proof) = (None, 0, Proof::new(0));
    }

    /// Reads on to an offset, if what stands before it is what it was.
    fn read_again(&mut self, offset: &Offset) -> Result<(), Error> {
        self.discard(offset.byte)?;
        if offset.sum.as_ref().is_some_and(|sum| self.proof.sum() != *sum) {
            let (name, byte) = (self.name(), offset.byte);
            let text = format!(
                "{name} is not what was read before: its first {byte} bytes are not those of the last checkpoint"
            );
            return Err(Error::refused(Kind::Input, text));
        }
        Ok(())
    }

    /// Reads on to a byte of the part.
    fn discard(&mut self, byte: u64) -> Result<(), Error> {
        let mut buffer = vec![0; 64 * 1024];
        while self.given < byte {
            let wanted = usize::try_from(byte - self.given).unwrap_or(usize::MAX).min(buffer.len());
            let read = self.read(&mut buffer[..wanted])?;
            self.used(&buffer[..read]);
            if read == 0 {
                let (name, given) = (self.name(), self.given);
                let text =
                    format!("{name} has been truncated: it ends at byte {given}, and had been read to byte {byte}");
                return Err(Error::refused(Kind::Input, text));
            }
        }
        Ok(())
    }

    pub(super) fn progress(&self) -> Progress {
        let sizes = || {
            self.input.parts.iter().zip(&self.lengths).map(|(part, length)| match part.range {
                Some((from, to)) => Some(to - from),
                None => *length,
            })
        };
        let begin = self.range().map_or(0, |(from, _)| from);
        let taken = self.decoder.as_ref().map_or(0, Decoder::taken).saturating_sub(begin);
        let done = taken + sizes().take(self.part).flatten().sum::<u64>();
        Progress { done, total: sizes().sum() }
    }

    /// Whether it is what can be read only once.
    fn is_reader(&self) -> bool {
        matches!(self.current(), Some(Part { origin: Origin::Reader(_), .. }))
    }

    fn current(&self) -> Option<&Part> {
        self.input.parts.get(self.part)
    }

    fn open(&mut self) -> Result<(), Error> {
        let Some(part) = self.input.parts.get_mut(self.part).filter(|_| self.decoder.is_none()) else { return Ok(()) };
        let opened = match &mut part.origin {
            Origin::File(path) => File::open(path).and_then(|file| Decoder::new(Box::new(file))),
            Origin::Log(path) => Ok(Decoder::Log(Followed::new(path))),
            Origin::Reader(reader) => reader
                .take()
                .ok_or_else(|| io::Error::other("it is not a file, and can be read only once"))
                .and_then(Decoder::new),
        };
        self.decoder = Some(opened.map_err(|error| Error::input(format!("cannot read {}", part.name), error))?);
        Ok(())
    }
}

impl fmt::Debug for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reading").field("input", &self.input).field("given", &self.given).finish_non_exhaustive()
    }
}

impl Part {
    fn length(&self) -> Option<u64> {
        match &self.origin {
            Origin::File(path) => path.metadata().ok().map(|metadata| metadata.len()),
            Origin::Reader(_) | Origin::Log(_) => None,
        }
    }
}

fn at(path: &Path, byte: u64) -> io::Result<Reader> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(byte))?;
    Ok(Box::new(file))
}

/// The file, at the offset or the member in which that lies, if it is still the same.
fn known_again(path: &Path, seen: &Fingerprint, offset: &Offset) -> io::Result<Result<Reader, Error>> {
    if let Some(how) = seen.differs(&mut File::open(path)?)? {
        let text = format!("{} is not the file that was read before: {how}", path.display());
        return Ok(Err(Error::refused(Kind::Input, text)));
    }
    at(path, offset.member.map_or(offset.byte, |member| member.compressed)).map(Ok)
}
