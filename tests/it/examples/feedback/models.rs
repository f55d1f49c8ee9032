//! Models that learn or decide: against references where there are some, and else against a second computation.

use super::{
    close,
    example::{
        golden_section::golden_section,
        holt_winters::{Smoothing, holt_winters},
        kalman::local_level,
        logistic::logistic,
        sprt::{Decision, sprt},
    },
};
use crate::{data, random::Random};
use antiphon::prelude::*;
use proptest::prelude::*;

#[test]
fn the_kalman_filter_sees_the_nile_as_the_reference_does() {
    let Some(nile) = data::read("series/nile.csv") else { return };
    let reference = data::read("reference/nile_local_level_filtered.tsv").unwrap();
    let mut filter = local_level(15099.0, 1469.1, 1e7).boxed().endless().unwrap();
    let observed = nile.lines().skip(1).map(|row| row.split(',').nth(1).unwrap().parse().unwrap());
    let mut years = 0;
    for (observed, row) in observed.zip(reference.lines()) {
        let expected: Vec<f64> = row.split('\t').skip(1).map(|number| number.parse().unwrap()).collect();
        let got = filter.answer(observed);
        let got = [got.level, got.variance, got.innovation, got.innovation_variance];
        got.iter().zip(&expected).for_each(|(got, expected)| close(*got, *expected, 1e-9));
        years += 1;
    }
    assert_eq!(years, 100);
}

/// Decides by how many of the trials have succeeded, and says after how many trials.
fn decided(trials: &[bool], null: f64, alternative: f64, alpha: f64, beta: f64) -> Option<(usize, Decision)> {
    (1..=trials.len()).find_map(|count| {
        let likelihood =
            |p: f64| trials[..count].iter().map(|success| if *success { p } else { 1.0 - p }).product::<f64>();
        let ratio = likelihood(alternative) / likelihood(null);
        if ratio >= (1.0 - beta) / alpha {
            Some((count, Decision::Alternative))
        } else {
            (ratio <= beta / (1.0 - alpha)).then_some((count, Decision::Null))
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sprt_decides_when_the_likelihoods_do(trials in prop::collection::vec(any::<bool>(), 0..60)) {
        let mut test = trials.iter().copied().through(sprt(0.35, 0.6, 0.05, 0.1).boxed());
        let undecided = test.by_ref().count();
        let got = test.into_parts().returned.map(|decision| (undecided + 1, decision));
        prop_assert_eq!(got, decided(&trials, 0.35, 0.6, 0.05, 0.1));
    }

    /// In the form that corrects each part by the error of the forecast, which is the same in other words.
    #[test]
    fn holt_winters_corrects_by_its_error(values in prop::collection::vec(-100.0..100.0, 8..60), period in 1_usize..5) {
        let (alpha, beta, gamma) = (0.4, 0.3, 0.2);
        let smoothing = Smoothing { level: alpha, trend: beta, season: gamma };
        let forecasts: Vec<_> = values.iter().copied().through(holt_winters(smoothing, period).boxed()).collect();
        let begin = 2 * period;
        prop_assert!(forecasts[..begin - 1].iter().all(Option::is_none));
        // What it begins with is in its first forecasts: the differences of a line and a season that goes round.
        let first = &values[..begin];
        let half = |half: usize| first[half * period..][..period].iter().sum::<f64>() / period as f64;
        let mut trend = (half(1) - half(0)) / period as f64;
        let at = |time: f64| f64::midpoint(half(0), half(1)) + trend * (time - (period as f64 - 0.5));
        let mut season: Vec<f64> = (0..begin).map(|n| (0..2).map(|half| {
            let time = n % period + half * period;
            (first[time] - at(time as f64)) / 2.0
        }).sum()).collect();
        let mut level = at(begin as f64 - 1.0);
        for (time, observed) in values.iter().enumerate().skip(begin) {
            let forecast = level + trend + season[time - period];
            close(forecasts[time - 1].unwrap(), forecast, 1e-9);
            let error = observed - forecast;
            level += trend + alpha * error;
            trend += alpha * beta * error;
            season.push(season[time - period] + gamma * (1.0 - alpha) * error);
        }
    }

    #[test]
    fn golden_section_brackets_the_minimum(lowest in -3.0..7.0_f64, power in 1_i32..4, width in 1e-6..1.0) {
        let mut search = golden_section(-3.0..7.0, width).boxed();
        let mut asked = search.start().map_err(Stopped::returned);
        let mut calls = 0;
        let found = loop {
            match asked {
                Ok(x) => {
                    prop_assert!((-3.0..=7.0).contains(&x));
                    asked = search.send((x - lowest).abs().powi(power)).map_err(Stopped::returned);
                }
                Err(found) => break found.unwrap(),
            }
            calls += 1;
        };
        prop_assert!(found.start <= lowest && lowest <= found.end && found.end - found.start <= width);
        // Two to begin with, and one for each time that the range of ten becomes narrower by the golden ratio.
        let expected = 2.0 + ((10.0 / width).ln() / f64::midpoint(1.0, 5_f64.sqrt()).ln()).ceil();
        prop_assert!((f64::from(calls) - expected).abs() <= 1.0, "{calls} calls, and not {expected}");
    }
}

/// By Wald's inequality, and four standard deviations of the share of so many decisions more.
#[test]
fn sprt_errs_no_more_often_than_it_says() {
    const TESTS: u32 = 20_000;
    let (null, alternative, alpha, beta) = (0.35, 0.6, 0.05, 0.1);
    let random = Random::new(1);
    let share = |truth: f64, wrong: Decision| {
        let decide = |_| {
            let trials = std::iter::repeat_with(|| random.uniform() < truth);
            let mut test = trials.through(sprt(null, alternative, alpha, beta).boxed());
            test.by_ref().for_each(drop);
            test.into_parts().returned == Some(wrong)
        };
        f64::from((0..TESTS).map(decide).map(u32::from).sum::<u32>()) / f64::from(TESTS)
    };
    for (truth, wrong, bound) in
        [(null, Decision::Alternative, alpha / (1.0 - beta)), (alternative, Decision::Null, beta / (1.0 - alpha))]
    {
        let (share, spread) = (share(truth, wrong), (bound * (1.0 - bound) / f64::from(TESTS)).sqrt());
        assert!(share <= bound + 4.0 * spread && share > bound / 4.0, "{wrong:?}: {share}, and not {bound}");
    }
}

#[test]
fn holt_winters_foresees_a_line_with_a_season_whatever_the_smoothing() {
    let value = |n: usize| 3.0 + 0.25 * n as f64 + [4.0, -1.0, -3.5, 0.5][n % 4];
    for smoothing in [0.1, 0.5, 0.9].map(|share| Smoothing { level: share, trend: share, season: share }) {
        let forecasts = (0..100).map(value).through(holt_winters(smoothing, 4).boxed());
        for (n, forecast) in forecasts.enumerate().skip(7) {
            close(forecast.unwrap(), value(n + 1), 1e-12);
        }
    }
}

/// Examples of a model with the weights 2 and -1, and the intercept 0.5.
fn examples(count: usize) -> Vec<([f64; 2], bool)> {
    let random = Random::new(7);
    let example = |_| {
        let features = [2.0 * random.uniform() - 1.0, 2.0 * random.uniform() - 1.0];
        let chance = 1.0 / (1.0 + (-(2.0 * features[0] - features[1] + 0.5)).exp());
        (features, random.uniform() < chance)
    };
    (0..count).map(example).collect()
}

/// The weights after some examples.
fn learnt(examples: &[([f64; 2], bool)]) -> [f64; 3] {
    let ([a, b], c) = logistic(1.0).boxed().send_all(examples.iter().copied()).unwrap().unwrap();
    [a, b, c]
}

fn loss(weights: [f64; 3], (features, label): ([f64; 2], bool)) -> f64 {
    let sum = weights[0] * features[0] + weights[1] * features[1] + weights[2];
    (1.0 + (if label { -sum } else { sum }).exp()).ln()
}

#[test]
fn logistic_predicts_before_it_learns_and_goes_down_the_gradient() {
    let examples = examples(50);
    let predictions: Vec<f64> = examples.iter().copied().through(logistic(1.0).boxed()).collect();
    close(predictions[0], 0.5, 0.0);
    for n in 1..examples.len() {
        let (before, after, example) = (learnt(&examples[..n]), learnt(&examples[..=n]), examples[n]);
        close(predictions[n], (-loss(before, (example.0, true))).exp(), 1e-12);
        for axis in 0..3 {
            let moved = |by: f64| {
                let mut weights = before;
                weights[axis] += by;
                loss(weights, example)
            };
            let slope = (moved(1e-5) - moved(-1e-5)) / 2e-5;
            close(after[axis] - before[axis], -slope / ((n + 1) as f64).sqrt(), 1e-9);
        }
    }
}

#[test]
fn logistic_finds_the_weights_that_made_the_labels() {
    let examples = examples(50_000);
    let weights = learnt(&examples);
    for (weight, truth) in weights.iter().zip([2.0, -1.0, 0.5]) {
        assert!((weight - truth).abs() < 0.2, "{weights:?}");
    }
    let mean = |weights| examples.iter().map(|example| loss(weights, *example)).sum::<f64>() / examples.len() as f64;
    assert!(mean(weights) < mean([2.0, -1.0, 0.5]) + 0.002 && mean(weights) < mean([0.0; 3]) - 0.1);
}
