//! The detectors by their definitions, of all values at once.

use crate::naive::{deviation, last, mean};
use antiphon::online::{Shift, Verdict};

/// What is admitted, and its verdict.
pub(super) fn verdict(score: f64, limit: f64, ready: bool) -> Verdict {
    let shift = if score > 0.0 { Shift::Up } else { Shift::Down };
    Verdict { score, alarm: (ready && score.abs() > limit).then_some(shift) }
}

fn in_units_of(spread: f64, distance: f64) -> f64 {
    if distance == 0.0 { 0.0 } else { distance / spread }
}

pub(super) fn z_score(xs: &[f64], n: usize, limit: f64) -> Option<Verdict> {
    let (x, before) = xs.split_last()?;
    let before = last(n, before);
    let score = in_units_of(deviation(before, 1)?, x - mean(before)?);
    Some(verdict(score, limit, before.len() == n))
}

fn median(xs: &[f64]) -> f64 {
    let mut sorted = xs.to_vec();
    sorted.sort_by(f64::total_cmp);
    let n = sorted.len();
    if n % 2 == 1 { sorted[n / 2] } else { sorted[n / 2 - 1] / 2.0 + sorted[n / 2] / 2.0 }
}

pub(super) fn robust_z_score(xs: &[f64], n: usize, limit: f64) -> Option<Verdict> {
    let (x, before) = xs.split_last()?;
    let before = last(n, before);
    if before.len() < 2 {
        return None;
    }
    let centre = median(before);
    let spread = median(&before.iter().map(|x| (x - centre).abs()).collect::<Vec<_>>());
    let score = in_units_of(1.482_602_218_505_602 * spread, x - centre);
    (centre.is_finite() && spread.is_finite()).then(|| verdict(score, limit, before.len() == n))
}

/// The largest sum of excesses that end with the last, since the last alarm.
fn one_sided(excesses: &[f64], threshold: f64) -> f64 {
    let (mut start, mut sum) = (0, 0.0);
    for end in 1..=excesses.len() {
        // What begins later than the largest, or sums infinities of both signs, is passed over by `max`.
        sum = (start..end).map(|begin| excesses[begin..end].iter().sum::<f64>()).fold(0.0, f64::max);
        if sum > threshold {
            start = end;
        }
    }
    sum
}

pub(super) fn cusum(xs: &[f64], target: f64, sigma: f64, allowance: f64, threshold: f64) -> Option<Verdict> {
    let side = |sign: f64| {
        let excesses: Vec<f64> = xs.iter().map(|x| sign * (x - target) / sigma - allowance).collect();
        one_sided(&excesses, threshold)
    };
    let (above, below) = (side(1.0), side(-1.0));
    (!xs.is_empty()).then(|| verdict(if above >= below { above } else { -below }, threshold, true))
}

pub(super) fn ewma_chart(xs: &[f64], target: f64, sigma: f64, lambda: f64, limit: f64) -> Option<Verdict> {
    let weights = |i: usize| lambda * (1.0 - lambda).powf((xs.len() - 1 - i) as f64);
    let average =
        xs.iter().enumerate().map(|(i, x)| weights(i) * x).sum::<f64>() + (1.0 - lambda).powf(xs.len() as f64) * target;
    let unit = sigma * (lambda / (2.0 - lambda)).sqrt();
    (!xs.is_empty()).then(|| verdict((average - target) / unit, limit, true))
}

/// The verdict, and how many values the test is of.
pub(super) fn page_hinkley(
    xs: &[f64],
    delta: f64,
    threshold: f64,
    alpha: f64,
    minimum: usize,
) -> (Option<Verdict>, usize) {
    let (mut start, mut found) = (0, None);
    for end in 1..=xs.len() {
        if found.is_some_and(|found: Verdict| found.alarm.is_some()) {
            start = end - 1;
        }
        let test = &xs[start..end];
        let deviations: Vec<f64> = (1..=test.len()).map(|n| test[n - 1] - mean(&test[..n]).unwrap()).collect();
        let score = |sign: f64| {
            let mut sums = vec![];
            for deviation in &deviations {
                sums.push(alpha * sums.last().unwrap_or(&0.0) + sign * deviation - delta);
            }
            sums.last().unwrap() - sums.iter().copied().fold(f64::INFINITY, f64::min)
        };
        let (rise, fall) = (score(1.0), score(-1.0));
        found = Some(verdict(if rise >= fall { rise } else { -fall }, threshold, test.len() >= minimum));
    }
    (found, xs.len() - start)
}

/// How ADWIN is set up.
#[derive(Debug, Clone, Copy)]
pub(super) struct Adwin {
    pub(super) delta: f64,
    pub(super) clock: usize,
    pub(super) buckets: usize,
    pub(super) minimum: usize,
    pub(super) grace: usize,
}

/// The mean and the population variance, by way of a shift that keeps the digits.
fn moments(xs: &[f64]) -> (f64, f64) {
    let n = xs.len() as f64;
    let shift = xs[0];
    let mean = xs.iter().map(|x| x - shift).sum::<f64>() / n;
    (shift + mean, xs.iter().map(|x| (x - shift - mean).powi(2)).sum::<f64>() / n)
}

impl Adwin {
    /// The verdict, and the values in the window.
    pub(super) fn run(self, xs: &[f64]) -> (Option<Verdict>, Vec<f64>) {
        let mut rows: Vec<Vec<Vec<f64>>> = vec![];
        let (mut found, mut settled) = (None, 0.0);
        for (i, x) in xs.iter().enumerate() {
            self.insert(&mut rows, *x);
            let window: Vec<f64> = oldest_first(&rows).concat();
            if (i + 1) % self.clock == 0 && window.len() > self.grace {
                let score = self.score(&rows);
                settled = score;
                while settled.abs() > 1.0 {
                    let oldest = rows.last_mut().unwrap();
                    oldest.remove(0);
                    if oldest.is_empty() {
                        rows.pop();
                    }
                    settled = self.score(&rows);
                }
                found = Some(verdict(score, 1.0, true));
            } else if found.is_some() {
                found = Some(Verdict { score: settled, alarm: None });
            }
        }
        (found, oldest_first(&rows).concat())
    }

    /// Each row has buckets of twice the values of the row before.
    fn insert(self, rows: &mut Vec<Vec<Vec<f64>>>, x: f64) {
        let mut carried = Some(vec![x]);
        let mut row = 0;
        while let Some(bucket) = carried.take() {
            if row == rows.len() {
                rows.push(vec![]);
            }
            rows[row].push(bucket);
            if rows[row].len() > self.buckets {
                carried = Some(rows[row].drain(..2).collect::<Vec<_>>().concat());
            }
            row += 1;
        }
    }

    fn score(self, rows: &[Vec<Vec<f64>>]) -> f64 {
        let buckets = oldest_first(rows);
        let window = buckets.concat();
        let d = (2.0 * (window.len() as f64).ln() / self.delta).ln();
        let (mut farthest, mut cut) = (0.0_f64, 0);
        for bucket in &buckets {
            cut += bucket.len();
            let (older, newer) = window.split_at(cut);
            if older.len() < self.minimum || newer.len() < self.minimum {
                continue;
            }
            let m = [older, newer].iter().map(|part| 1.0 / (part.len() - self.minimum + 1) as f64).sum::<f64>();
            let epsilon = (2.0 * m * moments(&window).1 * d).sqrt() + 2.0 / 3.0 * d * m;
            let score = (moments(newer).0 - moments(older).0) / epsilon;
            if score.abs() > farthest.abs() {
                farthest = score;
            }
        }
        farthest
    }
}

fn oldest_first(rows: &[Vec<Vec<f64>>]) -> Vec<Vec<f64>> {
    rows.iter().rev().flatten().cloned().collect()
}

/// Abramowitz and Stegun 7.1.5 and 7.1.14.
fn log10_of_erfc(u: f64) -> f64 {
    if u < 2.0 {
        let mut term = u;
        let mut sum = u;
        for n in 1..60 {
            term *= -u * u / f64::from(n);
            sum += term / f64::from(2 * n + 1);
        }
        return (1.0 - 2.0 / std::f64::consts::PI.sqrt() * sum).log10();
    }
    let fraction = (1..400).rev().fold(u, |below, k| u + f64::from(k) / 2.0 / below);
    -u * u * std::f64::consts::LOG10_E - (fraction * std::f64::consts::PI.sqrt()).log10()
}

pub(super) fn gaussian_tail(xs: &[f64], window: usize, recent: usize, epsilon: f64) -> Option<Verdict> {
    let (before, newest) = xs.split_at(xs.len().checked_sub(recent)?);
    let before = last(window, before);
    let z = in_units_of(deviation(before, 1)?, mean(newest)? - mean(before)?);
    let score = if z.is_infinite() { z } else { (-log10_of_erfc(z.abs() / 2_f64.sqrt())).copysign(z) };
    Some(verdict(score, -epsilon.log10(), before.len() == window))
}

/// The verdicts on each beginning of the stream, where those about the `n` after an alarm are quiet.
pub(super) fn refractory<T>(xs: &[T], n: usize, of: impl Fn(&[T]) -> Option<Verdict>) -> Option<Verdict> {
    let (mut found, mut last_alarm) = (None, None);
    for end in 1..=xs.len() {
        found = of(&xs[..end]);
        if let Some(Verdict { alarm: alarm @ Some(_), .. }) = &mut found {
            match last_alarm {
                Some(last) if end - last <= n => *alarm = None,
                _ => last_alarm = Some(end),
            }
        }
    }
    found
}
