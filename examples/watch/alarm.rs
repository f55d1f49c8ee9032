//! The drift alarm: has the growth of the series left the level at which it was?
//!
//! The test is Page's two-sided cumulative sum (E. S. Page, Continuous inspection schemes, Biometrika 41, 1954). From
//! `learning` growths it takes their mean m and standard deviation s. For each growth g after these it adds up
//!
//! ```text
//! above = max(0, above + (g - m) / s - 1)        below = max(0, below - (g - m) / s - 1)
//! ```
//!
//! and raises the alarm when one of them exceeds `threshold`. An excess of less than s counts for nothing, and one of
//! 2 s must last for `threshold` rows. Growths over a season overlap, so neighbours are alike, and the usual tables of
//! false alarms, which are for independent values, do not apply. So `threshold` is long, half a season and at least 5
//! rows, and `learning` is three seasons and at least 30 rows. Both were chosen with the bundled series in view.
//!
//! Whoever has heard the alarm throws [`Reset`], and it learns the new level.

use crate::options::Settings;
use antiphon::prelude::*;
use std::convert::Infallible;

/// Thrown in to make the alarm forget what it has learnt.
#[derive(Debug)]
pub struct Reset;

/// How the growth was while the alarm learnt.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Baseline {
    pub mean: f64,
    pub deviation: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Above,
    Below,
}

/// What the alarm says to a growth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Verdict {
    Learning,
    Steady(Baseline),
    Drift(Baseline, Direction),
}

/// Answers each growth with a verdict. After a drift it goes on saying so until a [`Reset`].
#[generator(yield = Verdict, send = f64, throw = Reset)]
pub fn drift_alarm(settings: &Settings) -> ! {
    let learning = settings.season.saturating_mul(3).max(30);
    let threshold = (settings.season as f64 / 2.0).max(5.0);
    loop {
        // A reset leaves the inner generator as its error, wherever it is.
        if let Ok(baseline) = yield_from!(learn(learning)) {
            let Err(Reset) = yield_from!(compare(baseline, threshold));
        }
    }
}

/// Takes `count` growths.
#[generator(yield = Verdict, send = f64, throw = Reset)]
fn learn(count: usize) -> Result<Baseline, Reset> {
    let mut growths = Vec::new();
    while growths.len() < count {
        growths.push(yield_!(Verdict::Learning));
    }
    Ok(Baseline::of(&growths))
}

/// Compares each growth with the baseline. It begins with the answer to the last growth that was learnt from.
#[generator(yield = Verdict, send = f64, throw = Reset)]
fn compare(baseline: Baseline, threshold: f64) -> Result<Infallible, Reset> {
    let (mut above, mut below) = (0.0_f64, 0.0_f64);
    loop {
        let growth = yield_!(if above > threshold {
            Verdict::Drift(baseline, Direction::Above)
        } else if below > threshold {
            Verdict::Drift(baseline, Direction::Below)
        } else {
            Verdict::Steady(baseline)
        });
        let excess = (growth - baseline.mean) / baseline.deviation;
        above = (above + excess - 1.0).max(0.0);
        below = (below - excess - 1.0).max(0.0);
    }
}

impl Baseline {
    fn of(growths: &[f64]) -> Self {
        let count = growths.len() as f64;
        let mean = growths.iter().sum::<f64>() / count;
        let variance = growths.iter().map(|growth| (growth - mean).powi(2)).sum::<f64>() / count;
        // Where the growth never varied, rounding is still no drift.
        let least = (mean.abs() * 1e-6).max(f64::MIN_POSITIVE);
        Self { mean, deviation: variance.sqrt().max(least) }
    }
}
