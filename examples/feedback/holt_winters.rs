//! Holt-Winters: a level, a trend and a season, each smoothed, give a forecast.

use antiphon::prelude::*;

/// How much the newest observation counts, for the level, the trend and the season.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Smoothing {
    pub(crate) level: f64,
    pub(crate) trend: f64,
    pub(crate) season: f64,
}

/// Is sent observations, and yields the forecast of the next; none during the first two seasons, from which it learns
/// where to begin.
///
/// The additive form (Winters 1960). The trend begins as the difference of the means of the two seasons, a step; the level
/// as the mean of both, moved to the last observation; the season as the mean of what is left.
#[generator(yield = Option<f64>)]
pub(crate) fn holt_winters(smoothing: Smoothing, period: usize, #[send] mut observed: f64) -> ! {
    let mut first = vec![observed];
    while first.len() < 2 * period {
        observed = yield_!(None);
        first.push(observed);
    }
    let length = period as f64;
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let (mut level, mut trend) = (mean(&first), (mean(&first[period..]) - mean(&first[..period])) / length);
    let rest = |n: usize| first[n] - (level + trend * (n as f64 - (length - 0.5)));
    let mut season: Vec<f64> = (0..period).map(|n| f64::midpoint(rest(n), rest(n + period))).collect();
    level += trend * (length - 0.5);
    for n in (0..period).cycle() {
        observed = yield_!(Some(level + trend + season[n]));
        let before = level;
        level = smoothing.level * (observed - season[n]) + (1.0 - smoothing.level) * (level + trend);
        trend = smoothing.trend * (level - before) + (1.0 - smoothing.trend) * trend;
        season[n] = smoothing.season * (observed - level) + (1.0 - smoothing.season) * season[n];
    }
    unreachable!("a season begins again")
}

/// Four quarters that grow, and then grow faster.
pub(crate) fn demo() {
    let smoothing = Smoothing { level: 0.5, trend: 0.3, season: 0.1 };
    let values = (0..24).map(|n| [5.0, -3.0, -6.0, 4.0][n % 4] + n as f64 + (n as f64 - 12.0).max(0.0));
    let forecasts = values.through(holt_winters(smoothing, 4).boxed());
    let last: Vec<String> = forecasts.skip(11).step_by(4).flatten().map(|value| format!("{value:.1}")).collect();
    println!("holt-winters: {}", last.join(" "));
}
