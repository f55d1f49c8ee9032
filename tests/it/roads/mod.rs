//! The ways to this crate from others: adaptors, and the documents that show both sides.

mod documents;
#[cfg(feature = "genawaiter")]
mod genawaiter;
