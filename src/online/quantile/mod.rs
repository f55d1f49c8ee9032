//! Quantiles: estimated in constant memory, and exact over the last values.

mod interpolation;
mod order;
mod p2;
mod rolling;
#[cfg(feature = "serde")]
mod saved;
mod sorted;
mod window;

pub use interpolation::Interpolation;
pub use p2::P2;
pub use rolling::{
    RollingInterquartileRange, RollingMedian, RollingMedianAbsoluteDeviation, RollingQuantile, RollingRank,
};
pub use window::SortedWindow;
