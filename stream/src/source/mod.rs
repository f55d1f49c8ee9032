//! Where records come from.

/// Where a source stands that is made of another: where that one stands. Made of any other, it is as patient.
macro_rules! stands_where {
    ($other:ident stands and waits) => {
        stands_where!($other stands);

        fn patience(&mut self, longest: std::time::Duration) {
            $crate::Source::patience(&mut self.$other, longest);
        }
    };
    ($other:ident stands) => {
        fn mark(&mut self) -> Result<Self::Position, $crate::Error> {
            $crate::Source::mark(&mut self.$other)
        }

        fn resume(&mut self, position: Self::Position) -> Result<(), $crate::Error> {
            $crate::Source::resume(&mut self.$other, position)
        }

        fn place(&self) -> $crate::Place {
            $crate::Source::place(&self.$other)
        }

        fn ended(&self) -> bool {
            $crate::Source::ended(&self.$other)
        }

        fn progress(&self) -> $crate::Progress {
            $crate::Source::progress(&self.$other)
        }
    };
}

mod blocks;
mod chunks;
mod containing;
mod decode;
mod followed;
mod input;
mod json_lines;
mod lend;
mod lines;
mod located;
mod proof;
mod reading;
mod records;
mod rows;
mod text;

pub use chunks::Chunks;
pub use containing::Containing;
pub use input::Input;
pub use json_lines::JsonLines;
pub use lend::{Lend, Parse};
pub use lines::{LinePosition, Lines};
pub use located::{At, Located};
pub use reading::Offset;
pub use records::{Records, RowPosition};
pub use rows::{Key, Rows};
pub use text::Text;

use crate::{Error, Place};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::time::Duration;

/// An iterator of records that can say where it stands, and go on from there in another process.
///
/// A record that is not what it should be is an item `Err` of kind [`Record`](crate::Kind::Record), and the next item
/// is the next record. After any other error there are no more items. A source is used on its own like every iterator;
/// a [`Job`](crate::Job) saves its position.
///
/// # Examples
///
/// A source of one's own: the position is whatever `next` needs to go on.
///
/// ```
/// use antiphon_stream::{Error, Place, Source};
///
/// /// The numbers below `end`.
/// struct Numbers { next: u64, end: u64 }
///
/// impl Iterator for Numbers {
///     type Item = Result<u64, Error>;
///
///     fn next(&mut self) -> Option<Self::Item> {
///         (self.next < self.end).then(|| { self.next += 1; Ok(self.next - 1) })
///     }
/// }
///
/// impl Source for Numbers {
///     type Record = u64;
///     type Position = u64;
///
///     fn mark(&mut self) -> Result<u64, Error> { Ok(self.next) }
///     fn resume(&mut self, position: u64) -> Result<(), Error> { self.next = position; Ok(()) }
///     fn place(&self) -> Place { Place { line: Some(self.next), ..Place::of("numbers") } }
/// }
///
/// let mut numbers = Numbers { next: 0, end: 10 };
/// numbers.resume(7)?;
/// assert_eq!(numbers.collect::<Result<Vec<_>, _>>()?, [7, 8, 9]);
/// # Ok::<(), Error>(())
/// ```
pub trait Source: Iterator<Item = Result<Self::Record, Error>> {
    /// What it gives.
    type Record;
    /// What it takes to go on behind the last record that was given.
    type Position: Serialize + DeserializeOwned;

    /// The place behind the last record that was given, with what it takes to notice there that the input has changed.
    ///
    /// # Errors
    ///
    /// Where the input has to be looked at and cannot be.
    fn mark(&mut self) -> Result<Self::Position, Error>;

    /// Goes to a position that a source of the same input gave.
    ///
    /// # Errors
    ///
    /// Where the input cannot be read, or is not the one that the position is of: another, changed or truncated.
    fn resume(&mut self, position: Self::Position) -> Result<(), Error>;

    /// Where the last record that was given stands.
    fn place(&self) -> Place;

    /// Whether `None` meant the end. A source that waits for more, such as a log that grows, gives `None` when nothing
    /// has come for a while, so that a job can save a checkpoint and see whether it should stop.
    fn ended(&self) -> bool {
        true
    }

    /// Asks it to answer `None`, without having ended, when it has looked for a record for so long. A job asks, so that
    /// it can stop in time; a source has to heed it if it passes over much of its input.
    fn patience(&mut self, _: Duration) {}

    /// How much of the input has been read, if that is known.
    fn progress(&self) -> Progress {
        Progress::default()
    }

    /// A source of the same records, each with its place, for stages that read ahead or fail later.
    fn located(self) -> Located<Self>
    where
        Self: Sized,
    {
        Located::new(self)
    }
}

/// How much of an input has been read: bytes of files as they are on the disk, otherwise records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// So much has been read.
    pub done: u64,
    /// So much there is, if that is known.
    pub total: Option<u64>,
}
