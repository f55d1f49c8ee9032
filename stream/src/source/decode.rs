//! Plain, gzip and zstd, told apart by their first bytes.

use super::followed::Followed;
use flate2::bufread::GzDecoder;
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Read};
use zstd::stream::read::Decoder as ZstdDecoder;

pub(super) type Reader = Box<dyn Read + Send>;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Plain,
    Gzip,
    Zstd,
}

impl Format {
    /// The format of what begins here, and the bytes that it took to tell.
    pub(super) fn of(reader: &mut impl Read) -> io::Result<(Self, Vec<u8>)> {
        let mut head = Vec::with_capacity(4);
        reader.take(4).read_to_end(&mut head)?;
        let format = match head[..] {
            [0x1f, 0x8b, ..] => Self::Gzip,
            [0x28, 0xb5, 0x2f, 0xfd] => Self::Zstd,
            _ => Self::Plain,
        };
        Ok((format, head))
    }
}

/// Where a member of a compressed file begins. A gzip file may have many, a zstd file calls them frames, and each can
/// be decompressed without those before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Member {
    pub(super) compressed: u64,
    pub(super) decompressed: u64,
}

/// A reader of what a file contains once it is decompressed.
pub(super) enum Decoder {
    Plain { reader: Reader, taken: u64 },
    Log(Followed),
    Compressed(Box<Members>),
}

impl Decoder {
    /// From the beginning.
    pub(super) fn new(mut reader: Reader) -> io::Result<Self> {
        let (format, head) = Format::of(&mut reader)?;
        let reader = Box::new(io::Cursor::new(head).chain(reader));
        match format {
            Format::Plain => Ok(Self::plain_at(reader, 0)),
            _ => Members::decoder(format, reader, Member { compressed: 0, decompressed: 0 }),
        }
    }

    /// A plain file whose cursor stands at `offset`.
    pub(super) fn plain_at(reader: Reader, offset: u64) -> Self {
        Self::Plain { reader, taken: offset }
    }

    /// A compressed file whose cursor stands at the beginning of a member.
    pub(super) fn member_at(mut reader: Reader, start: Member) -> io::Result<Self> {
        let (format, head) = Format::of(&mut reader)?;
        Members::decoder(format, Box::new(io::Cursor::new(head).chain(reader)), start)
    }

    /// How many bytes have been taken from the file.
    pub(super) fn taken(&self) -> u64 {
        match self {
            Self::Plain { taken, .. } => *taken,
            Self::Log(log) => log.given(),
            Self::Compressed(members) => members.taken(),
        }
    }

    /// The member in which this offset lies; none in a plain file. Those before it are forgotten.
    pub(super) fn member(&mut self, offset: u64) -> Option<Member> {
        let Self::Compressed(members) = self else { return None };
        while members.starts.get(1).is_some_and(|next| next.decompressed <= offset) {
            members.starts.pop_front();
        }
        members.starts.front().copied()
    }

    /// Where the member behind the one that was asked for begins.
    pub(super) fn next_member(&self) -> Option<u64> {
        let Self::Compressed(members) = self else { return None };
        members.starts.get(1).map(|next| next.decompressed)
    }
}

impl Read for Decoder {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Plain { reader, taken } => {
                let read = reader.read(buffer)?;
                *taken += read as u64;
                Ok(read)
            }
            Self::Log(log) => log.read(buffer),
            Self::Compressed(members) => members.read(buffer),
        }
    }
}

/// The members of a compressed file, one after the other.
pub(super) struct Members {
    format: Format,
    /// `None` at the end.
    current: Option<Current>,
    /// Those that are read, or were and are not used up.
    starts: VecDeque<Member>,
    decompressed: u64,
    /// What was taken when the end was reached.
    length: u64,
}

enum Current {
    Gzip(GzDecoder<Counted>),
    Zstd(ZstdDecoder<'static, Counted>),
}

impl Members {
    fn decoder(format: Format, reader: Reader, start: Member) -> io::Result<Decoder> {
        let counted = Counted { reader: BufReader::with_capacity(32 * 1024, reader), taken: start.compressed };
        let mut members = Self {
            format,
            current: None,
            starts: VecDeque::new(),
            decompressed: start.decompressed,
            length: start.compressed,
        };
        members.begin(counted)?;
        Ok(Decoder::Compressed(Box::new(members)))
    }

    fn begin(&mut self, counted: Counted) -> io::Result<()> {
        self.starts.push_back(Member { compressed: counted.taken, decompressed: self.decompressed });
        self.current = Some(match self.format {
            Format::Zstd => Current::Zstd(ZstdDecoder::with_buffer(counted)?.single_frame()),
            _ => Current::Gzip(GzDecoder::new(counted)),
        });
        Ok(())
    }

    fn taken(&self) -> u64 {
        match &self.current {
            Some(Current::Gzip(decoder)) => decoder.get_ref().taken,
            Some(Current::Zstd(decoder)) => decoder.get_ref().taken,
            None => self.length,
        }
    }

    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = match &mut self.current {
                Some(Current::Gzip(decoder)) => decoder.read(buffer)?,
                Some(Current::Zstd(decoder)) => decoder.read(buffer)?,
                None => return Ok(0),
            };
            self.decompressed += read as u64;
            if read > 0 || buffer.is_empty() {
                return Ok(read);
            }
            let mut counted = match self.current.take() {
                Some(Current::Gzip(decoder)) => decoder.into_inner(),
                Some(Current::Zstd(decoder)) => decoder.finish(),
                None => return Ok(0),
            };
            if counted.fill_buf()?.is_empty() {
                self.length = counted.taken;
            } else {
                self.begin(counted)?;
            }
        }
    }
}

/// A buffered reader that counts what was taken from it.
struct Counted {
    reader: BufReader<Reader>,
    taken: u64,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.taken += read as u64;
        Ok(read)
    }
}

impl BufRead for Counted {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.reader.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.taken += amount as u64;
        self.reader.consume(amount);
    }
}
