//! Generators of other crates as generators of this one, each behind a feature.

#[cfg(feature = "genawaiter")]
pub mod genawaiter;
