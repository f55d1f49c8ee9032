//! The rows of an SQLite query.

use super::Source;
use crate::{BadRecord, Cause, Error, Kind, Place};
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags, Row};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_rusqlite::from_row_with_columns;
use std::collections::VecDeque;
use std::path::{Path, PathBuf};

/// How many rows are fetched at once.
const PAGE: usize = 1024;

/// The rows of an SQLite query as values of a type, in the order of a key, a page at a time.
///
/// The key is a column of the query that has another value in each row, such as an `INTEGER PRIMARY KEY`. The position
/// is the key of the last row, so that rows that are added behind it meanwhile are read as well, and nothing stays
/// locked between two pages. A key that comes twice or is null is an error, and no row is lost over it.
///
/// # Examples
///
/// ```
/// use antiphon_stream::Rows;
///
/// # let folder = tempfile::tempdir()?;
/// # let path = folder.path().join("towns.sqlite");
/// rusqlite::Connection::open(&path)?.execute_batch(
///     "CREATE TABLE towns (id INTEGER PRIMARY KEY, name TEXT, people INTEGER);
///      INSERT INTO towns VALUES (7, 'Chur', 38293), (3, 'Bern', 134794);",
/// )?;
/// let mut towns = Rows::<(i64, String)>::new(&path, "SELECT id, name FROM towns WHERE people > 1000", "id");
/// assert_eq!(towns.next().transpose()?, Some((3, "Bern".to_owned())));
/// assert_eq!(towns.next().transpose()?, Some((7, "Chur".to_owned())));
/// assert_eq!(towns.next().transpose()?, None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Rows<T> {
    path: PathBuf,
    query: String,
    key: String,
    connection: Option<Connection>,
    page: VecDeque<Fetched<T>>,
    /// The key of the last row that was given.
    last: Option<Key>,
    number: u64,
    /// Whether there is no page behind this one.
    over: bool,
}

/// The value of a key.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Key {
    /// An integer.
    Integer(i64),
    /// A floating-point number.
    Real(f64),
    /// A text.
    Text(String),
    /// Bytes.
    Blob(Vec<u8>),
}

impl<T> Rows<T> {
    /// The rows of a query to the database in this file, in the order of the column `key`. The query needs no order and
    /// no limit of its own.
    pub fn new(path: impl AsRef<Path>, query: impl Into<String>, key: impl Into<String>) -> Self {
        Self {
            path: path.as_ref().to_owned(),
            query: query.into(),
            key: key.into(),
            connection: None,
            page: VecDeque::new(),
            last: None,
            number: 0,
            over: false,
        }
    }
}

impl<T: DeserializeOwned> Rows<T> {
    fn fetch(&mut self) -> Result<(), Error> {
        let failed = |cause| Error::input(format!("cannot read rows of {}", self.path.display()), cause);
        if self.connection.is_none() {
            let opened = Connection::open_with_flags(&self.path, OpenFlags::SQLITE_OPEN_READ_ONLY);
            self.connection = Some(opened.map_err(|error| failed(error.into()))?);
        }
        let Some(connection) = &self.connection else { return Ok(()) };
        let page = read(connection, &self.statement(), self.last.as_ref(), &self.key).map_err(failed)?;
        // One row more than is given, to see whether it has the key of the last.
        let repeated = page.windows(2).find(|pair| pair[0].0 == pair[1].0).map(|pair| format!("{:?}", pair[0].0));
        if let Some(key) = repeated {
            let (column, path) = (&self.key, self.path.display());
            let text =
                format!("two rows of {path} have the key {key} in the column `{column}`, and cannot be told apart");
            return Err(Error::refused(Kind::Input, text));
        }
        self.over = page.len() <= PAGE;
        self.page.extend(page.into_iter().take(PAGE));
        Ok(())
    }

    fn statement(&self) -> String {
        let key = format!("\"{}\"", self.key.replace('"', "\"\""));
        let behind = if self.last.is_some() { format!(" WHERE {key} > ?1") } else { String::new() };
        format!("SELECT * FROM ({}){behind} ORDER BY {key} LIMIT {}", self.query, PAGE + 1)
    }
}

/// A row: its key, and the record that it is, or why it is none and its text.
type Fetched<T> = (Key, Result<T, (Cause, String)>);

fn read<T: DeserializeOwned>(
    connection: &Connection,
    statement: &str,
    behind: Option<&Key>,
    key: &str,
) -> Result<Vec<Fetched<T>>, Cause> {
    let mut statement = connection.prepare_cached(statement)?;
    let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let index = columns.iter().position(|column| column == key);
    let index = index.ok_or_else(|| format!("the query has no column `{key}`, only {}", columns.join(", ")))?;
    let mut rows = match behind {
        Some(behind) => statement.query([behind.value()])?,
        None => statement.query(())?,
    };
    let mut page = Vec::new();
    while let Some(row) = rows.next()? {
        let key = Key::of(row.get(index)?).ok_or_else(|| format!("the key `{key}` of a row is null"))?;
        let record = from_row_with_columns(row, &columns).map_err(|error| (error.into(), text(row, &columns)));
        page.push((key, record));
    }
    Ok(page)
}

/// A row for people to read.
fn text(row: &Row<'_>, columns: &[String]) -> String {
    let field = |(index, column)| format!("{column}={:?}", row.get_ref(index).ok());
    columns.iter().enumerate().map(field).collect::<Vec<_>>().join(", ")
}

impl Key {
    fn of(value: Value) -> Option<Self> {
        Some(match value {
            Value::Null => return None,
            Value::Integer(value) => Self::Integer(value),
            Value::Real(value) => Self::Real(value),
            Value::Text(value) => Self::Text(value),
            Value::Blob(value) => Self::Blob(value),
        })
    }

    fn value(&self) -> Value {
        match self.clone() {
            Self::Integer(value) => Value::Integer(value),
            Self::Real(value) => Value::Real(value),
            Self::Text(value) => Value::Text(value),
            Self::Blob(value) => Value::Blob(value),
        }
    }
}

impl<T: DeserializeOwned> Iterator for Rows<T> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.page.is_empty()
            && !self.over
            && let Err(error) = self.fetch()
        {
            self.over = true;
            return Some(Err(error));
        }
        let (key, record) = self.page.pop_front()?;
        self.last = Some(key);
        self.number += 1;
        Some(record.map_err(|(cause, raw)| BadRecord::new(self.place(), "row", cause, raw.as_bytes()).into()))
    }
}

impl<T: DeserializeOwned> Source for Rows<T> {
    type Record = T;
    type Position = (Option<Key>, u64);

    fn mark(&mut self) -> Result<Self::Position, Error> {
        Ok((self.last.clone(), self.number))
    }

    fn resume(&mut self, (last, number): Self::Position) -> Result<(), Error> {
        (self.last, self.number, self.over) = (last, number, false);
        self.page.clear();
        Ok(())
    }

    fn place(&self) -> Place {
        Place { line: Some(self.number), ..Place::of(self.path.to_string_lossy()) }
    }
}
