//! Statistics of a stretch of the stream.

mod last_n;
mod recent;
mod stacks;
mod suffix;
mod tumbling;

pub use last_n::LastN;
pub use recent::Recent;
pub use suffix::Suffix;
pub use tumbling::Tumbling;
