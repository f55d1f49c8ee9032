//! The statistics: against exact arithmetic, reference values, naive definitions and one another.

mod data;
mod exact;
mod laws;
mod naive;
mod nist;
mod rolling;
