//! The mean, the variance and the extremes of the last 20 and 10,000 values, answered for each value once the window is full.
//!
//! `hand` and the peers add the new value and subtract the old one, so that each rounding error stays for ever, and so
//! does what one large value did to the sums.

use crate::{Contender, Kernel, Run};
use antiphon::{
    Generator,
    online::{LastN, Max, Mean, Merge, Min, Statistic, Variance},
};
use std::{collections::VecDeque, hint::black_box};
use ta::Next;
use watermill::stats::{RollableUnivariate, Univariate};
use yata::core::{Method, PeriodType};

const N: u32 = 200_000;
const SHORT: usize = 20;
const LONG: usize = 10_000;

pub(super) fn kernels() -> [Kernel; 7] {
    [
        Kernel { name: "rolling-mean-20", operations: N, contenders: mean::<SHORT>() },
        Kernel { name: "rolling-mean-10k", operations: N, contenders: mean::<LONG>() },
        Kernel { name: "rolling-variance-20", operations: N, contenders: variance::<SHORT>() },
        Kernel { name: "rolling-variance-10k", operations: N, contenders: variance::<LONG>() },
        Kernel { name: "rolling-max-20", operations: N, contenders: max::<SHORT>() },
        Kernel { name: "rolling-max-10k", operations: N, contenders: max::<LONG>() },
        Kernel { name: "rolling-min-20", operations: N, contenders: min::<SHORT>() },
    ]
}

fn contenders(all: &[(&'static str, Run)]) -> Vec<Contender> {
    all.iter().map(|(name, run)| Contender { name, boxed: false, run: *run }).collect()
}

fn mean<const W: usize>() -> Vec<Contender> {
    contenders(&[
        ("hand", mean_by_hand::<W>),
        ("in-place", || of_struct::<W, _>(Mean::new())),
        ("generator", || of_generator::<W, _>(Mean::new())),
        ("watermill", || of_watermill::<W, _>(watermill::mean::Mean::new())),
        ("ta", || of_ta::<W, _>(ta::indicators::SimpleMovingAverage::new(W))),
        ("yata", || of_yata::<W, _>(yata::methods::SMA::new)),
    ])
}

fn variance<const W: usize>() -> Vec<Contender> {
    contenders(&[
        ("hand", variance_by_hand::<W>),
        ("in-place", || of_struct::<W, _>(Variance::new())),
        ("generator", || of_generator::<W, _>(Variance::new())),
        ("watermill", || of_watermill::<W, _>(watermill::variance::Variance::default())),
        ("ta", variance_of_ta::<W>),
        ("yata", variance_of_yata::<W>),
    ])
}

fn max<const W: usize>() -> Vec<Contender> {
    contenders(&[
        ("hand", extreme_by_hand::<W, true>),
        ("in-place", || of_struct::<W, _>(Max::new())),
        ("generator", || of_generator::<W, _>(Max::new())),
        ("watermill", max_of_watermill::<W>),
        ("ta", || of_ta::<W, _>(ta::indicators::Maximum::new(W))),
        ("yata", || of_yata::<W, _>(yata::methods::Highest::new)),
    ])
}

fn min<const W: usize>() -> Vec<Contender> {
    contenders(&[
        ("hand", extreme_by_hand::<W, false>),
        ("in-place", || of_struct::<W, _>(Min::new())),
        ("generator", || of_generator::<W, _>(Min::new())),
        ("watermill", min_of_watermill::<W>),
        ("ta", || of_ta::<W, _>(ta::indicators::Minimum::new(W))),
        ("yata", || of_yata::<W, _>(yata::methods::Lowest::new)),
    ])
}

/// Values between 0 and 1024 in no order, the same for everyone.
#[inline(always)]
fn value(n: u32) -> f64 {
    f64::from((n.wrapping_mul(2_654_435_769) >> 12) & 0xf_ffff) / 1024.0
}

/// The mean answer once the window is full, to the digits that everyone gets right. A loop drives everyone from one place.
#[inline(always)]
fn answered<const W: usize>(mut answer: impl FnMut(f64) -> f64) -> u64 {
    let (full, n) = (u32::try_from(W).unwrap(), black_box(N));
    let mut sum = 0.0;
    for n in 0..n {
        let answer = answer(value(n));
        sum += if n < full { 0.0 } else { answer };
    }
    (sum / f64::from(n - full) * 1e3).round().to_bits()
}

#[inline(never)]
fn of_struct<const W: usize, S>(statistic: S) -> u64
where
    S: Merge<Input = f64, Output = f64>,
{
    let Ok(mut rolling) = LastN::new(W, statistic) else { return 0 };
    answered::<W>(|x| {
        rolling.update(x);
        rolling.value().unwrap_or(0.0)
    })
}

#[inline(never)]
fn of_generator<const W: usize, S>(statistic: S) -> u64
where
    S: Merge<Input = f64, Output = f64>,
{
    let Ok(rolling) = LastN::new(W, statistic) else { return 0 };
    let mut rolling = rolling.generator();
    answered::<W>(|x| rolling.send(x).ok().flatten().unwrap_or(0.0))
}

#[inline(never)]
fn of_watermill<const W: usize, U: RollableUnivariate<f64>>(mut statistic: U) -> u64 {
    let Ok(mut rolling) = watermill::rolling::Rolling::new(&mut statistic, W) else { return 0 };
    answered::<W>(|x| {
        rolling.update(x);
        rolling.get()
    })
}

#[inline(never)]
fn mean_by_hand<const W: usize>() -> u64 {
    let mut window = VecDeque::with_capacity(W);
    let mut sum = 0.0;
    answered::<W>(|x| {
        if window.len() == W {
            sum -= window.pop_front().unwrap_or(0.0);
        }
        window.push_back(x);
        sum += x;
        sum / window.len() as f64
    })
}

#[inline(never)]
fn of_ta<const W: usize, I: Next<f64, Output = f64>>(indicator: ta::errors::Result<I>) -> u64 {
    let Ok(mut indicator) = indicator else { return 0 };
    answered::<W>(|x| indicator.next(x))
}

#[inline(never)]
fn of_yata<const W: usize, M>(new: fn(PeriodType, &f64) -> Result<M, yata::core::Error>) -> u64
where
    M: Method<Input = f64, Output = f64>,
{
    // It begins with a window of the first value.
    let Ok(mut method) = new(PeriodType::try_from(W).unwrap(), &value(0)) else { return 0 };
    answered::<W>(|x| method.next(&x))
}

#[inline(never)]
fn variance_by_hand<const W: usize>() -> u64 {
    let mut window = VecDeque::with_capacity(W);
    let (mut mean, mut squares) = (0.0, 0.0);
    answered::<W>(|x| {
        let old_mean = mean;
        if window.len() == W {
            let old: f64 = window.pop_front().unwrap_or(0.0);
            mean += (x - old) / W as f64;
            squares += (x - old) * (x - mean + old - old_mean);
        } else {
            mean += (x - mean) / (window.len() + 1) as f64;
            squares += (x - old_mean) * (x - mean);
        }
        window.push_back(x);
        squares / (window.len() - 1).max(1) as f64
    })
}

/// The values that are more extreme than all that came later, with when they came.
#[inline(never)]
fn extreme_by_hand<const W: usize, const GREATEST: bool>() -> u64 {
    let mut candidates: VecDeque<(usize, f64)> = VecDeque::with_capacity(W);
    let mut now = 0;
    answered::<W>(|x| {
        now += 1;
        if candidates.front().is_some_and(|(came, _)| came + W <= now) {
            candidates.pop_front();
        }
        while candidates.back().is_some_and(|(_, last)| if GREATEST { *last <= x } else { *last >= x }) {
            candidates.pop_back();
        }
        candidates.push_back((now, x));
        candidates[0].1
    })
}

#[inline(never)]
fn max_of_watermill<const W: usize>() -> u64 {
    let mut max = watermill::maximum::RollingMax::new(W);
    answered::<W>(|x| {
        max.update(x);
        max.get()
    })
}

#[inline(never)]
fn min_of_watermill<const W: usize>() -> u64 {
    let mut min = watermill::minimum::RollingMin::new(W);
    answered::<W>(|x| {
        min.update(x);
        min.get()
    })
}

/// What turns the mean squared deviation into the sample variance.
fn to_sample<const W: usize>() -> f64 {
    W as f64 / (W - 1) as f64
}

#[inline(never)]
fn variance_of_ta<const W: usize>() -> u64 {
    let Ok(mut deviation) = ta::indicators::StandardDeviation::new(W) else { return 0 };
    answered::<W>(|x| deviation.next(x).powi(2) * to_sample::<W>())
}

#[inline(never)]
fn variance_of_yata<const W: usize>() -> u64 {
    let Ok(mut deviation) = yata::methods::StDev::new(PeriodType::try_from(W).unwrap(), &0.0) else { return 0 };
    answered::<W>(|x| deviation.next(&x).powi(2))
}

#[cfg(test)]
mod tests {
    use super::{LastN, Next, Statistic, Univariate, Variance, to_sample, value};
    use yata::core::{Method, PeriodType};

    const W: usize = 20;

    /// The relative error of the variance of the last 20 of 1,000 values, of which the 500th is `outlier`.
    fn error(outlier: f64, mut variance: impl FnMut(f64) -> f64) -> f64 {
        let values: Vec<f64> = (0..1000).map(|n| if n == 500 { outlier } else { value(n) }).collect();
        let last = values.iter().map(|x| variance(*x)).last().unwrap_or(0.0);
        let window = &values[values.len() - W..];
        let mean = window.iter().sum::<f64>() / W as f64;
        let expected = window.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (W - 1) as f64;
        // NaN is no small error.
        Some((last / expected - 1.0).abs()).filter(|error| !error.is_nan()).unwrap_or(f64::INFINITY)
    }

    #[test]
    fn one_large_value_ruins_what_peers_say_of_all_later_windows_and_nothing_here() {
        for outlier in [1e9, 1e15] {
            let mut ours = LastN::new(W, Variance::new()).unwrap();
            let ours = error(outlier, |x| {
                ours.update(x);
                ours.value().unwrap_or(0.0)
            });
            let mut inner = watermill::variance::Variance::default();
            let mut watermill = watermill::rolling::Rolling::new(&mut inner, W).unwrap();
            let watermill = error(outlier, |x| {
                watermill.update(x);
                watermill.get()
            });
            let mut ta = ta::indicators::StandardDeviation::new(W).unwrap();
            let ta = error(outlier, |x| ta.next(x).powi(2) * to_sample::<W>());
            let mut yata = yata::methods::StDev::new(PeriodType::try_from(W).unwrap(), &0.0).unwrap();
            let yata = error(outlier, |x| yata.next(&x).powi(2));
            println!("{outlier:e}: ours {ours:.0e}, watermill {watermill:.0e}, ta {ta:.0e}, yata {yata:.0e}");
            assert!(ours < 1e-13, "{ours:e}");
            for peer in [watermill, ta, yata] {
                assert!(peer > 1e-7, "{peer:e}");
            }
        }
    }
}
