//! The statistics: against exact arithmetic, reference values, naive definitions and one another.

#![allow(clippy::float_cmp, reason = "infinities, and what must be exact, are compared")]

mod change;
mod data;
mod exact;
mod hostile;
mod laws;
mod naive;
mod named;
mod nan;
mod nist;
mod periods;
mod quantile;
mod rolling;
mod time;
