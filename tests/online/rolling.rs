//! Rolling statistics against exact arithmetic on each window: what has left leaves no trace.

use crate::exact::{self, PowerSums};
use antiphon::online::{Kurtosis, LastN, Mean, Merge, Skewness, StandardDeviation, Statistic, Variance};
use std::collections::VecDeque;

const W: usize = 20;
const LENGTH: usize = 20_000;

/// Uniform in [0, 1), by `SplitMix64`.
fn uniform() -> impl Iterator<Item = f64> {
    let mut state = 2_026_u64;
    std::iter::repeat_with(move || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    })
}

/// The streams that broke others.
fn streams() -> Vec<(String, Vec<f64>)> {
    let base: Vec<f64> = uniform().take(LENGTH).collect();
    let with = |name: &str, change: &dyn Fn(usize, f64) -> f64| {
        (name.to_string(), base.iter().enumerate().map(|(i, x)| change(i, *x)).collect::<Vec<f64>>())
    };
    let mut streams: Vec<_> = [1e6, 1e9, 1e15, 1e200, f64::INFINITY, f64::NAN]
        .iter()
        .map(|outlier| with(&format!("an outlier of {outlier}"), &|i, x| if i == 5_003 { *outlier } else { x }))
        .collect();
    streams.push(with("a level shift of 1e9", &|i, x| if i < LENGTH / 2 { x } else { x + 1e9 }));
    streams.push(with("a level of 1e9", &|_, x| x + 1e9));
    streams.push(with("a scale that drops from 1e6 to 1e-6", &|i, x| if i < LENGTH / 2 { x * 1e6 } else { x * 1e-6 }));
    streams.push(with("a scale of 1e-300", &|_, x| x * 1e-300));
    streams.push(with("a scale of 1e300", &|_, x| x * 1e300));
    streams
}

/// What the statistic makes of each full window of finite values, beside the exact sums over the window.
fn rolled<S>(w: usize, empty: S, values: &[f64]) -> impl Iterator<Item = (f64, PowerSums)>
where
    S: Merge<Input = f64, Output = f64>,
{
    let mut statistic = LastN::new(w, empty).unwrap();
    let mut window = VecDeque::new();
    let mut sums = PowerSums::default();
    // NaN takes no place, and infinity does, but is in no exact sum.
    values.iter().filter(|x| !x.is_nan()).filter_map(move |x| {
        statistic.update(*x);
        window.push_back(*x);
        if x.is_finite() {
            sums.add(*x);
        }
        if let Some(gone) = (window.len() > w).then(|| window.pop_front()).flatten().filter(|gone| gone.is_finite()) {
            sums.remove(gone);
        }
        let full = window.len() == w && window.iter().all(|x| x.is_finite());
        full.then(|| (statistic.value().unwrap(), sums.clone()))
    })
}

#[test]
fn rolling_means_and_deviations_are_right_to_1e_14_whatever_came_before() {
    for (name, values) in streams() {
        for (i, (mean, window)) in rolled(W, Mean::new(), &values).enumerate() {
            assert!(exact::agrees(mean, &window.mean(), 1e-14), "{name}, window {i}: mean {mean}");
        }
        for (i, (deviation, window)) in rolled(W, StandardDeviation::new(), &values).enumerate() {
            let variance = window.variance();
            assert!(exact::root_agrees(deviation, &variance, 1e-14), "{name}, window {i}: deviation {deviation}");
        }
    }
}

#[test]
fn long_windows_are_as_right() {
    for w in [999, 1_000] {
        for (name, values) in streams() {
            let values = &values[..8_000];
            for (i, (mean, window)) in rolled(w, Mean::new(), values).enumerate().step_by(89) {
                assert!(exact::agrees(mean, &window.mean(), 1e-14), "{name}, window {i} of {w}: mean {mean}");
            }
            for (i, (variance, window)) in rolled(w, Variance::new(), values).enumerate().step_by(89) {
                let normal = variance.is_finite() && variance > f64::MIN_POSITIVE;
                let agrees = !normal || exact::agrees(variance, &window.variance(), 1e-14);
                assert!(agrees, "{name}, window {i} of {w}: variance {variance}");
            }
        }
    }
}

/// Whole numbers under 10, so that many are equal to the one that deviations are taken from, and their sums are exact.
#[test]
fn windows_full_of_equal_values_are_exact() {
    let digits: Vec<f64> = uniform().take(3_000).map(|x| (x * 10.0).floor()).collect();
    for w in [2, 3, 7, 10, 64] {
        for (i, (variance, window)) in rolled(w, Variance::new(), &digits).enumerate() {
            assert!(exact::agrees(variance, &window.variance(), 2e-16), "window {i} of {w}: {variance}");
        }
    }
    let constant_but_for_spikes: Vec<f64> = (0..3_000).map(|i| if i % 37 == 5 { 1e12 } else { 0.1 }).collect();
    for (i, (variance, window)) in rolled(W, Variance::new(), &constant_but_for_spikes).enumerate() {
        assert!(exact::agrees(variance, &window.variance(), 1e-15), "window {i}: {variance}");
    }
}

/// A spike beside the number that deviations are taken from, at every place of the window: what is summed after it must not
/// be cut where the spike would have been.
#[test]
fn a_spike_leaves_no_trace_wherever_the_window_turns_over() {
    for spike in [1e6, 1e15, 1e160, 1e300] {
        for before in 0..2 * W {
            let level =
                uniform().take(5 * W).enumerate().map(|(i, x)| if i < before + 4 { 5.0 } else { 6.0 + x / 1e3 });
            let values: Vec<f64> = level.enumerate().map(|(i, x)| if i == before { spike } else { x }).collect();
            let rolled = rolled(W, Variance::new(), &values).enumerate();
            for (i, (variance, window)) in rolled.filter(|(i, _)| *i > before) {
                let agrees = exact::agrees(variance, &window.variance(), 2e-15);
                assert!(agrees, "{spike:e} at {before}, window {i}: variance {variance}");
            }
        }
    }
}

#[test]
fn rolling_skewness_and_kurtosis_are_right_to_1e_10_whatever_came_before() {
    let moderate = |(name, _): &(String, Vec<f64>)| !name.contains("e200") && !name.contains("inf");
    for (name, values) in streams().into_iter().filter(moderate) {
        for (i, (skewness, window)) in rolled(W, Skewness::new(), &values).enumerate() {
            let error = (skewness - window.sample_skewness()).abs();
            assert!(error < 1e-10, "{name}, window {i}: skewness {skewness}, off by {error:e}");
        }
        for (i, (kurtosis, window)) in rolled(W, Kurtosis::new(), &values).enumerate() {
            let error = (kurtosis - window.sample_kurtosis()).abs();
            assert!(error < 1e-10, "{name}, window {i}: kurtosis {kurtosis}, off by {error:e}");
        }
    }
}

/// The last value of a statistic of the last `w`.
fn last(w: usize, empty: impl Merge<Input = f64, Output = f64>, values: &[f64]) -> f64 {
    let mut statistic = LastN::new(w, empty).unwrap();
    for x in values {
        statistic.update(*x);
    }
    statistic.value().unwrap()
}

/// Compares with a value of as many digits as it was given with.
fn assert_close(found: f64, expected: f64) {
    assert!((found - expected).abs() <= 2e-15 * expected.abs(), "{found} is not {expected}");
}

#[test]
fn inputs_that_broke_others_come_out_right() {
    let values = [1.0, -1.0, 0.0, 1.0, 3.0, 2.0, -2.0, 1e10, 1.0, 2.0, 0.0, -2.0, 1.0, 3.0, 0.0, 1.0];
    assert_close(last(6, StandardDeviation::new(), &values), 1.643_167_672_515_498_4);
    assert_close(last(2, StandardDeviation::new(), &[1.2e3, 1.3e17, 1.5e17, 1995.0, 1990.0]), 3.535_533_905_932_737_8);
    let mut counting: Vec<f64> = (0..10).map(f64::from).collect();
    counting[2] = -9e33;
    assert_close(last(5, Mean::new(), &counting), 7.0);
    let mut thousandths: Vec<f64> = (0..100).map(|i| f64::from(i) / 1e3).collect();
    (thousandths[0], thousandths[5]) = (1e6, -1e6);
    assert!((last(20, Kurtosis::new(), &thousandths) + 1.2).abs() < 1e-10);
    let zeros = [1.0, 1e-7, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0];
    assert_close(last(5, Mean::new(), &zeros), 0.0);
    assert_close(last(5, Variance::new(), &zeros), 0.0);
    let step = [1.2, 1.2, 1.2, 1.2, 3.3, 3.3, 3.3, 3.3, 3.3, 3.3, 3.3];
    assert_close(last(5, StandardDeviation::new(), &step), 0.0);
    assert_close(last(3, Mean::new(), &[1e308, 1e308, -1e308]), 1e308 / 3.0);
}
