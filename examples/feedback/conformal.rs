//! An adaptive conformal threshold: how large an error may be, so that one in so many is larger.

use antiphon::prelude::*;
use std::{collections::VecDeque, pin::pin};

/// How many scores there must be before a threshold is given, and of how many of the last it is made.
const FIRST: usize = 100;
const LAST: usize = 500;

/// Yields the threshold for the next score, and is sent the score. A share `alpha` of the scores will be above it, even
/// if their distribution changes. Closed, it returns the level to which it has adapted.
///
/// Gibbs and Candès (2021): the threshold is a quantile of the last scores, and its level goes up by `gamma` times
/// `alpha` after each score below, down by `gamma` times the rest after each above. Whatever the scores, the share is off
/// by at most `(max(alpha, 1 - alpha) + gamma) / (gamma * n)` after `n`.
#[generator(yield = Option<f64>, send = f64)]
pub(crate) fn conformal(alpha: f64, gamma: f64) -> f64 {
    let mut level = alpha;
    let mut window = VecDeque::new();
    let mut sorted: Vec<f64> = vec![];
    loop {
        let threshold = (sorted.len() >= FIRST).then(|| quantile(&sorted, 1.0 - level));
        let Ok(score) = try_yield!(threshold) else { return level };
        if let Some(threshold) = threshold {
            level += gamma * (alpha - f64::from(u8::from(score > threshold)));
        }
        window.push_back(score);
        sorted.insert(sorted.partition_point(|other| *other < score), score);
        if window.len() > LAST
            && let Some(oldest) = window.pop_front()
        {
            sorted.remove(sorted.partition_point(|other| *other < oldest));
        }
    }
}

/// The smallest score that a share `q` of the next ones, were they like these, would not exceed.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within the length, by the clamp")]
fn quantile(sorted: &[f64], q: f64) -> f64 {
    if q >= 1.0 {
        return f64::INFINITY;
    }
    if q <= 0.0 {
        return f64::NEG_INFINITY;
    }
    let rank = ((sorted.len() as f64 + 1.0) * q).ceil().clamp(1.0, sorted.len() as f64);
    sorted[rank as usize - 1]
}

/// Scores that grow to the double half-way.
pub(crate) fn demo() {
    let mut threshold = pin!(conformal(0.1, 0.01));
    let (mut current, mut above, mut count) = (threshold.start().ok().flatten(), 0, 0);
    for n in 0..4000_u32 {
        let score = f64::from(n * 7919 % 1000) * if n < 2000 { 1.0 } else { 2.0 };
        if let Some(limit) = current {
            count += 1;
            above += u32::from(score > limit);
        }
        current = threshold.send(score).ok().flatten();
    }
    println!("conformal: {above} of {count} scores above the threshold");
}
