//! A file that is written at its end only, and cut back.

use crate::disk::{sync_folder, waiting};
use crate::fingerprint::Fingerprint;
use crate::{Error, Kind};
use serde::{Deserialize, Serialize};
use std::fs::{File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// How much is written at once.
const BUFFER: usize = 64 * 1024;

/// How much a file holds, and by what it is known again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileMark(Fingerprint);

#[derive(Debug)]
pub(super) struct Appended {
    path: PathBuf,
    /// `None` until it is opened.
    file: Option<File>,
    buffer: Vec<u8>,
    /// What is in the file already.
    written: u64,
    /// Whether something could not be written, so that what is in the file is not to be relied on.
    broken: bool,
}

impl Appended {
    pub(super) fn new(path: &Path) -> Self {
        Self { path: path.to_owned(), file: None, buffer: Vec::with_capacity(BUFFER), written: 0, broken: false }
    }

    pub(super) fn length(&self) -> u64 {
        self.written + self.buffer.len() as u64
    }

    /// Puts into the file what `record` appends to the buffer; nothing, if it fails.
    pub(super) fn append<E>(&mut self, record: impl FnOnce(&mut Vec<u8>) -> Result<(), E>) -> Result<(), Error>
    where
        E: Into<crate::Cause>,
    {
        let before = self.buffer.len();
        if let Err(error) = record(&mut self.buffer) {
            self.buffer.truncate(before);
            return Err(Error::output(format!("cannot write a record to {}", self.path.display()), error));
        }
        if self.buffer.len() >= BUFFER {
            self.flush().map_err(|error| Error::writing(&self.path, error))
        } else {
            Ok(())
        }
    }

    pub(super) fn mark(&mut self) -> Result<FileMark, Error> {
        self.make_durable().map(FileMark).map_err(|error| Error::writing(&self.path, error))
    }

    fn make_durable(&mut self) -> io::Result<Fingerprint> {
        self.flush()?;
        let length = self.written;
        let file = self.opened()?;
        waiting(|| file.sync_data())?;
        let print = Fingerprint::of(file, length)?;
        file.seek(SeekFrom::Start(length))?;
        Ok(print)
    }

    pub(super) fn cut_back(&mut self, mark: Option<FileMark>) -> Result<(), Error> {
        let reopened = self.reopen(mark);
        reopened.map_err(|error| Error::writing(&self.path, error))?
    }

    fn reopen(&mut self, mark: Option<FileMark>) -> io::Result<Result<(), Error>> {
        let refuse = |why: String| {
            let text = format!("{} cannot be gone on with, and is left as it is: {why}", self.path.display());
            Ok(Err(Error::refused(Kind::Output, text)))
        };
        let create = mark.is_none();
        let mut file = OpenOptions::new().read(true).write(true).create(create).truncate(false).open(&self.path)?;
        if file.try_lock().is_err() {
            return refuse("it is being written already, by another process or by a sink of this one".to_owned());
        }
        let length = match mark {
            Some(FileMark(print)) => {
                if let Some(how) = print.differs(&mut file)? {
                    return refuse(how);
                }
                print.length
            }
            None if file.metadata()?.len() > 0 => {
                return refuse("it is not empty, and there is no checkpoint that says what it holds".to_owned());
            }
            None => 0,
        };
        file.set_len(length)?;
        file.seek(SeekFrom::Start(length))?;
        sync_folder(&self.path)?;
        self.buffer.clear();
        (self.file, self.written, self.broken) = (Some(file), length, false);
        Ok(Ok(()))
    }

    /// The file; an empty one, where nobody has cut it back before.
    fn opened(&mut self) -> io::Result<&mut File> {
        if self.file.is_none() {
            self.cut_back_unused()?;
        }
        self.file.as_mut().ok_or_else(|| io::Error::other("it could not be opened"))
    }

    fn cut_back_unused(&mut self) -> io::Result<()> {
        let buffer = std::mem::take(&mut self.buffer);
        self.reopen(None)?.map_err(io::Error::other)?;
        self.buffer = buffer;
        Ok(())
    }
}

impl Write for Appended {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.buffer.extend_from_slice(bytes);
        if self.buffer.len() >= BUFFER {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.broken {
            return Err(io::Error::other(
                "it could not be written before: run the job again to go on from its checkpoint",
            ));
        }
        let buffer = std::mem::take(&mut self.buffer);
        let result = self.opened().and_then(|file| file.write_all(&buffer));
        self.broken = result.is_err();
        self.written += buffer.len() as u64;
        self.buffer = buffer;
        self.buffer.clear();
        result
    }
}
