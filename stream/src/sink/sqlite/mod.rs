//! A table of an SQLite database.

mod database;

use super::{Durable, Sink};
use crate::{Cause, Error, Kind, Store};
use database::Database;
use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{OptionalExtension as _, ToSql, params_from_iter};
use serde::Serialize;
use serde_rusqlite::{NamedParamSlice, to_params_named};
use std::path::Path;

/// A table of an SQLite database, a row for each record: a struct whose fields are numbers, texts, bytes, unit variants
/// or options of these.
///
/// The rows between two checkpoints are one transaction, and the checkpoint is saved in the same: rows and checkpoint
/// are there together or not at all, so that each record is there once. The job needs no other file for its checkpoint,
/// which is a row of the table `antiphon_checkpoint`.
///
/// The table is made of the first record if it does not exist: a column for each field, with the type of its value. One
/// that exists may have a key, defaults and more columns. The database is set to a write-ahead log, so that others can
/// read it meanwhile.
///
/// # Errors
///
/// A table that holds something before the job has begun is left as it is, and refused.
///
/// # Examples
///
/// ```
/// use antiphon_stream::{Error, Input, Job, Lend, Lines, Sink, Sqlite};
/// use serde::Serialize;
///
/// #[derive(Serialize)]
/// struct Word { line: u32, text: String }
///
/// # let folder = tempfile::tempdir()?;
/// # let path = folder.path().join("words.sqlite");
/// let lines = Lines::new(Input::reader("words", "antiphon\ncanon\n\nfugue".as_bytes())).text();
/// let words = Sqlite::new(&path, "words");
/// let empty = words.beside("empty");
/// Job::new("words", lines).state(0).sinks((words, empty)).run(|lines, line, (words, empty)| {
///     for text in lines {
///         let word = Word { line: *line, text: text? };
///         *line += 1;
///         if word.text.is_empty() { empty.write(&word)? } else { words.write(&word)? }
///     }
///     Ok(())
/// })?;
///
/// let database = rusqlite::Connection::open(&path).unwrap();
/// let count = |table| database.query_row(&format!("SELECT count(*) FROM {table}"), (), |row| row.get::<_, i64>(0));
/// assert_eq!((count("words"), count("empty")), (Ok(3), Ok(1)));
/// # Ok::<(), Error>(())
/// ```
#[derive(Debug)]
pub struct Sqlite {
    database: Database,
    table: String,
    /// The fields of the last record, and the statement that takes such records.
    fields: Vec<String>,
    insert: String,
}

impl Sqlite {
    /// A table of the database in this file, which is created when the job begins.
    pub fn new(path: impl AsRef<Path>, table: impl Into<String>) -> Self {
        Self::of(Database::new(path.as_ref()), table.into())
    }

    /// Another table of the same database, whose rows are in the same transactions.
    #[must_use]
    pub fn beside(&self, table: impl Into<String>) -> Self {
        Self::of(self.database.clone(), table.into())
    }

    fn of(database: Database, table: String) -> Self {
        Self { database, table, fields: Vec::new(), insert: String::new() }
    }

    fn write_row(&mut self, row: &NamedParamSlice) -> Result<(), Cause> {
        let known = self.fields.len() == row.len() && self.fields.iter().zip(row.iter()).all(|(a, (b, _))| a == b);
        let connection = self.database.begin()?;
        if !known {
            self.fields = row.iter().map(|(field, _)| field.clone()).collect();
            connection.execute(&create(&self.table, row)?, ())?;
            self.insert = insert(&self.table, row);
        }
        connection.prepare_cached(&self.insert)?.execute(params_from_iter(row.iter().map(|(_, value)| value)))?;
        Ok(())
    }

    fn is_empty(&self) -> Result<bool, Cause> {
        let connection = self.database.connection()?;
        let exists = "SELECT 1 FROM sqlite_master WHERE type IN ('table', 'view') AND name = ?1";
        if connection.query_row(exists, [&self.table], |_| Ok(())).optional()?.is_none() {
            return Ok(true);
        }
        let first = format!("SELECT 1 FROM {} LIMIT 1", quoted(&self.table));
        Ok(connection.query_row(&first, (), |_| Ok(())).optional()?.is_none())
    }

    fn failed(&self, cause: Cause) -> Error {
        Error::output(format!("cannot write the table `{}` of {}", self.table, self.database.name()), cause)
    }
}

impl<T: Serialize + ?Sized> Sink<T> for Sqlite {
    fn write(&mut self, record: &T) -> Result<(), Error> {
        let row = to_params_named(record).map_err(|error| self.failed(error.into()))?;
        self.write_row(&row).map_err(|cause| {
            // The statement is made anew for the next record: this one may have left the table as it was.
            self.fields.clear();
            self.failed(cause)
        })
    }
}

impl Durable for Sqlite {
    /// The rows are where the checkpoint is, and are never there without it.
    type Mark = ();

    fn mark(&mut self) -> Result<(), Error> {
        Ok(())
    }

    fn cut_back(&mut self, mark: Option<()>) -> Result<(), Error> {
        self.database.roll_back().map_err(|cause| self.failed(cause))?;
        self.fields.clear();
        if mark.is_none() && !self.is_empty().map_err(|cause| self.failed(cause))? {
            let (table, name) = (&self.table, self.database.name());
            let text = format!(
                "the table `{table}` of {name} cannot be gone on with, and is left as it is: it is not empty, and \
                 there is no checkpoint that says what it holds"
            );
            return Err(Error::refused(Kind::Output, text));
        }
        Ok(())
    }

    fn store(&mut self) -> Result<Option<Box<dyn Store>>, Error> {
        Ok(Some(Box::new(self.database.clone())))
    }
}

fn create(table: &str, row: &NamedParamSlice) -> rusqlite::Result<String> {
    let column = |(field, value): &(String, Box<dyn ToSql>)| Ok(format!("{} {}", quoted(name(field)), kind(&**value)?));
    let columns = row.iter().map(column).collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(format!("CREATE TABLE IF NOT EXISTS {} ({})", quoted(table), columns.join(", ")))
}

fn insert(table: &str, row: &NamedParamSlice) -> String {
    let columns: Vec<_> = row.iter().map(|(field, _)| quoted(name(field))).collect();
    let values = vec!["?"; columns.len()];
    format!("INSERT INTO {} ({}) VALUES ({})", quoted(table), columns.join(", "), values.join(", "))
}

/// The field of a parameter, which begins with a colon.
fn name(parameter: &str) -> &str {
    parameter.strip_prefix(':').unwrap_or(parameter)
}

fn quoted(identifier: &str) -> String {
    format!("\"{}\"", identifier.replace('"', "\"\""))
}

/// The type of the column for values like this one; none for an option that holds nothing.
fn kind(value: &dyn ToSql) -> rusqlite::Result<&'static str> {
    Ok(match value.to_sql()? {
        ToSqlOutput::Owned(Value::Integer(_)) | ToSqlOutput::Borrowed(ValueRef::Integer(_)) => "INTEGER",
        ToSqlOutput::Owned(Value::Real(_)) | ToSqlOutput::Borrowed(ValueRef::Real(_)) => "REAL",
        ToSqlOutput::Owned(Value::Text(_)) | ToSqlOutput::Borrowed(ValueRef::Text(_)) => "TEXT",
        ToSqlOutput::Owned(Value::Blob(_)) | ToSqlOutput::Borrowed(ValueRef::Blob(_)) => "BLOB",
        _ => "",
    })
}
