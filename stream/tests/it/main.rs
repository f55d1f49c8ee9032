//! The promise of a job, kept under failures.

mod batches;
mod checkpoints;
mod containing;
mod failing;
mod jobs;
mod killed;
mod logs;
mod memory;
mod records;
mod sources;
mod stage_laws;
mod stage_threads;
mod stages;
#[cfg(feature = "tracing")]
mod tracing;
mod watching;
mod weblog;
