//! The statistics by their definitions, of all values at once, exactly where that can be.

use crate::exact::{PowerSums, co_moment, rational, rounded};
use antiphon::online::{Line, Timestamp};
use dashu_ratio::Relaxed;

fn finite(xs: &[f64]) -> bool {
    xs.iter().all(|x| x.is_finite())
}

pub(crate) fn count<T>(xs: &[T]) -> Option<u64> {
    (!xs.is_empty()).then_some(xs.len() as u64)
}

pub(crate) fn sum(xs: &[f64]) -> Option<f64> {
    if !finite(xs) {
        let sum: f64 = xs.iter().filter(|x| !x.is_finite()).sum();
        return (!sum.is_nan()).then_some(sum);
    }
    (!xs.is_empty()).then(|| rounded(&PowerSums::of(xs).sum()))
}

pub(crate) fn mean(xs: &[f64]) -> Option<f64> {
    if finite(xs) { (!xs.is_empty()).then(|| rounded(&PowerSums::of(xs).mean())) } else { sum(xs) }
}

pub(crate) fn variance(xs: &[f64], freedom: usize) -> Option<f64> {
    (finite(xs) && xs.len() > freedom).then(|| rounded(&PowerSums::of(xs).mean_square(freedom)))
}

/// The root of a rational number that may be far outside of the range of `f64`, by way of a scale.
fn root_of_mean_square(xs: &[f64], freedom: usize) -> f64 {
    let largest = xs.iter().fold(0.0_f64, |largest, x| largest.max(x.abs()));
    // A power of two, so that it is exact but for what underflows.
    let scale = if largest > 1e100 {
        2_f64.powi(-1000)
    } else if largest < 1e-100 {
        2_f64.powi(900)
    } else {
        1.0
    };
    let scaled: Vec<f64> = xs.iter().map(|x| x * scale).collect();
    rounded(&PowerSums::of(&scaled).mean_square(freedom)).sqrt() / scale
}

pub(crate) fn deviation(xs: &[f64], freedom: usize) -> Option<f64> {
    (finite(xs) && xs.len() > freedom).then(|| root_of_mean_square(xs, freedom))
}

pub(crate) fn standard_error(xs: &[f64]) -> Option<f64> {
    deviation(xs, 1).map(|deviation| deviation / (xs.len() as f64).sqrt())
}

fn varies(xs: &[f64]) -> bool {
    finite(xs) && xs.iter().any(|x| *x != xs[0])
}

pub(crate) fn skewness(xs: &[f64]) -> Option<f64> {
    (xs.len() > 2 && varies(xs)).then(|| PowerSums::of(xs).sample_skewness())
}

pub(crate) fn kurtosis(xs: &[f64]) -> Option<f64> {
    (xs.len() > 3 && varies(xs)).then(|| PowerSums::of(xs).sample_kurtosis())
}

/// Of the first that all others do not beat.
pub(crate) fn position(xs: &[f64], beats: fn(&f64, &f64) -> bool) -> Option<u64> {
    let first = xs.iter().position(|x| !xs.iter().any(|other| beats(other, x)))?;
    Some(first as u64)
}

pub(crate) fn position_of_least_unless_nan(xs: &[f64]) -> Option<u64> {
    if xs.iter().any(|x| x.is_nan()) { None } else { position(xs, f64::lt) }
}

pub(crate) fn range(xs: &[f64]) -> Option<f64> {
    let range = xs.iter().copied().reduce(f64::max)? - xs.iter().copied().reduce(f64::min)?;
    (!range.is_nan()).then_some(range)
}

fn finite_pairs(pairs: &[(f64, f64)]) -> bool {
    pairs.len() > 1 && pairs.iter().all(|(x, y)| x.is_finite() && y.is_finite())
}

fn columns(pairs: &[(f64, f64)]) -> [PowerSums; 2] {
    let column = |read: fn(&(f64, f64)) -> f64| PowerSums::of(&pairs.iter().map(read).collect::<Vec<_>>());
    [column(|pair| pair.0), column(|pair| pair.1)]
}

pub(crate) fn covariance(pairs: &[(f64, f64)]) -> Option<f64> {
    finite_pairs(pairs).then(|| rounded(&(co_moment(pairs) / Relaxed::from(pairs.len() - 1))))
}

pub(crate) fn correlation(pairs: &[(f64, f64)]) -> Option<f64> {
    if !finite_pairs(pairs) {
        return None;
    }
    let [x, y] = columns(pairs).map(|column| column.central(2));
    let products = co_moment(pairs);
    let defined = x > Relaxed::ZERO && y > Relaxed::ZERO;
    // Its square is rational.
    defined.then(|| rounded(&(&products * &products / (x * y))).sqrt().copysign(rounded(&products)))
}

pub(crate) fn line(pairs: &[(f64, f64)]) -> Option<Line> {
    if !finite_pairs(pairs) {
        return None;
    }
    let [x, y] = columns(pairs);
    (x.central(2) > Relaxed::ZERO).then(|| {
        let slope = co_moment(pairs) / x.central(2);
        Line { intercept: rounded(&(y.mean() - &slope * x.mean())), slope: rounded(&slope) }
    })
}

pub(crate) fn differences(xs: &[f64]) -> Vec<f64> {
    xs.windows(2).map(|pair| pair[1] - pair[0]).filter(|difference| !difference.is_nan()).collect()
}

pub(crate) fn mean_of_last_key(pairs: &[(u64, f64)]) -> Option<f64> {
    let (last, _) = pairs.last()?;
    mean(&pairs.iter().filter(|(key, _)| key == last).map(|(_, x)| *x).collect::<Vec<_>>())
}

/// The weights of pandas' `adjust=True`.
pub(crate) fn adjusted(n: usize, alpha: f64) -> Vec<f64> {
    (0..n).map(|i| (1.0 - alpha).powf((n - 1 - i) as f64)).collect()
}

/// The weights of pandas' `adjust=False`.
pub(crate) fn unadjusted(n: usize, alpha: f64) -> Vec<f64> {
    let mut weights: Vec<f64> = adjusted(n, alpha).iter().map(|weight| weight * alpha).collect();
    weights.first_mut().into_iter().for_each(|first| *first /= alpha);
    weights
}

/// The sum of the products.
fn weighted_sum(values: &[Relaxed], weights: &[f64]) -> Relaxed {
    values.iter().zip(weights).fold(Relaxed::ZERO, |sum, (x, weight)| sum + x * rational(*weight))
}

fn weighted_mean(values: &[Relaxed], weights: &[f64]) -> Relaxed {
    let ones = vec![Relaxed::ONE; weights.len()];
    weighted_sum(values, weights) / weighted_sum(&ones, weights)
}

pub(crate) fn faded_mean(xs: &[f64], weights: &[f64]) -> Option<f64> {
    let values: Vec<_> = xs.iter().map(|x| rational(*x)).collect();
    (!xs.is_empty()).then(|| rounded(&weighted_mean(&values, weights)))
}

pub(crate) fn faded_covariance(xs: &[f64], ys: &[f64], weights: &[f64]) -> Option<f64> {
    if xs.len() < 2 {
        return None;
    }
    let deviations = |values: &[f64]| -> Vec<Relaxed> {
        let values: Vec<_> = values.iter().map(|x| rational(*x)).collect();
        let mean = weighted_mean(&values, weights);
        values.iter().map(|x| x - &mean).collect()
    };
    let products: Vec<_> = deviations(xs).iter().zip(deviations(ys)).map(|(x, y)| x * y).collect();
    let (sum, squares) = (weights.iter().sum::<f64>(), weights.iter().map(|weight| weight * weight).sum::<f64>());
    Some(rounded(&weighted_mean(&products, weights)) * (sum * sum) / (sum * sum - squares))
}

pub(crate) fn faded_in_time(stamped: &[(u64, f64)]) -> Option<f64> {
    let (now, _) = stamped.last()?;
    let weights: Vec<f64> = stamped.iter().map(|(time, _)| 0.5_f64.powf((now - time) as f64 / 3.0)).collect();
    faded_mean(&stamped.iter().map(|(_, x)| *x).collect::<Vec<_>>(), &weights)
}

pub(crate) fn last(n: usize, xs: &[f64]) -> &[f64] {
    &xs[xs.len().saturating_sub(n)..]
}

/// Those less than two before the latest.
pub(crate) fn recent(stamped: &[(u64, f64)]) -> Vec<f64> {
    let latest = stamped.iter().map(|(time, _)| *time).max().unwrap_or(0);
    stamped.iter().filter(|(time, _)| latest - time < 2).map(|(_, x)| *x).collect()
}

pub(crate) fn recent_mean(stamped: &[(u64, f64)]) -> Option<f64> {
    mean(&recent(stamped))
}

/// Of those in the period before that of the latest.
pub(crate) fn mean_of_period_before<T: Copy + Into<i128>>(
    stamped: &[(T, f64)],
    span: i128,
    origin: i128,
) -> Option<f64> {
    let period = |time: T| (time.into() - origin).div_euclid(span);
    let latest = stamped.iter().map(|(time, _)| period(*time)).max()?;
    let before = stamped.iter().filter(|(time, _)| period(*time) == latest - 1);
    mean(&before.map(|(_, x)| *x).collect::<Vec<_>>())
}

pub(crate) fn geometric_mean(xs: &[f64]) -> Option<f64> {
    let mean = xs.iter().map(|x| x.ln()).sum::<f64>() / xs.len() as f64;
    (!xs.is_empty() && !mean.is_nan()).then(|| mean.exp())
}

pub(crate) fn harmonic_mean(xs: &[f64]) -> Option<f64> {
    let sum: f64 = xs.iter().map(|x| 1.0 / x).sum();
    (!xs.is_empty()).then(|| xs.len() as f64 / sum)
}

pub(crate) fn weighted(pairs: &[(f64, f64)]) -> Option<f64> {
    let (xs, weights): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
    if finite(&xs) { faded_mean(&xs, &weights) } else { sum(&xs) }
}

pub(crate) fn weighted_variance(pairs: &[(f64, f64)]) -> Option<f64> {
    let (xs, weights): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
    if finite(&xs) { faded_covariance(&xs, &xs, &weights) } else { None }
}

pub(crate) fn tally(xs: &[u64]) -> Vec<(u64, usize)> {
    let mut values = xs.to_vec();
    values.sort_unstable();
    values.chunk_by(|a, b| a == b).map(|equal| (equal[0], equal.len())).collect()
}

pub(crate) fn mode(xs: &[u64]) -> Option<u64> {
    let tally = tally(xs);
    let most = tally.iter().map(|(_, count)| *count).max()?;
    tally.into_iter().find(|(_, count)| *count == most).map(|(value, _)| value)
}

pub(crate) fn entropy(xs: &[u64]) -> Option<f64> {
    let share = |count: usize| count as f64 / xs.len() as f64;
    (!xs.is_empty()).then(|| tally(xs).iter().map(|(_, count)| -share(*count) * share(*count).log2()).sum())
}

pub(crate) fn autocorrelation(xs: &[f64], k: usize) -> Option<f64> {
    if xs.len() <= k || !varies(xs) {
        return None;
    }
    let sums = PowerSums::of(xs);
    let deviation = |x: f64| rational(x) - sums.mean();
    let pairs = xs.iter().zip(&xs[k..]);
    let products = pairs.fold(Relaxed::ZERO, |sum, (x, later)| sum + deviation(*x) * deviation(*later));
    Some(rounded(&(products / sums.central(2))))
}

pub(crate) fn counter_rate<T: Timestamp>(samples: &[(T, f64)]) -> Option<f64> {
    let ((start, _), (end, _)) = (samples.first()?, samples.last()?);
    let rise = |pair: &[(T, f64)]| if pair[1].1 < pair[0].1 { pair[1].1 } else { pair[1].1 - pair[0].1 };
    let elapsed = end.since(*start);
    (elapsed > 0.0).then(|| samples.windows(2).map(rise).sum::<f64>() / elapsed)
}
