//! Jobs over inputs that are larger than memory, whose result is right after a crash.
//!
//! A [`Source`] gives records and can say where it stands. Stages are plain iterators. A [`Sink`] can say how much it
//! holds, and be cut back to that. A [`Job`] ties them together: every so often it lets the stages run dry and saves
//! where the source stands, what the program has gathered and how much the sinks hold. Killed at any moment and run
//! again, it goes on from there. The README says in plain words what is promised, and what is not.
//!
//! ```
//! use antiphon_stream::{Error, Job, JsonLinesFile, Lend, Lines, Sink};
//!
//! # let folder = tempfile::tempdir()?;
//! # let [log, out, checkpoint] = ["log", "out.jsonl", "checkpoint"].map(|name| folder.path().join(name));
//! # std::fs::write(&log, "4\n8\n15\n")?;
//! let numbers = Lines::open(&log).text().parse(|line| line.parse::<u64>());
//! let outcome = Job::new("double", numbers)
//!     .state(0)
//!     .sinks(JsonLinesFile::new(&out))
//!     .checkpoint(&checkpoint)
//!     .run(|numbers, sum, doubled| {
//!         for number in numbers {
//!             let number = number?;
//!             *sum += number;
//!             doubled.write(&(number * 2))?;
//!         }
//!         Ok(())
//!     })?;
//! assert_eq!(outcome.state, 27);
//! assert_eq!(std::fs::read_to_string(&out)?, "8\n16\n30\n");
//! # Ok::<(), Error>(())
//! ```

#![deny(unsafe_code)]
#![warn(missing_docs)]

mod checkpoint;
mod disk;
mod error;
mod fingerprint;
mod job;
mod place;
pub mod prelude;
mod sink;
mod source;
mod stage;
mod watch;

pub use checkpoint::Store;
pub use error::{BadRecord, Cause, Error, Kind};
pub use job::{Feed, Gauge, Job, Outcome, Stop};
pub use place::Place;
pub use sink::{Collect, CsvFile, Durable, FileMark, JsonLinesFile, Sink, Sqlite};
pub use source::{
    At, Chunks, Containing, Input, JsonLines, Key, Lend, LinePosition, Lines, Located, Offset, Parse, Progress,
    Records, RowPosition, Rows, Source, Text,
};
pub use stage::{
    Backoff, Batch, BatchWithin, Clock, Copies, OnError, OnErrors, ParMap, Prefetch, Stages, SystemClock, Tee,
    Throttle, TryMap, Window,
};
pub use watch::{Line, Metered, Queue, Stage, StageStats, Table, Watch};

/// The program of the README, compiled with the tests of the documentation.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
enum Readme {}
