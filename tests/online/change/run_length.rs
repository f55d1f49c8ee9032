//! The average run lengths of the control charts, simulated, against those computed elsewhere.

use super::Random;
use crate::data;
use antiphon::online::{Cusum, Detector, EwmaChart, Shift};

/// How many values there are before the first alarm that counts, on average, and the standard error of that.
fn run_length<D>(empty: &D, mean: f64, seed: u64, counts: impl Fn(Shift) -> bool) -> (f64, f64)
where
    D: Detector<Input = f64> + Clone,
{
    let (mut random, mut lengths) = (Random(seed), Vec::new());
    // As many values for each.
    let mut left = 600_000_u32;
    while left > 0 {
        let (mut detector, mut length) = (empty.clone(), 0_u32);
        while !detector.alarm().is_some_and(&counts) {
            detector.update(mean + random.normal());
            length += 1;
        }
        left = left.saturating_sub(length);
        lengths.push(f64::from(length));
    }
    let runs = lengths.len() as f64;
    let average = lengths.iter().sum::<f64>() / runs;
    let variance = lengths.iter().map(|length| (length - average).powi(2)).sum::<f64>() / runs;
    (average, (variance / runs).sqrt())
}

#[track_caller]
fn agrees((found, error): (f64, f64), expected: f64, what: &str) {
    // The reference has one digit after the point, or two.
    let tolerance = 4.0 * error + 0.05;
    assert!((found - expected).abs() < tolerance, "{found} ± {error} is not {expected}: {what}");
    assert!(tolerance < 0.2 * expected + 0.1, "{error} tells nothing: {what}");
}

/// The number after a word.
fn after(line: &str, word: &str) -> f64 {
    let rest = line.split_once(word).unwrap_or_else(|| panic!("no `{word}` in {line}")).1.trim_start();
    rest.split_whitespace().next().and_then(|number| number.parse().ok()).unwrap_or_else(|| panic!("{line}"))
}

#[test]
fn cumulative_sums_run_as_long_as_the_reference_one_sided_and_two_sided() {
    let Some(table) = data::read("reference/charts_kalman.tsv") else { return };
    let mut lines = 0;
    for line in table.lines().filter(|line| line.starts_with("CUSUM")) {
        let (k, h, shift) = (after(line, "k="), after(line, "h="), after(line, "shift"));
        let chart = Cusum::new(0.0, 1.0).and_then(|it| it.with_allowance(k)).and_then(|it| it.with_threshold(h));
        let chart = chart.unwrap();
        agrees(run_length(&chart, shift, 11, |_| true), after(line, "two-sided"), line);
        let upwards = run_length(&chart, shift, 12, |shift| shift == Shift::Up);
        agrees(upwards, after(line, "one-sided"), line);
        lines += 1;
    }
    assert_eq!(lines, 12);
}

#[test]
fn weighted_averages_run_as_long_as_the_reference() {
    let Some(table) = data::read("reference/charts_kalman.tsv") else { return };
    let mut cells = 0;
    for line in table.lines().filter(|line| line.starts_with("EWMA chart")) {
        let (lambda, limit) = (after(line, "lambda="), after(line, "L="));
        let chart = EwmaChart::new(0.0, 1.0).and_then(|it| it.with_lambda(lambda)).and_then(|it| it.with_limit(limit));
        let chart = chart.unwrap();
        for cell in line.split("shift").skip(1) {
            let cell = format!("shift {cell}");
            let found = run_length(&chart, after(&cell, "shift"), 13, |_| true);
            agrees(found, after(&cell, "ARL"), &format!("lambda {lambda}, {cell}"));
            cells += 1;
        }
    }
    assert_eq!(cells, 30);
}

#[test]
fn with_a_lambda_of_one_it_is_the_chart_of_shewhart() {
    let Some(table) = data::read("reference/charts_kalman.tsv") else { return };
    let line = table.lines().find(|line| line.starts_with("Shewhart")).unwrap();
    let chart = EwmaChart::new(0.0, 1.0).and_then(|it| it.with_lambda(1.0)).and_then(|it| it.with_limit(3.0)).unwrap();
    agrees(run_length(&chart, 0.0, 14, |_| true), after(line, "ARL0"), line);
    agrees(run_length(&chart, 1.0, 15, |_| true), after(line, "shift1"), line);
}
