//! Statistics of a stretch of the stream.

mod last_n;
mod recent;
mod stacks;
mod suffix;
mod tumbling;
mod tumbling_in_time;

pub use last_n::LastN;
pub use recent::Recent;
pub use suffix::Suffix;
pub use tumbling::Tumbling;
pub use tumbling_in_time::TumblingInTime;
