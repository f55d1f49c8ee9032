//! The statistics: against exact arithmetic, reference values, naive definitions and one another.

mod data;
mod exact;
mod nist;
mod rolling;
