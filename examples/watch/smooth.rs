//! The generators that answer each row with a number. A row without a value is a `None`, and so is an answer that there
//! is nothing to base on.

use antiphon::prelude::*;
use std::collections::VecDeque;

/// The part of the window that must have values; below it the season shows in the mean.
const PRESENT: f64 = 0.8;

/// Answers each row with the mean of the last `window` rows, as soon as there are so many.
#[generator(yield = Option<f64>)]
pub fn moving_average(window: usize, #[send] mut value: Option<f64>) -> ! {
    let mut recent = VecDeque::new();
    loop {
        recent.push_back(value);
        if recent.len() > window {
            recent.pop_front();
        }
        let (count, sum) = recent.iter().flatten().fold((0, 0.0), |(count, sum), value| (count + 1, sum + value));
        let full = recent.len() == window && f64::from(count) >= PRESENT * window as f64;
        value = yield_!(full.then(|| sum / f64::from(count)));
    }
}

/// Answers each row with what it has grown by since the same row of the season before.
///
/// The season and the level cancel out, and what is left is the trend.
#[generator(yield = Option<f64>)]
pub fn growth(season: usize, #[send] mut value: Option<f64>) -> ! {
    let mut recent = VecDeque::new();
    loop {
        let before = if recent.len() == season { recent.pop_front().flatten() } else { None };
        recent.push_back(value);
        value = yield_!(value.zip(before).map(|(now, before)| now - before));
    }
}
