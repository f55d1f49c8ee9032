//! Async generators: awaits go to the scheduler, and yields to whoever drives the generator.

mod dropping;
mod operations;
mod scheduler;
mod sources;

use super::case::Case;
use scheduler::Scheduler;

pub(super) const CASES: &[&[Case]] = &[operations::CASES, dropping::CASES, sources::CASES];
