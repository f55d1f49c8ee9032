//! Statistics over a stream, each updated in constant or logarithmic time, each of them a send-first generator.

#![allow(clippy::float_cmp, reason = "scales are powers of two, and bounds are meant exactly")]

mod double;
mod error;
mod format;
mod generator;
mod maths;
mod mean;
mod nan;
mod nonfinite;
mod of_numbers;
mod spread;
mod statistic;
mod total;
mod variance;
mod window;

pub use error::{InvalidParameter, Refusal};
#[cfg(feature = "serde")]
pub use format::Saved;
pub use generator::{Answering, TryAnswering};
pub use mean::{Mean, Sum};
pub use nan::{Guarded, MaybeNan, NanPolicy};
pub use statistic::{Merge, Statistic, Weighted};
pub use variance::{PopulationStandardDeviation, PopulationVariance, StandardDeviation, StandardError, Variance};
pub use window::LastN;
