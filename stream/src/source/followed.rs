//! A log that grows, and is put aside and begun anew.

use crate::fingerprint::Fingerprint;
use same_file::Handle;
use std::fs::{self, File, Metadata};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

/// How often a log that has nothing new is looked at, and for how long until the reader is told so.
const GLANCE: Duration = Duration::from_millis(20);
const PATIENCE: Duration = Duration::from_millis(200);

/// A log under a name, and the file that is read, which may have been put aside under another name meanwhile.
///
/// Put aside, a file has the name of the log and behind it a number or a date: `log.1`, `log-20261121`. It is read to
/// its end, then those that were put aside after it, then the one that has the name of the log.
#[derive(Debug)]
pub(super) struct Followed {
    path: PathBuf,
    /// `None` until there is a file.
    file: Option<File>,
    given: u64,
    state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Growing,
    /// Nothing has come for a while.
    Waiting,
    /// The file is read to its end, and another has taken its place.
    PutAside,
}

impl Followed {
    pub(super) fn new(path: &Path) -> Self {
        Self { path: path.to_owned(), file: None, given: 0, state: State::Growing }
    }

    pub(super) fn given(&self) -> u64 {
        self.given
    }

    pub(super) fn state(&self) -> State {
        self.state
    }

    /// Goes on with the file that came after the one that was put aside.
    pub(super) fn next_file(&mut self) -> io::Result<()> {
        let Some(file) = &self.file else { return Ok(()) };
        let (now, read) = (modified(&file.metadata()?), Handle::from_file(file.try_clone()?)?);
        let mut later = Vec::new();
        for path in self.put_aside()? {
            if Handle::from_path(&path)? != read {
                later.push((modified(&path.metadata()?), path));
            }
        }
        later.retain(|(modified, _)| *modified > now);
        let next = later.into_iter().min().map_or_else(|| self.path.clone(), |(_, path)| path);
        (self.file, self.given, self.state) = (open(&next)?, 0, State::Growing);
        Ok(())
    }

    /// Goes to a byte of the file that begins as this says, wherever it has been put.
    pub(super) fn resume(&mut self, seen: &Fingerprint) -> io::Result<()> {
        let mut candidates = vec![self.path.clone()];
        candidates.extend(self.put_aside()?);
        for path in candidates.iter().filter(|path| path.exists()) {
            let mut file = File::open(path)?;
            if seen.differs(&mut file)?.is_none() {
                file.seek(SeekFrom::Start(seen.length))?;
                (self.file, self.given, self.state) = (Some(file), seen.length, State::Growing);
                return Ok(());
            }
        }
        if seen.length == 0 {
            return Ok(());
        }
        let text = "it is not the log that was read before, and neither is a file that was put aside under its name \
                    and a number; what stood in that behind the checkpoint cannot be read any more";
        Err(io::Error::other(text))
    }

    pub(super) fn fingerprint(&self, length: u64) -> io::Result<Fingerprint> {
        let Some(file) = &self.file else { return Ok(Fingerprint::default()) };
        // The cursor is shared with the file that is read, and is put back.
        let mut file = file.try_clone()?;
        let here = file.stream_position()?;
        let print = Fingerprint::of(&mut file, length);
        file.seek(SeekFrom::Start(here))?;
        print
    }

    /// The files that have the name of the log and a number or a date behind it.
    fn put_aside(&self) -> io::Result<Vec<PathBuf>> {
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let name = self.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut found = Vec::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let other = entry.file_name().to_string_lossy().into_owned();
            let number = other.strip_prefix(&name).and_then(|rest| rest.strip_prefix(['.', '-']));
            if number.is_some_and(|number| number.chars().all(|c| c.is_ascii_digit() || c == '-')) {
                found.push(entry.path());
            }
        }
        Ok(found)
    }

    /// Whether the file under the name of the log is another one, or was cut.
    fn has_been_put_aside(&self, file: &File) -> io::Result<bool> {
        if file.metadata()?.len() < self.given {
            return Ok(true);
        }
        match Handle::from_path(&self.path) {
            Ok(there) => Ok(there != Handle::from_file(file.try_clone()?)?),
            // Between two files there may be none.
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// What has come since; 0 if it is nothing.
    fn glance(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.file.is_none() {
            self.file = open(&self.path)?;
        }
        let Some(mut file) = self.file.as_ref() else { return Ok(0) };
        let read = file.read(buffer)?;
        self.given += read as u64;
        Ok(read)
    }
}

impl Read for Followed {
    /// Answers 0 where nothing has come for a while, and at the end of a file that was put aside: the state tells
    /// which.
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut waited = Duration::ZERO;
        loop {
            // Asked before the last look, so that what was written just before it was put aside is not missed.
            let put_aside = match &self.file {
                Some(file) => self.has_been_put_aside(file)?,
                None => false,
            };
            let read = self.glance(buffer)?;
            self.state = match read {
                0 if put_aside => State::PutAside,
                0 if waited >= PATIENCE => State::Waiting,
                _ => State::Growing,
            };
            if read > 0 || self.state != State::Growing {
                return Ok(read);
            }
            thread::sleep(GLANCE);
            waited += GLANCE;
        }
    }
}

/// The file, if there is one yet.
fn open(path: &Path) -> io::Result<Option<File>> {
    match File::open(path) {
        Ok(file) => Ok(Some(file)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn modified(metadata: &Metadata) -> SystemTime {
    metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH)
}
