//! The laws of all statistics.

use super::{Random, naive};
use crate::laws::{Close, hold};
use antiphon::online::*;

impl Close for Verdict {
    fn close(&self, other: &Self) -> bool {
        let tolerance = 1e-9 * other.score.abs().max(1.0);
        let scores = self.score == other.score || (self.score - other.score).abs() <= tolerance;
        scores && self.alarm == other.alarm
    }
}

/// A line for each detector: an empty one, its definition, and how many values it holds.
macro_rules! laws {
    ($($name:ident: $empty:expr, $naive:expr, $held:expr;)*) => {
        $(
            #[test]
            fn $name() {
                hold(&$empty, $naive, $held);
            }
        )*
    };
}

const ADWIN: naive::Adwin = naive::Adwin { delta: 0.5, clock: 3, buckets: 2, minimum: 2, grace: 4 };

fn adwin(set: naive::Adwin) -> Adwin {
    let [clock, minimum, grace] = [set.clock, set.minimum, set.grace].map(|n| n as u64);
    let with = Adwin::new().with_grace(grace).with_delta(set.delta).and_then(|it| it.with_clock(clock));
    with.and_then(|it| it.with_buckets(set.buckets)).and_then(|it| it.with_minimum(minimum)).unwrap()
}

fn page_hinkley() -> PageHinkley {
    let with = PageHinkley::new().with_minimum(3).with_delta(0.5).and_then(|it| it.with_threshold(900.0));
    with.and_then(|it| it.with_alpha(0.9)).unwrap()
}

laws! {
    z_score: ZScore::new(3, 2.0).unwrap(), |xs: &[f64]| naive::z_score(xs, 3, 2.0), |xs| xs.len().min(3);
    robust_z_score: RobustZScore::new(4, 3.5).unwrap(),
        |xs: &[f64]| naive::robust_z_score(xs, 4, 3.5), |xs| xs.len().min(4);
    robust_z_score_of_an_odd_number: RobustZScore::new(5, 1.0).unwrap(),
        |xs: &[f64]| naive::robust_z_score(xs, 5, 1.0), |xs| xs.len().min(5);
    cusum: Cusum::new(1.0, 2.0).unwrap(), |xs: &[f64]| naive::cusum(xs, 1.0, 2.0, 0.5, 5.0), <[f64]>::len;
    cusum_of_small_shifts: Cusum::new(2.0, 1e3).and_then(|it| it.with_allowance(0.1)).unwrap(),
        |xs: &[f64]| naive::cusum(xs, 2.0, 1e3, 0.1, 5.0), <[f64]>::len;
    ewma_chart: EwmaChart::new(1.0, 2.0).unwrap(),
        |xs: &[f64]| naive::ewma_chart(xs, 1.0, 2.0, 0.2, 2.962), <[f64]>::len;
    page_hinkley_test: page_hinkley(), |xs: &[f64]| naive::page_hinkley(xs, 0.5, 900.0, 0.9, 3).0,
        |xs| naive::page_hinkley(xs, 0.5, 900.0, 0.9, 3).1;
    adaptive_window: adwin(ADWIN), |xs: &[f64]| ADWIN.run(xs).0, |xs| ADWIN.run(xs).1.len();
    gaussian_tail: GaussianTail::new(5, 2, 0.01).unwrap(),
        |xs: &[f64]| naive::gaussian_tail(xs, 5, 2, 0.01), |xs| xs.len().min(7);
    refractory: Cusum::new(1.0, 2.0).unwrap().refractory(3),
        |xs: &[f64]| naive::refractory(xs, 3, |xs| naive::cusum(xs, 1.0, 2.0, 0.5, 5.0)), <[f64]>::len;
}

/// Between 0 and 1, with a level that jumps now and then.
fn jumps(random: &mut Random, n: usize) -> Vec<f64> {
    let mut level = random.uniform();
    let mut value = || {
        if random.uniform() < 0.01 {
            level = random.uniform();
        }
        random.uniform().midpoint(level)
    };
    (0..n).map(|_| value()).collect()
}

#[test]
fn the_adaptive_window_is_that_of_its_definition_whatever_the_parameters() {
    let mut random = Random(1);
    let mut dropped = 0;
    for clock in [1, 7, 32] {
        for buckets in [1, 2, 5] {
            let set = naive::Adwin { delta: 0.05, clock, buckets, minimum: 3, grace: 8 };
            let stream = jumps(&mut random, 400);
            let mut detector = adwin(set);
            let mut taken = 0;
            for (i, x) in stream.iter().enumerate() {
                detector.update(*x);
                taken += 1;
                // The definition takes the whole stream again.
                if i % 13 == 0 || i + 1 == stream.len() {
                    let (verdict, window) = set.run(&stream[..=i]);
                    assert!(
                        detector.value().close(&verdict),
                        "{:?} is not {verdict:?} at {i}, {set:?}",
                        detector.value()
                    );
                    assert_eq!(detector.count(), window.len() as u64, "at {i}, {set:?}");
                    let mean = window.iter().sum::<f64>() / window.len() as f64;
                    let variance = window.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / window.len() as f64;
                    assert!((detector.mean().unwrap() - mean).abs() < 1e-12);
                    assert!((detector.variance().unwrap() - variance).abs() < 1e-12);
                }
            }
            dropped += taken - detector.count();
        }
    }
    assert!(dropped > 500, "the streams drift, and windows are cut: {dropped}");
}

#[test]
fn what_has_left_a_window_leaves_no_trace() {
    let mut random = Random(2);
    for outlier in [1e6, 1e15, 1e200, f64::INFINITY, f64::NEG_INFINITY] {
        let usual: Vec<f64> = (0..50).map(|_| random.uniform()).collect();
        fn same<D: Detector<Input = f64>>(mut disturbed: D, mut fresh: D, outlier: f64, usual: &[f64]) {
            disturbed.update(outlier);
            for x in usual {
                disturbed.update(*x);
                fresh.update(*x);
            }
            let (disturbed, fresh) = (disturbed.value().unwrap(), fresh.value().unwrap());
            assert!((disturbed.score - fresh.score).abs() < 1e-12, "{disturbed:?} is not {fresh:?} after {outlier}");
            assert_eq!(disturbed.alarm, fresh.alarm);
        }
        let z_score = || ZScore::new(20, 3.0).unwrap();
        same(z_score(), z_score(), outlier, &usual);
        let robust = || RobustZScore::new(20, 3.0).unwrap();
        same(robust(), robust(), outlier, &usual);
        let tail = || GaussianTail::new(20, 5, 1e-3).unwrap();
        same(tail(), tail(), outlier, &usual);
        let cusum = || Cusum::new(0.5, 0.3).unwrap();
        same(cusum(), cusum(), outlier, &usual);
    }
}

#[test]
fn an_adaptive_window_that_has_dropped_large_values_is_as_right_as_a_new_one() {
    let mut random = Random(3);
    let mut detector = Adwin::new();
    for _ in 0..1000 {
        detector.update(1e15 * random.uniform());
    }
    let usual: Vec<f64> = (0..100_000).map(|_| random.uniform()).collect();
    for x in &usual {
        detector.update(*x);
    }
    let window = &usual[usual.len() - usize::try_from(detector.count()).unwrap()..];
    assert!(window.len() > 1000);
    let mean = window.iter().sum::<f64>() / window.len() as f64;
    assert!((detector.mean().unwrap() - mean).abs() < 1e-12);
}
