//! The promise of a job, kept under failures.

mod killed;
mod records;
mod sources;
