//! One pass over the stream.

use crate::{options::Settings, stream::Stream};
use antiphon::{
    online::{Detector, GaussianTail, InvalidParameter, RobustZScore, Statistic, Verdict},
    prelude::*,
};
use std::{collections::VecDeque, pin::pin};

/// Beyond so many deviations a single value is an anomaly.
pub const LIMIT: f64 = 8.0;
/// What is less probable than this is an anomaly where it lasts.
pub const EPSILON: f64 = 1e-4;

/// What the detectors say of a row: of the value alone, and of the eighth of a day that it ends.
#[derive(Debug, Clone, Copy, Default)]
pub struct Scores {
    pub value: Option<Verdict>,
    pub lasting: Option<Verdict>,
}

impl Scores {
    /// The names of the detectors that raise an alarm, with their scores.
    pub fn alarms(&self) -> impl Iterator<Item = (&'static str, f64)> {
        let all = [("value", self.value), ("lasting", self.lasting)];
        all.into_iter().filter_map(|(name, verdict)| verdict.filter(|it| it.alarm.is_some()).map(|it| (name, it.score)))
    }
}

pub fn score(stream: &Stream, settings: &Settings) -> Result<Vec<Scores>, InvalidParameter> {
    let recent = (settings.day / 8).max(1);
    let value = RobustZScore::new(settings.window, LIMIT)?.refractory(settings.day as u64);
    let lasting = GaussianTail::new(settings.window, recent, EPSILON)?.refractory(settings.day as u64);
    // Two statistics over one pass are a statistic, too.
    let mut detectors = (value, lasting).generator();
    let mut news = pin!(news(settings.season));
    let mut scores = |x: f64| {
        // NaN would be skipped, and the last alarm told again.
        let news = news.send(x).ok().filter(|news| news.is_finite())?;
        let (value, lasting) = detectors.send(news).ok()??;
        Some(Scores { value, lasting })
    };
    Ok(stream.rows.iter().map(|row| scores(row.value).unwrap_or_default()).collect())
}

/// Answers each value with its difference to that a season before; NaN where there is none. Without a season, with the
/// value.
#[generator(yield = f64)]
fn news(season: Option<usize>, #[send] mut x: f64) -> ! {
    let mut before = VecDeque::new();
    loop {
        before.push_back(x);
        let usual = match season {
            None => Some(0.0),
            Some(season) if before.len() <= season => None,
            Some(_) => before.pop_front(),
        };
        x = yield_!(usual.map_or(f64::NAN, |usual| x - usual));
    }
}
