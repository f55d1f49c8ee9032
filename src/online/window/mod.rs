//! Statistics of a stretch of the stream.

mod last_n;
mod stacks;

pub use last_n::LastN;
