//! Statistics over a stream, each updated in constant or logarithmic time, each of them a send-first generator.

#![allow(clippy::float_cmp, reason = "scales are powers of two, and bounds are meant exactly")]

mod before;
mod count;
mod double;
mod ends;
mod error;
mod exponential;
mod extremes;
mod format;
mod frame;
mod generator;
mod joint;
mod keyed;
mod maths;
mod mean;
mod moments;
mod nan;
mod nonfinite;
mod of_numbers;
mod spread;
mod statistic;
mod timestamp;
mod together;
mod total;
mod variance;
mod window;

pub use before::{Differenced, Lagged, Scaled};
pub use count::Count;
pub use ends::{First, Last};
pub use error::{InvalidParameter, Refusal};
pub use exponential::{Decay, EwCovariance, EwMean, EwMeanInTime, EwVariance};
pub use extremes::{ArgMax, ArgMin, Max, Min, Range};
#[cfg(feature = "serde")]
pub use format::Saved;
pub use generator::{Answering, TryAnswering};
pub use joint::{Correlation, Covariance, Line, LinearRegression};
pub use keyed::Keyed;
pub use mean::{Mean, Sum};
pub use moments::{Kurtosis, PopulationKurtosis, PopulationSkewness, Skewness};
pub use nan::{Guarded, MaybeNan, NanPolicy};
pub use statistic::{Merge, Statistic, Weighted};
pub use timestamp::Timestamp;
pub use variance::{PopulationStandardDeviation, PopulationVariance, StandardDeviation, StandardError, Variance};
pub use window::{LastN, Recent, Tumbling};
