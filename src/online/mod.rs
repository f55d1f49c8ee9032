//! Statistics over a stream, each updated in constant or logarithmic time, each of them a send-first generator.
//!
//! A [`Statistic`] takes one value at a time and knows the quantity of all so far; one that implements [`Merge`] can be
//! made from the statistics of parts, and so be computed in parallel, or over a window. Everything goes together:
//!
//! ```
//! use antiphon::{online::{Keyed, LastN, Mean, StandardDeviation, Statistic}, prelude::*};
//!
//! // The mean and the deviation of the last three values of each sensor.
//! let recent = LastN::new(3, (Mean::new(), StandardDeviation::new())).unwrap();
//! let mut sensors = Keyed::new(recent).generator();
//! for (sensor, value) in [("a", 1.0), ("b", 5.0), ("a", 1e300), ("a", 2.0), ("a", 4.0)] {
//!     sensors.send((sensor, value)).unwrap();
//! }
//! let answer = sensors.send(("a", 6.0)).unwrap();
//! assert_eq!(answer, Some((Some(4.0), Some(2.0))), "the large value has left no trace");
//! ```
//!
//! # What there is
//!
//! | | input | `Merge` | [`Weighted`] |
//! |---|---|---|---|
//! | [`Count`] | any | yes | |
//! | [`Sum`], [`Mean`], [`GeometricMean`], [`HarmonicMean`] | number | yes | |
//! | [`Variance`], [`StandardDeviation`], [`StandardError`], and of the population | number | yes | |
//! | [`Skewness`], [`Kurtosis`], and of the population | number | yes | |
//! | [`Min`], [`Max`], [`Range`], [`ArgMin`], [`ArgMax`], [`First`], [`Last`] | number | yes | |
//! | [`Autocorrelation`] | number | yes | |
//! | [`Covariance`], [`Correlation`], [`LinearRegression`] | pair of numbers | yes | |
//! | [`WeightedMean`], [`WeightedVariance`] | number and weight | yes | yes |
//! | [`Mode`], [`Distinct`], [`Entropy`] | any that has an order | yes | |
//! | [`CounterRate`] | timestamp and number | yes | |
//! | [`EwMean`], [`EwVariance`], [`EwCovariance`], [`EwMeanInTime`] | number, pair, or with a timestamp | no | |
//! | [`ZScore`], [`RobustZScore`], [`GaussianTail`], [`Cusum`], [`EwmaChart`], [`PageHinkley`], [`Adwin`] | number | no | |
//! | [`P2`]: a quantile of all values, estimated | number | no | |
//! | `Kll`, `DdSketch`, `HdrHistogram`: a quantile of all values, within an error; with the feature `sketches` | number | yes | |
//! | `HyperLogLog`, `FrequentItems`; with the feature `sketches` | any that can be hashed | yes | |
//! | [`RollingMedian`], [`RollingQuantile`], [`RollingInterquartileRange`], [`RollingMedianAbsoluteDeviation`], [`RollingRank`] | number | no | |
//! | [`LastN`], [`Recent`], [`Tumbling`], [`TumblingInTime`]: windows | that of the statistic, with a timestamp for those of time | no | |
//! | [`Keyed`], tuples of up to eight, sets by name ([`statistics!`](statistics)), [`Differenced`], [`Scaled`], [`Guarded`] | by the statistics in them | as those | |
//! | [`Lagged`], [`Refractory`] | number; that of the detector | no | |
//!
//! # What is kept
//!
//! - `value()` is `None` before there is enough data, and where the statistic is not defined; it is never NaN unless the
//!   policy is [`NanPolicy::Propagate`].
//! - NaN is skipped and counted, unless [`Statistic::nan`] says otherwise. An infinity is a value: it is counted apart from
//!   the sums, which are right again once it has left a window.
//! - Nothing is ever subtracted from a sum that a value has left. Sums are in twice the digits.
//! - With the feature `serde`, a statistic that is saved and restored goes on bit for bit. What is saved begins with the
//!   version of its format, and another version is refused.
//! - All are `Clone`, `Debug` and `Send` where their inputs are. The digits are the same with and without std.
//!
//! # To add a statistic
//!
//! 1. Of numbers: write an accumulator, a `Copy` struct that implements `Accumulator` (`of_numbers.rs`): `EMPTY`, `add`,
//!    `merge`, `count`, `skipped`; `prepend` too if the order of values matters, and `WithSuffix` if a window need not
//!    keep all of it for each value. It skips NaN itself. List the statistics that are read from it in `of_numbers!`, each
//!    with a function from the accumulator to `Option<f64>`.
//!    Of other inputs: implement [`Statistic`], and [`Merge`] if two can be made one.
//! 2. Let `try_update` do what `admits` says: take a value, or count it among the skipped. Windows and keys ask `admits`
//!    first, and rely on it.
//! 3. Let the first field be `format: Format<1>`, and save each `f64` with `format::exact`, queues with `format::queue`,
//!    maps with `format::pairs`.
//! 4. Sum in `Double`, about a pivot that is one of the data (`Frame`), on a `Grid`, or in a `Total`; let what is unusual
//!    fail the one comparison that keeps sums in range, so that it costs nothing where there is none.
//! 5. Add a line to the tables in `tests/online/laws.rs`, with a naive definition in `naive.rs`.

#![allow(clippy::float_cmp, reason = "scales are powers of two, and bounds are meant exactly")]

mod autocorrelation;
mod before;
mod change;
mod count;
mod counter_rate;
mod double;
mod ends;
mod error;
mod exponential;
mod extremes;
mod format;
mod frame;
mod generator;
mod grid;
mod joint;
mod keyed;
mod maths;
mod mean;
mod moments;
pub(crate) mod named;
mod nan;
mod nonfinite;
mod of_numbers;
mod other_means;
mod period;
mod quantile;
#[cfg(feature = "sketches")]
mod sketch;
mod spread;
mod statistic;
mod tally;
mod timestamp;
pub(crate) mod together;
mod total;
mod variance;
mod weighted;
mod window;

#[doc(inline)]
pub use crate::__statistics as statistics;
pub use autocorrelation::Autocorrelation;
pub use before::{Differenced, Lagged, Scaled};
pub use change::{
    Adwin, Cusum, Detector, EwmaChart, GaussianTail, PageHinkley, Refractory, RobustZScore, Shift, Verdict, ZScore,
};
pub use count::Count;
pub use counter_rate::CounterRate;
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
pub use other_means::{GeometricMean, HarmonicMean};
pub use quantile::{
    Interpolation, P2, RollingInterquartileRange, RollingMedian, RollingMedianAbsoluteDeviation, RollingQuantile,
    RollingRank, SortedWindow,
};
#[cfg(feature = "sketches")]
pub use sketch::{DdSketch, Frequent, FrequentItems, HdrHistogram, HyperLogLog, Kll};
pub use statistic::{Merge, Statistic, Weighted};
pub use tally::{Distinct, Entropy, Mode};
pub use timestamp::Timestamp;
pub use variance::{PopulationStandardDeviation, PopulationVariance, StandardDeviation, StandardError, Variance};
pub use weighted::{WeightedMean, WeightedVariance};
pub use window::{LastN, Recent, Suffix, Tumbling, TumblingInTime};
