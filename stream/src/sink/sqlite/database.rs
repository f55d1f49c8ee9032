//! The database that the tables of a job share, and where its checkpoint is kept.

use crate::disk::waiting;
use crate::{Cause, Error, Kind, Store};
use rusqlite::{Connection, OptionalExtension as _, params};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A database, opened when it is first used. Its clones are one connection, and one transaction.
#[derive(Debug, Clone)]
pub(super) struct Database(Arc<Mutex<Shared>>);

#[derive(Debug)]
struct Shared {
    path: PathBuf,
    connection: Option<Connection>,
    /// Whether rows have been written since the last commit.
    begun: bool,
    /// The checkpoint that was loaded or saved last; `None` before anything was.
    last: Option<Vec<u8>>,
}

impl Database {
    pub(super) fn new(path: &Path) -> Self {
        Self(Arc::new(Mutex::new(Shared { path: path.to_owned(), connection: None, begun: false, last: None })))
    }

    pub(super) fn name(&self) -> String {
        self.shared().path.display().to_string()
    }

    /// The connection, which is held as long as the answer lives.
    pub(super) fn connection(&self) -> Result<Held<'_>, Cause> {
        let mut shared = self.shared();
        if shared.connection.is_none() {
            let connection = Connection::open(&shared.path)?;
            connection.pragma_update(None, "journal_mode", "wal")?;
            connection.pragma_update(None, "synchronous", "full")?;
            shared.connection = Some(connection);
        }
        Ok(Held(shared))
    }

    /// The connection, in a transaction.
    pub(super) fn begin(&self) -> Result<Held<'_>, Cause> {
        let mut connection = self.connection()?;
        if connection.is_autocommit() {
            if connection.0.begun {
                // A full disk, or a trigger, ends the transaction by itself; to go on would be to lose its rows.
                return Err("an error before has undone the rows since the last checkpoint: run the job again".into());
            }
            connection.execute_batch("BEGIN IMMEDIATE")?;
            connection.0.begun = true;
        }
        Ok(connection)
    }

    pub(super) fn roll_back(&self) -> Result<(), Cause> {
        let mut connection = self.connection()?;
        if !connection.is_autocommit() {
            connection.execute_batch("ROLLBACK")?;
        }
        connection.0.begun = false;
        Ok(())
    }

    fn shared(&self) -> MutexGuard<'_, Shared> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn read(connection: &Connection, job: &str) -> rusqlite::Result<Option<Vec<u8>>> {
        let exists = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'antiphon_checkpoint'";
        if connection.query_row(exists, (), |_| Ok(())).optional()?.is_none() {
            return Ok(None);
        }
        let select = "SELECT checkpoint FROM antiphon_checkpoint WHERE job = ?1";
        connection.query_row(select, [job], |row| row.get(0)).optional()
    }

    /// Adds the checkpoint to the transaction, and ends it; whether the one before was the one that is known.
    fn commit(&self, job: &str, checkpoint: &[u8]) -> Result<bool, Cause> {
        let mut connection = self.begin()?;
        connection.execute_batch(
            "CREATE TABLE IF NOT EXISTS antiphon_checkpoint (job TEXT PRIMARY KEY, checkpoint BLOB NOT NULL)",
        )?;
        if Self::read(&connection, job)? != connection.0.last {
            return Ok(false);
        }
        connection.execute("INSERT OR REPLACE INTO antiphon_checkpoint VALUES (?1, ?2)", params![job, checkpoint])?;
        waiting(|| connection.execute_batch("COMMIT"))?;
        connection.0.begun = false;
        connection.0.last = Some(checkpoint.to_vec());
        Ok(true)
    }
}

impl Store for Database {
    fn name(&self) -> String {
        Self::name(self)
    }

    fn load(&mut self, job: &str) -> Result<Option<Vec<u8>>, Error> {
        let failed = |cause| {
            Error::failure(Kind::Checkpoint, format!("cannot read the checkpoint in {}", self.name()), Some(cause))
        };
        let found = self.connection().and_then(|connection| Ok(Self::read(&connection, job)?)).map_err(failed)?;
        self.shared().last.clone_from(&found);
        Ok(found)
    }

    fn save(&mut self, job: &str, checkpoint: &[u8]) -> Result<(), Error> {
        let failed = |cause| {
            Error::failure(Kind::Checkpoint, format!("cannot write the checkpoint to {}", self.name()), Some(cause))
        };
        if self.commit(job, checkpoint).map_err(failed)? {
            return Ok(());
        }
        let text =
            format!("the checkpoint in {} was written by another process: is this job running twice?", self.name());
        Err(Error::refused(Kind::Checkpoint, text))
    }
}

/// The connection while nobody else has it.
pub(super) struct Held<'a>(MutexGuard<'a, Shared>);

impl std::ops::Deref for Held<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        self.0.connection.as_ref().expect("it was opened before it was handed out")
    }
}
