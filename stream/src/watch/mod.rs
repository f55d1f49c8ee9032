//! Seeing what happens.

pub(crate) mod ledger;
mod line;
mod meter;
mod table;

pub use line::Line;
pub use meter::Metered;
pub use table::Table;

use meter::Counts;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// The stages that are looked at, by name, in the order in which they were first named.
///
/// It is made outside of a job's body, so that a stage goes on counting where the stages are made anew.
///
/// # Examples
///
/// ```
/// use antiphon_stream::{Watch, prelude::*};
///
/// let watch = Watch::new();
/// let squares = (0..100).meter(&watch.stage("read")).map(|x| x * x).meter(&watch.stage("square"));
/// assert_eq!(squares.batch(8).meter(&watch.stage("batch")).count(), 13);
/// let items: Vec<_> = watch.stages().iter().map(|stage| (stage.name.to_string(), stage.items)).collect();
/// assert_eq!(items, [("read".to_owned(), 100), ("square".to_owned(), 100), ("batch".to_owned(), 13)]);
/// println!("{}", watch.table());
/// ```
#[derive(Debug, Clone, Default)]
pub struct Watch(Arc<Mutex<Vec<Stage>>>);

/// A stage that is looked at: see [`Watch::stage`].
#[derive(Debug, Clone)]
pub struct Stage {
    name: Arc<str>,
    counts: Arc<Counts>,
}

/// What was seen of a stage: what lies between its meter and the meters before.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct StageStats {
    /// The name of the stage.
    pub name: Arc<str>,
    /// How many items have passed.
    pub items: u64,
    /// How many of them were errors.
    pub errors: u64,
    /// How long it worked, on other threads too, and without its waiting for them.
    pub inside: Duration,
    /// How long other threads were waited for.
    pub waiting: Duration,
    /// How long whatever takes its items has worked on them, before it asked for more. Of a stage whose items go to
    /// another stage that is looked at, on the same thread, it is nothing.
    pub outside: Duration,
    /// From when the first item was asked for to when the last was there.
    pub elapsed: Duration,
    /// How many threads work: 1 unless it is a stage with workers.
    pub workers: usize,
    /// How many items are read and not handed on, of a stage that has a queue: on the mean, and at the most.
    pub queue: Option<Queue>,
}

/// How full the queue of a stage was.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Queue {
    /// The mean, over the times it was looked at.
    pub mean: f64,
    /// The most.
    pub most: usize,
}

impl StageStats {
    /// Items in a second.
    #[must_use]
    pub fn rate(&self) -> f64 {
        if self.elapsed.is_zero() { 0.0 } else { self.items as f64 / self.elapsed.as_secs_f64() }
    }
}

impl Watch {
    /// Of no stages yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The stage of this name.
    #[must_use]
    pub fn stage(&self, name: &str) -> Stage {
        let mut stages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(stage) = stages.iter().find(|stage| &*stage.name == name) {
            return stage.clone();
        }
        let stage = Stage { name: name.into(), counts: Arc::default() };
        stages.push(stage.clone());
        stage
    }

    /// What was seen of each stage so far; to be asked for from any thread, while they run.
    #[must_use]
    pub fn stages(&self) -> Vec<StageStats> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().map(Stage::stats).collect()
    }

    /// A table of what was seen, which shows where most time goes by.
    #[must_use]
    pub fn table(&self) -> Table {
        Table::new(self.stages())
    }
}
