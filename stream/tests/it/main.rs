//! The promise of a job, kept under failures.

mod checkpoints;
mod containing;
mod failing;
mod jobs;
mod killed;
mod logs;
mod records;
mod sources;
mod stages;
