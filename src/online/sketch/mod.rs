//! Estimates of long streams in bounded memory, by the crates `datasketches`, `sketches-ddsketch` and `hdrhistogram`.

mod dd_sketch;
mod frequent_items;
mod hdr_histogram;
mod hyper_log_log;
mod kll;
mod of_quantile;
#[cfg(feature = "serde")]
mod saved;

pub use dd_sketch::DdSketch;
pub use frequent_items::{Frequent, FrequentItems};
pub use hdr_histogram::HdrHistogram;
pub use hyper_log_log::HyperLogLog;
pub use kll::Kll;
