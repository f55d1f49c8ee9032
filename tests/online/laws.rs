//! The laws that every statistic keeps. A statistic is put through all of them by one line in a table below.

use crate::{
    naive,
    named::{MeanAndMax, MeanAndMaxSoFar},
    quantile::naive as quantile,
};
use antiphon::{Generator, online::*};
use serde::{Serialize, de::DeserializeOwned};
use std::fmt::Debug;

/// Outputs that agree but for rounding.
pub(crate) trait Close: Debug {
    fn close(&self, other: &Self) -> bool;
}

impl Close for f64 {
    fn close(&self, other: &Self) -> bool {
        self == other || (self - other).abs() <= 1e-9 * other.abs().max(f64::MIN_POSITIVE)
    }
}

impl Close for u64 {
    fn close(&self, other: &Self) -> bool {
        self == other
    }
}

impl<T: Close> Close for Option<T> {
    fn close(&self, other: &Self) -> bool {
        match (self, other) {
            (Some(one), Some(other)) => one.close(other),
            (None, None) => true,
            _ => false,
        }
    }
}

impl<A: Close, B: Close> Close for (A, B) {
    fn close(&self, other: &Self) -> bool {
        self.0.close(&other.0) && self.1.close(&other.1)
    }
}

impl Close for MeanAndMaxSoFar {
    fn close(&self, other: &Self) -> bool {
        (self.mean, self.max).close(&(other.mean, other.max))
    }
}

impl Close for Line {
    fn close(&self, other: &Self) -> bool {
        (self.slope, self.intercept).close(&(other.slope, other.intercept))
    }
}

/// Inputs made of numbers.
pub(crate) trait Sample: Clone + Debug {
    fn sample(stream: &[f64]) -> Vec<Self>;
}

impl Sample for f64 {
    fn sample(stream: &[f64]) -> Vec<Self> {
        stream.to_vec()
    }
}

/// Each number beside one from elsewhere in the stream.
impl Sample for (f64, f64) {
    fn sample(stream: &[f64]) -> Vec<Self> {
        let other = |i: usize| stream[(i * 7 + 3) % stream.len()];
        stream.iter().enumerate().map(|(i, x)| (*x, other(i))).collect()
    }
}

/// A key beside each number.
impl Sample for (u64, f64) {
    fn sample(stream: &[f64]) -> Vec<Self> {
        stream.iter().enumerate().map(|(i, x)| (i as u64 % 3, *x)).collect()
    }
}

/// A time beside each number, none of them late.
impl Sample for (i64, f64) {
    fn sample(stream: &[f64]) -> Vec<Self> {
        (0..).step_by(2).zip(stream.iter().copied()).collect()
    }
}

/// Small categories.
impl Sample for u64 {
    fn sample(stream: &[f64]) -> Vec<Self> {
        stream.iter().map(|x| x.to_bits() % 5).collect()
    }
}

/// Everything that has broken a statistic somewhere.
fn streams() -> Vec<Vec<f64>> {
    let (nan, infinity) = (f64::NAN, f64::INFINITY);
    let wave = |n: usize, level: f64, scale: f64| -> Vec<f64> {
        (0..n).map(|i| level + scale * f64::from(u32::try_from(i * i * 7919 % 1009).unwrap())).collect()
    };
    vec![
        vec![],
        vec![3.0],
        vec![nan],
        vec![0.0, 0.0, 0.0],
        vec![2.5; 7],
        vec![nan, 1.0, nan, 4.0, 9.0, nan],
        vec![1.0, infinity, 2.0, 5.0],
        vec![1.0, f64::NEG_INFINITY, 2.0, infinity, 4.0],
        vec![5e-324, 1e-310, 3e-320, 2e-308, 1e-323],
        vec![-3.0, 1.0, 4.0, -1.0, 5.0, -9.0, 2.0, 6.0],
        vec![1e200, 1.0, 2.0, 7.0, 1e-200, 3.0, -4.0],
        wave(40, 0.0, 1.0),
        wave(40, 1e9, 1.0),
        wave(40, -500.0, 1.0),
        wave(15, 0.0, 1e-303),
        wave(15, 0.0, 1e304),
    ]
}

/// What holds of all statistics.
pub(crate) fn hold<S>(empty: &S, naive: impl Fn(&[S::Input]) -> Option<S::Output>, held: impl Fn(&[S::Input]) -> usize)
where
    S: Statistic<Input: Sample, Output: Close> + Clone + Debug + Send + Serialize + DeserializeOwned,
{
    for inputs in streams().iter().map(|stream| S::Input::sample(stream)) {
        let mut statistic = empty.clone();
        let mut generator = empty.clone().generator();
        let mut admitted = Vec::new();
        for (i, x) in inputs.iter().enumerate() {
            let before = format!("{statistic:?}");
            let ahead = statistic.peek(x.clone());
            assert_eq!(format!("{statistic:?}"), before, "a peek changes nothing");
            let skipped = statistic.skipped();
            match statistic.admits(x) {
                Ok(true) => {
                    assert_eq!(statistic.try_update(x.clone()), Ok(()));
                    admitted.push(x.clone());
                }
                other => {
                    let taken = statistic.try_update(x.clone());
                    assert_eq!((taken, statistic.skipped()), (other.map(|_| ()), skipped + 1), "{x:?} is counted");
                }
            }
            assert_eq!(statistic.count(), held(&admitted) as u64, "what is held is counted");
            let (found, expected) = (statistic.value(), naive(&admitted));
            assert!(found.close(&expected), "{found:?} is not {expected:?} after {:?}", &inputs[..=i]);
            assert_eq!(format!("{ahead:?}"), format!("{found:?}"), "a peek is the value as if {x:?} had come");
            assert_eq!(format!("{:?}", generator.send(x.clone()).ok()), format!("{:?}", Some(&found)));
            let saved = serde_json::to_string(&statistic).unwrap();
            let restored: S = serde_json::from_str(&saved).unwrap();
            assert_eq!(format!("{restored:?}"), format!("{statistic:?}"), "what is restored goes on bit for bit");
            let other_format = saved.replacen("\"format\":1", "\"format\":7", 1);
            let error = serde_json::from_str::<S>(&other_format).map(|_| ()).unwrap_err().to_string();
            assert!(error.contains("format 7"), "{error}");
        }
        statistic.reset();
        assert_eq!(format!("{statistic:?}"), format!("{empty:?}"), "reset equals new");
    }
}

fn of<S: Statistic<Input: Clone> + Clone>(empty: &S, inputs: &[S::Input]) -> S {
    let mut statistic = empty.clone();
    for x in inputs {
        statistic.update(x.clone());
    }
    statistic
}

/// What holds besides of those that can be merged.
fn hold_merged<S>(empty: &S)
where
    S: Merge<Input: Sample, Output: Close> + Debug,
{
    for inputs in streams().iter().map(|stream| S::Input::sample(stream)) {
        let whole = of(empty, &inputs);
        let check = |merged: &S, how: &str| {
            let (found, expected) = (merged.value(), whole.value());
            assert!(found.close(&expected), "{found:?} is not {expected:?} of {inputs:?} {how}");
            assert_eq!((merged.count(), merged.skipped()), (whole.count(), whole.skipped()), "{how}");
        };
        let mut before = whole.clone();
        before.merge(empty);
        assert_eq!(format!("{before:?}"), format!("{whole:?}"), "merging with an empty one changes nothing");
        let mut after = empty.clone();
        after.merge(&whole);
        assert_eq!(format!("{after:?}"), format!("{whole:?}"), "merging into an empty one copies");
        for i in 0..=inputs.len() {
            let mut merged = of(empty, &inputs[..i]);
            merged.merge(&of(empty, &inputs[i..]));
            check(&merged, &format!("split at {i}"));
            let j = i + (inputs.len() - i) / 2;
            let [a, b, c] = [&inputs[..i], &inputs[i..j], &inputs[j..]].map(|part| of(empty, part));
            let mut left = a.clone();
            left.merge(&b);
            left.merge(&c);
            check(&left, "in three parts, the first two merged first");
            let mut right = b;
            right.merge(&c);
            let mut all = a;
            all.merge(&right);
            check(&all, "in three parts, the last two merged first");
        }
        let mut prepended = empty.clone();
        for x in inputs.iter().rev() {
            prepended.prepend(x.clone());
        }
        check(&prepended, "from the last to the first");
    }
}

/// A window has the value that its content has alone.
fn hold_in_windows<S>(empty: &S)
where
    S: Merge<Input: Sample, Output: Close> + Debug,
{
    for inputs in streams().iter().map(|stream| S::Input::sample(stream)) {
        for w in [1, 2, 3, 7] {
            let mut rolling = LastN::new(w, empty.clone()).unwrap();
            let mut admitted = Vec::new();
            for x in &inputs {
                if empty.admits(x) == Ok(true) {
                    admitted.push(x.clone());
                }
                let ahead = rolling.peek(x.clone());
                rolling.update(x.clone());
                let content = &admitted[admitted.len().saturating_sub(w)..];
                let (found, expected) = (rolling.value(), of(empty, content).value());
                assert!(found.close(&expected), "{found:?} is not {expected:?} of {content:?} of {inputs:?}");
                assert!(ahead.close(&expected), "{ahead:?} is not {expected:?}: a peek at {x:?}");
                assert_eq!(rolling.count(), content.len() as u64);
            }
        }
    }
}

/// A line for each statistic that can be merged: what it is called here, an empty one, and its definition.
macro_rules! laws_of_mergeable {
    ($($name:ident: $empty:expr, $naive:expr;)*) => {
        $(
            #[test]
            fn $name() {
                hold(&$empty, $naive, |admitted| admitted.len());
                hold_merged(&$empty);
                hold_in_windows(&$empty);
            }
        )*
    };
}

/// As above, for those that cannot.
macro_rules! laws {
    ($($name:ident: $empty:expr, $naive:expr;)*) => {
        $(
            #[test]
            fn $name() {
                hold(&$empty, $naive, |admitted| admitted.len());
            }
        )*
    };
}

/// As above, for windows, with how many values there are in them.
macro_rules! laws_of_windows {
    ($($name:ident: $empty:expr, $naive:expr, $held:expr;)*) => {
        $(
            #[test]
            fn $name() {
                hold(&$empty, $naive, $held);
            }
        )*
    };
}

mod hold_for {
    use super::*;

    laws_of_mergeable! {
        count: Count::<u64>::new(), naive::count;
        sum: Sum::new(), naive::sum;
        mean: Mean::new(), naive::mean;
        variance: Variance::new(), |xs: &[f64]| naive::variance(xs, 1);
        population_variance: PopulationVariance::new(), |xs: &[f64]| naive::variance(xs, 0);
        standard_deviation: StandardDeviation::new(), |xs: &[f64]| naive::deviation(xs, 1);
        population_standard_deviation: PopulationStandardDeviation::new(), |xs: &[f64]| naive::deviation(xs, 0);
        standard_error: StandardError::new(), naive::standard_error;
        skewness: Skewness::new(), naive::skewness;
        kurtosis: Kurtosis::new(), naive::kurtosis;
        min: Min::new(), |xs: &[f64]| xs.iter().copied().reduce(f64::min);
        max: Max::new(), |xs: &[f64]| xs.iter().copied().reduce(f64::max);
        arg_min: ArgMin::new(), |xs: &[f64]| naive::position(xs, f64::lt);
        arg_max: ArgMax::new(), |xs: &[f64]| naive::position(xs, f64::gt);
        range: Range::new(), naive::range;
        first: First::new(), |xs: &[f64]| xs.first().copied();
        last: Last::new(), |xs: &[f64]| xs.last().copied();
        scaled: Scaled::new(1.0, 2.0, Mean::new()).unwrap(), |xs: &[f64]| {
            naive::mean(&xs.iter().map(|x| (x - 1.0) * 2.0).collect::<Vec<_>>())
        };
        difference: Differenced::new(Last::new()), |xs: &[f64]| naive::differences(xs).last().copied();
        range_of_differences: Differenced::new(Range::new()), |xs: &[f64]| naive::range(&naive::differences(xs));
        covariance: Covariance::new(), naive::covariance;
        correlation: Correlation::new(), naive::correlation;
        geometric_mean: GeometricMean::new(), naive::geometric_mean;
        harmonic_mean: HarmonicMean::new(), naive::harmonic_mean;
        weighted_mean: WeightedMean::new(), naive::weighted;
        weighted_variance: WeightedVariance::new(), naive::weighted_variance;
        mode: Mode::<u64>::new(5).unwrap(), naive::mode;
        distinct: Distinct::<u64>::new(5).unwrap(), |xs: &[u64]| naive::tally(xs).len().try_into().ok().filter(|n| *n > 0);
        entropy: Entropy::<u64>::new(5).unwrap(), naive::entropy;
        autocorrelation: Autocorrelation::new(2).unwrap(), |xs: &[f64]| naive::autocorrelation(xs, 2);
        counter_rate: CounterRate::<i64>::new(), naive::counter_rate;
        keyed: Keyed::<u64, _>::new(Mean::new()), naive::mean_of_last_key;
        together: (Mean::new(), Max::new()), |xs: &[f64]| {
            Some((naive::mean(xs), xs.iter().copied().reduce(f64::max)))
        };
        named: MeanAndMax { mean: Mean::new(), max: Max::new() }, |xs: &[f64]| {
            Some(MeanAndMaxSoFar { mean: naive::mean(xs), max: xs.iter().copied().reduce(f64::max) })
        };
        guarded: ArgMin::new().nan(NanPolicy::Propagate), naive::position_of_least_unless_nan;
        linear_regression: LinearRegression::new(), naive::line;
    }

    laws! {
        counter_rate_with_late_samples: CounterRate::<u64>::new(), naive::counter_rate;
        exponentially_weighted_mean: EwMean::new(Decay::span(4.0).unwrap()), |xs: &[f64]| {
            naive::faded_mean(xs, &naive::adjusted(xs.len(), 0.4))
        };
        unadjusted_mean: EwMean::new(Decay::alpha(0.4).unwrap().unadjusted()), |xs: &[f64]| {
            naive::faded_mean(xs, &naive::unadjusted(xs.len(), 0.4))
        };
        exponentially_weighted_variance: EwVariance::new(Decay::center_of_mass(1.5).unwrap()), |xs: &[f64]| {
            naive::faded_covariance(xs, xs, &naive::adjusted(xs.len(), 0.4))
        };
        unadjusted_variance: EwVariance::new(Decay::alpha(0.4).unwrap().unadjusted()), |xs: &[f64]| {
            naive::faded_covariance(xs, xs, &naive::unadjusted(xs.len(), 0.4))
        };
        exponentially_weighted_covariance: EwCovariance::new(Decay::alpha(0.4).unwrap()), |pairs: &[(f64, f64)]| {
            let [xs, ys]: [Vec<f64>; 2] = [pairs.iter().map(|p| p.0).collect(), pairs.iter().map(|p| p.1).collect()];
            naive::faded_covariance(&xs, &ys, &naive::adjusted(pairs.len(), 0.4))
        };
        exponentially_weighted_mean_in_time: EwMeanInTime::<u64>::new(3.0).unwrap(), naive::faded_in_time;
        tumbling: Tumbling::new(3, Mean::new()).unwrap(), |xs: &[f64]| {
            xs.chunks_exact(3).last().and_then(naive::mean)
        };
        tumbling_in_time: TumblingInTime::new(3.0, 1_i64, Mean::new()).unwrap(), |xs: &[(i64, f64)]| {
            naive::mean_of_period_before(xs, 3, 1)
        };
        tumbling_with_late_samples: TumblingInTime::new(2.0, 1_u64, Mean::new()).unwrap(), |xs: &[(u64, f64)]| {
            naive::mean_of_period_before(xs, 2, 1)
        };
        tumbling_over_gaps: TumblingInTime::new(1.0, -1_i64, Count::<f64>::new()).unwrap(), |_: &[(i64, f64)]| None;
        lag: Lagged::new(2, Last::new()).unwrap(), |xs: &[f64]| xs.len().checked_sub(3).map(|i| xs[i]);
    }

    laws! {
        p2: P2::new(0.5).unwrap(), |xs: &[f64]| quantile::p2(xs, 0.5);
        p2_of_a_tail: P2::new(0.9).unwrap(), |xs: &[f64]| quantile::p2(xs, 0.9);
    }

    laws_of_windows! {
        rolling_median: RollingMedian::new(6).unwrap(), |xs: &[f64]| quantile::quantile(naive::last(6, xs), 0.5),
            |xs| xs.len().min(6);
        rolling_quantile: RollingQuantile::new(5, 0.9).unwrap(), |xs: &[f64]| quantile::quantile(naive::last(5, xs), 0.9),
            |xs| xs.len().min(5);
        rolling_interquartile_range: RollingInterquartileRange::new(7).unwrap(), |xs: &[f64]| {
            quantile::interquartile_range(naive::last(7, xs))
        }, |xs| xs.len().min(7);
        rolling_median_absolute_deviation: RollingMedianAbsoluteDeviation::new(6).unwrap(), |xs: &[f64]| {
            quantile::median_absolute_deviation(naive::last(6, xs))
        }, |xs| xs.len().min(6);
        rolling_rank: RollingRank::new(5).unwrap(), |xs: &[f64]| quantile::rank_of_last(naive::last(5, xs)),
            |xs| xs.len().min(5);
        recent: Recent::<u64, _>::new(2.0, 1.0, Mean::new()).unwrap(), naive::recent_mean, |xs| naive::recent(xs).len();
        last_five: LastN::new(5, Mean::new()).unwrap(), |xs: &[f64]| naive::mean(naive::last(5, xs)),
            |xs| xs.len().min(5);
        last_five_with_nan: LastN::new(5, ArgMin::new()).unwrap().nan(NanPolicy::Propagate), |xs: &[f64]| {
            naive::position_of_least_unless_nan(naive::last(5, xs))
        }, |xs| xs.len().min(5);
    }
}
