//! Checkpoints in a file: written aside, synced, renamed, and two generations kept.

use super::{Checkpoint, Store};
use crate::disk::{sync_folder, waiting};
use crate::{Error, Kind};
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// The newest generation in the file itself, the one before in `<file>.previous`.
#[derive(Debug)]
pub(crate) struct CheckpointFile {
    path: PathBuf,
    previous: PathBuf,
    aside: PathBuf,
    /// What was loaded or saved last; `None` before anything was.
    last: Option<Vec<u8>>,
}

impl CheckpointFile {
    pub(crate) fn new(path: &Path) -> Self {
        let beside = |ending| {
            let mut name = OsString::from(path);
            name.push(ending);
            PathBuf::from(name)
        };
        Self { path: path.to_owned(), previous: beside(".previous"), aside: beside(".new"), last: None }
    }

    fn replace(&self, bytes: &[u8]) -> io::Result<()> {
        let mut file = File::create(&self.aside)?;
        file.write_all(bytes)?;
        waiting(|| file.sync_all())?;
        drop(file);
        // Between the two the newest generation is missing, and the one before is used, which is right as well.
        if self.path.exists() {
            fs::rename(&self.path, &self.previous)?;
        }
        fs::rename(&self.aside, &self.path)?;
        sync_folder(&self.path)
    }
}

impl Store for CheckpointFile {
    fn name(&self) -> String {
        self.path.display().to_string()
    }

    fn load(&mut self, _: &str) -> Result<Option<Vec<u8>>, Error> {
        let found = match read(&self.path)? {
            Some(newest) => Some(self.whole(newest)?),
            None => read(&self.previous)?,
        };
        self.last.clone_from(&found);
        Ok(found)
    }

    fn save(&mut self, _: &str, checkpoint: &[u8]) -> Result<(), Error> {
        if let Some(there) = read(&self.path)?
            && self.last.as_ref() != Some(&there)
        {
            let text =
                format!("the checkpoint {} was written by another process: is this job running twice?", self.name());
            return Err(Error::refused(Kind::Checkpoint, text));
        }
        self.replace(checkpoint).map_err(|error| {
            // It is not needed, and the disk may be full.
            let _ = fs::remove_file(&self.aside);
            Error::failure(Kind::Checkpoint, format!("cannot write the checkpoint {}", self.name()), Some(error.into()))
        })?;
        self.last = Some(checkpoint.to_vec());
        Ok(())
    }
}

impl CheckpointFile {
    /// Says of a newest generation that is not whole that there is one before.
    fn whole(&self, newest: Vec<u8>) -> Result<Vec<u8>, Error> {
        match Checkpoint::from_bytes(&newest) {
            Err(why) if read(&self.previous)?.is_some_and(|bytes| Checkpoint::from_bytes(&bytes).is_ok()) => {
                let text = format!(
                    "the checkpoint in {} cannot be used, and is left as it is: {why}; the one before is whole: \
                     move {} \
                     away to go on from {}",
                    self.name(),
                    self.name(),
                    self.previous.display()
                );
                Err(Error::refused(Kind::Checkpoint, text))
            }
            _ => Ok(newest),
        }
    }
}

fn read(path: &Path) -> Result<Option<Vec<u8>>, Error> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => {
            let text = format!("cannot read the checkpoint {}", path.display());
            Err(Error::failure(Kind::Checkpoint, text, Some(error.into())))
        }
    }
}
