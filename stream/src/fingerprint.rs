//! By what a file is known again that was read or written before.

use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

/// How much of each end is looked at.
const WINDOW: u64 = 4096;

/// Of the first `length` bytes of a file, the checksums of both ends.
///
/// It costs the same for a file of any size, so it notices a file that is another, shorter, or changed at either end of
/// what was read, and not a byte that was changed in between.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Fingerprint {
    pub(crate) length: u64,
    head: u32,
    tail: u32,
}

impl Fingerprint {
    /// Of the first `length` bytes of `file`, whose cursor moves.
    ///
    /// # Errors
    ///
    /// What reading gives, `UnexpectedEof` for a file that is shorter.
    pub(crate) fn of(file: &mut File, length: u64) -> io::Result<Self> {
        let window = length.min(WINDOW);
        Ok(Self { length, head: checksum(file, 0, window)?, tail: checksum(file, length - window, window)? })
    }

    /// In which way `file` is not the one that this was made of.
    ///
    /// # Errors
    ///
    /// What reading gives.
    pub(crate) fn differs(&self, file: &mut File) -> io::Result<Option<String>> {
        let length = file.metadata()?.len();
        if length < self.length {
            return Ok(Some(format!("it has {length} bytes, and had {} at the last checkpoint", self.length)));
        }
        let same = Self::of(file, self.length)? == *self;
        Ok((!same).then(|| format!("its first {} bytes are not those of the last checkpoint", self.length)))
    }
}

fn checksum(file: &mut File, from: u64, length: u64) -> io::Result<u32> {
    let mut bytes = vec![0; usize::try_from(length).unwrap_or(usize::MAX)];
    file.seek(SeekFrom::Start(from))?;
    file.read_exact(&mut bytes)?;
    Ok(crc32fast::hash(&bytes))
}
