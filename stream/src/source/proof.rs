//! Evidence that what is read again is what was read before.

use crc32fast::Hasher;
use serde::{Deserialize, Serialize};

/// The checksum of what was used of a stretch that cannot be looked at without reading it again: a member of a
/// compressed file, or what is not a file.
///
/// A member that is corrupt may give bytes that it never contained before its own checksum shows that. Once it is
/// mended it gives others, and a job that has used the wrong ones must not go on.
#[derive(Debug, Clone)]
pub(super) struct Proof {
    /// Where the stretch begins, and how far it was used.
    start: u64,
    here: u64,
    hasher: Hasher,
}

/// What a [`Proof`] has come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Sum {
    start: u64,
    checksum: u32,
}

impl Proof {
    /// Of a stretch that begins here.
    pub(super) fn new(start: u64) -> Self {
        Self { start, here: start, hasher: Hasher::new() }
    }

    pub(super) fn here(&self) -> u64 {
        self.here
    }

    pub(super) fn start(&self) -> u64 {
        self.start
    }

    /// Adds what was used next.
    pub(super) fn add(&mut self, bytes: &[u8]) {
        self.hasher.update(bytes);
        self.here += bytes.len() as u64;
    }

    pub(super) fn sum(&self) -> Sum {
        Sum { start: self.start, checksum: self.hasher.clone().finalize() }
    }
}
