//! What stands between a source and the sinks.

mod backoff;
mod batch;
mod batch_within;
mod clock;
mod on_error;
mod par_map;
mod prefetch;
mod tee;
mod throttle;
mod try_map;
mod window;
mod workers;

pub use backoff::Backoff;
pub use batch::Batch;
pub use batch_within::BatchWithin;
pub use clock::{Clock, SystemClock};
pub use on_error::{OnError, OnErrors};
pub use par_map::ParMap;
pub use prefetch::Prefetch;
pub use tee::{Copies, Tee};
pub use throttle::Throttle;
pub use try_map::TryMap;
pub use window::Window;

use crate::watch::{Metered, Stage};
use crate::{At, Cause, Error};
use std::io;
use std::time::Duration;

/// Stages that iterators lack which are put to work on large inputs.
///
/// They are lazy, hold a bounded number of items, and hand on all they hold when the iterator before them ends. So they
/// need nothing at the checkpoint of a [`Job`](crate::Job): it gives no more records, they run dry, and each record that
/// was read is in the state and in the sinks. The stages of a job are made anew after each checkpoint; what has to be
/// remembered beyond it is lent from the state, as [`Window::in_state`] and [`OnErrors::in_state`] do.
///
/// # Examples
///
/// ```
/// use antiphon_stream::{Input, JsonLinesFile, Job, Lines, OnError, prelude::*};
///
/// # let folder = tempfile::tempdir()?;
/// # let [checkpoint, bad] = ["checkpoint", "bad.jsonl"].map(|name| folder.path().join(name));
/// let lines = Lines::new(Input::reader("numbers", "1\n2\ntwo\n3".as_bytes())).text().located();
/// let outcome = Job::new("squares", lines)
///     .state((0, 0))
///     .sinks(JsonLinesFile::new(&bad))
///     .checkpoint(&checkpoint)
///     .run(|lines, (sum, refused), bad| {
///         let squares = lines
///             .par_map(2, |line| line?.try_map("parse", |line| line.parse::<u64>()))
///             .on_error(OnError::route(bad))
///             .in_state(refused);
///         for number in squares {
///             *sum += number?.record.pow(2);
///         }
///         Ok(())
///     })?;
/// assert_eq!(outcome.state, (14, 1));
/// let letter = r#"{"input":"numbers","byte":4,"line":3,"column":null,"stage":"parse","error":"invalid digit found in string","raw":"two"}"#;
/// assert_eq!(std::fs::read_to_string(&bad)?.trim_end(), letter);
/// # Ok::<(), antiphon_stream::Error>(())
/// ```
pub trait Stages: Iterator + Sized {
    /// Groups of `n` items; the last one may be smaller. An `n` of 0 counts as 1.
    ///
    /// # Examples
    ///
    /// ```
    /// # use antiphon_stream::prelude::*;
    /// assert_eq!((0..5).batch(2).collect::<Vec<_>>(), [vec![0, 1], vec![2, 3], vec![4]]);
    /// ```
    fn batch(self, n: usize) -> Batch<Self> {
        Batch::new(self, n)
    }

    /// Groups of `n` items, or of fewer once so much time has passed since the first of them came.
    ///
    /// The items are read on a thread of their own, at most `n` ahead of the group that is gathered. An `n` of 0 counts
    /// as 1.
    ///
    /// # Panics
    ///
    /// Where the iterator panics, with its payload, after the items before.
    ///
    /// # Dropping
    ///
    /// Reads nothing more, and waits for the item that is being read.
    fn batch_within(self, n: usize, duration: Duration) -> BatchWithin<Self>
    where
        Self: Send + 'static,
        Self::Item: Send + 'static,
    {
        BatchWithin::new(self, n, duration)
    }

    /// Every `n` items that follow each other. Where there are fewer, there is none. An `n` of 0 counts as 1.
    ///
    /// # Examples
    ///
    /// ```
    /// # use antiphon_stream::prelude::*;
    /// assert_eq!((0..4).window(3).collect::<Vec<_>>(), [[0, 1, 2], [1, 2, 3]]);
    /// ```
    fn window(self, n: usize) -> Window<Self>
    where
        Self::Item: Clone,
    {
        Window::new(self, n)
    }

    /// Reads ahead, on a thread of its own, at most `n` items. An `n` of 0 counts as 1.
    ///
    /// The thread begins with the first item that is asked for; where the system has none to give, the items are read
    /// as they are asked for. Handing an item from thread to thread costs more than reading a short line: put
    /// [`batch`](Self::batch) before it where items are small.
    ///
    /// # Panics
    ///
    /// Where the iterator panics, with its payload, after the items before.
    ///
    /// # Dropping
    ///
    /// Reads nothing more, and waits for the item that is being read.
    fn prefetch(self, n: usize) -> Prefetch<Self>
    where
        Self: Send + 'static,
        Self::Item: Send + 'static,
    {
        Prefetch::new(self, n)
    }

    /// What `f` makes of each item, on so many threads, in the order of the items. 0 workers count as 1.
    ///
    /// Items are read where the result is asked for, on the same thread, so the iterator may borrow. The first results
    /// are waited for with more items read, [at most as many as is said](ParMap::ahead) without a result handed on.
    /// Items that cost little go to a worker several at a time; below about a microsecond an item, threads do not pay.
    /// Where the system has no thread to give, there are fewer workers, or `f` is called by the caller.
    ///
    /// # Panics
    ///
    /// Where `f` panics, with its payload, after the results of the items before; there are none after it.
    ///
    /// # Dropping
    ///
    /// Reads nothing more, and waits for each worker to finish the item it is at.
    fn par_map<U, F>(self, workers: usize, f: F) -> ParMap<Self, F, U>
    where
        Self::Item: Send + 'static,
        U: Send + 'static,
        F: Fn(Self::Item) -> U + Send + Sync + 'static,
    {
        ParMap::new(self, workers, f)
    }

    /// At most so many items in each such duration, evenly: each is held back until `per / items` have passed since the
    /// one before, the first since it was asked for.
    ///
    /// So the rate is kept too where a job makes its stages anew. 0 items count as 1.
    fn throttle(self, items: u32, per: Duration) -> Throttle<Self> {
        Throttle::new(self, per / items.max(1))
    }

    /// What `f` makes of each record. One that it refuses is a bad record of this stage, with its place and text.
    ///
    /// The text is the record itself if it is text, otherwise the record as JSON.
    fn try_map<T, U, E, F>(self, stage: impl Into<String>, f: F) -> TryMap<Self, F>
    where
        Self: Iterator<Item = Result<At<T>, Error>>,
        E: Into<Cause>,
        F: FnMut(&T) -> Result<U, E>,
    {
        TryMap::new(self, stage.into(), f)
    }

    /// What becomes of bad records. The error that ends the items, if any, is the last of them.
    ///
    /// # Examples
    ///
    /// ```
    /// use antiphon_stream::{Input, Lines, OnError, prelude::*};
    ///
    /// let numbers = || Lines::new(Input::reader("numbers", "1\ntwo\n3".as_bytes())).text().parse(str::parse::<u32>);
    /// let skipped = numbers().on_error(OnError::Skip { at_most: 1 }).collect::<Result<Vec<_>, _>>()?;
    /// assert_eq!(skipped, [1, 3]);
    ///
    /// let error = numbers().on_error(OnError::Skip { at_most: 0 }).last().unwrap().unwrap_err();
    /// let text = "1 bad record, where at most 0 may be skipped; the last one is \
    ///             numbers:2 (byte 2): parse: invalid digit found in string";
    /// assert_eq!(error.to_string(), text);
    /// # Ok::<(), antiphon_stream::Error>(())
    /// ```
    fn on_error<T>(self, policy: OnError<'_>) -> OnErrors<'_, Self>
    where
        Self: Iterator<Item = Result<T, Error>>,
    {
        OnErrors::new(self, policy)
    }

    /// The same items, of which `branch` gets clones on a thread of its own, with at most `ahead` of them waiting.
    ///
    /// Where it is slower, it is waited for; where it returns before the items end, it gets no more of them. The items
    /// end once it has returned.
    ///
    /// # Errors
    ///
    /// Where the system has no thread to give.
    ///
    /// # Panics
    ///
    /// Where `branch` panics, with its payload.
    ///
    /// # Dropping
    ///
    /// Waits for the branch, which gets no more.
    ///
    /// # Examples
    ///
    /// ```
    /// # use antiphon_stream::prelude::*;
    /// let mut numbers = (1..=4).tee(2, |copies| copies.sum::<u32>())?;
    /// assert_eq!(numbers.by_ref().product::<u32>(), 24);
    /// assert_eq!(numbers.finish(), 10);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    fn tee<R, F>(self, ahead: usize, branch: F) -> io::Result<Tee<Self, R>>
    where
        Self::Item: Clone + Send + 'static,
        R: Send + 'static,
        F: FnOnce(Copies<Self::Item>) -> R + Send + 'static,
    {
        Tee::begin(self, ahead, branch)
    }

    /// Counts the items that pass, and the time until each is there, for a stage of a [`Watch`](crate::Watch).
    fn meter(self, stage: &Stage) -> Metered<Self> {
        Metered::new(self, stage, |_| false)
    }

    /// As [`meter`](Self::meter), and counts the errors among them.
    fn try_meter<T, E>(self, stage: &Stage) -> Metered<Self>
    where
        Self: Iterator<Item = Result<T, E>>,
    {
        Metered::new(self, stage, Result::is_err)
    }
}

impl<I: Iterator> Stages for I {}
