//! Where a record stands, for people.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;

/// Where a record stands in its input, to be named in a message.
///
/// To go on reading from somewhere takes a source's [`Position`](crate::Source::Position); this only tells.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Place {
    /// The name of the input: the path of a file as it was given, `standard input`, the name of a table.
    pub input: Arc<str>,
    /// The offset of its first byte, counted from 0, after decompression.
    pub byte: Option<u64>,
    /// The line it begins on, counted from 1; the row for what has rows.
    pub line: Option<u64>,
    /// The column that is wrong, counted from 1.
    pub column: Option<u64>,
}

impl Place {
    /// The place of an input as a whole.
    pub fn of(input: impl Into<Arc<str>>) -> Self {
        Self { input: input.into(), byte: None, line: None, column: None }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.input)?;
        for number in [self.line, self.column].into_iter().flatten() {
            write!(f, ":{number}")?;
        }
        match self.byte {
            Some(byte) => write!(f, " (byte {byte})"),
            None => Ok(()),
        }
    }
}
