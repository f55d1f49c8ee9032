//! Where results go.

mod appended;
mod collect;
mod csv_file;
mod json_lines_file;
mod sqlite;

pub use appended::FileMark;
pub use collect::Collect;
pub use csv_file::CsvFile;
pub use json_lines_file::JsonLinesFile;
pub use sqlite::Sqlite;

use crate::{Error, Store};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// What takes records of a type.
pub trait Sink<T: ?Sized>: Durable {
    /// Takes a record. It may be kept in memory until the next mark.
    ///
    /// # Errors
    ///
    /// Where it cannot be written. From then on the sink may refuse everything, and is cut back when the job is run
    /// again.
    fn write(&mut self, record: &T) -> Result<(), Error>;
}

/// What can say how much it holds, and go back to that.
///
/// A job calls these. At a checkpoint it has [`mark`](Self::mark) make durable what was written, and saves the marks
/// with the rest. When it begins, it has everything [`cut_back`](Self::cut_back) to the marks of the checkpoint. What
/// is written between the last checkpoint and a crash is therefore written again, and is there once if `cut_back` took
/// it away before: a sink that cannot do that has each of these records at least once.
///
/// A tuple of them is one too.
pub trait Durable {
    /// How much it holds.
    type Mark: Serialize + DeserializeOwned;

    /// Makes durable what was written, and says how much that is.
    ///
    /// # Errors
    ///
    /// Where that cannot be done, or something could not be written before.
    fn mark(&mut self) -> Result<Self::Mark, Error>;

    /// Takes away what was written behind a mark; at the beginning of a job, where there is none, sees that it is
    /// empty.
    ///
    /// # Errors
    ///
    /// Where it does not hold what the mark is of, or holds anything at the beginning. It is left as it was.
    fn cut_back(&mut self, mark: Option<Self::Mark>) -> Result<(), Error>;

    /// The database to which its rows go, if it is one: the checkpoint is saved there, in one transaction with the
    /// rows.
    ///
    /// # Errors
    ///
    /// Where there are several, which have no transaction in common.
    fn store(&mut self) -> Result<Option<Box<dyn Store>>, Error> {
        Ok(None)
    }
}

macro_rules! tuples {
    ($(($($name:ident $index:tt),*))*) => {$(
        impl<$($name: Durable),*> Durable for ($($name,)*) {
            type Mark = ($($name::Mark,)*);

            fn mark(&mut self) -> Result<Self::Mark, Error> {
                Ok(($(self.$index.mark()?,)*))
            }

            fn cut_back(&mut self, mark: Option<Self::Mark>) -> Result<(), Error> {
                match mark {
                    Some(mark) => { $(self.$index.cut_back(Some(mark.$index))?;)* }
                    None => { $(self.$index.cut_back(None)?;)* }
                }
                Ok(())
            }

            fn store(&mut self) -> Result<Option<Box<dyn Store>>, Error> {
                let mut only = None;
                $(only = one_of(only, self.$index.store()?)?;)*
                Ok(only)
            }
        }
    )*};
}

tuples! {
    (A 0)
    (A 0, B 1)
    (A 0, B 1, C 2)
    (A 0, B 1, C 2, D 3)
    (A 0, B 1, C 2, D 3, E 4)
    (A 0, B 1, C 2, D 3, E 4, F 5)
}

/// No sink at all: the result is the state alone.
impl Durable for () {
    type Mark = ();

    fn mark(&mut self) -> Result<(), Error> {
        Ok(())
    }

    fn cut_back(&mut self, _: Option<()>) -> Result<(), Error> {
        Ok(())
    }
}

fn one_of(one: Option<Box<dyn Store>>, other: Option<Box<dyn Store>>) -> Result<Option<Box<dyn Store>>, Error> {
    match (one, other) {
        (Some(one), Some(other)) if one.name() != other.name() => {
            let text = format!(
                "the sinks write to two databases, {} and {}, which cannot be committed as one: put the \
                 tables into one",
                one.name(),
                other.name()
            );
            Err(Error::refused(crate::Kind::Output, text))
        }
        (one, other) => Ok(one.or(other)),
    }
}
