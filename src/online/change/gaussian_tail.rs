use super::{Verdict, in_units_of};
use crate::online::{InvalidParameter, Lagged, LastN, Mean, Refusal, StandardDeviation, Statistic, format::Format};
use core::f64::consts::{LN_10, PI, SQRT_2};

/// How improbable the mean of the last few values is, beside many before them: an alarm on what lasts, and not on a
/// single spike.
///
/// A [`Detector`](super::Detector) that takes the values before for normal (the anomaly likelihood of Ahmad, Lavin, Purdy
/// and Agha 2017, of a stream of any numbers, and in both directions). With `p` the probability that a normal value is
/// farther from their mean than the mean of the `recent` last values is, the score is `-log10 p`, negative downwards:
/// 5 is one in 100,000. An alarm is raised while `p` is less than `epsilon`, once there are `window` values to compare
/// with; the first scores are of fewer. Where those are all equal, anything else has the probability 0 and an infinite
/// score. There is no score while there is an infinity among them.
///
/// What lasts longer than the window becomes usual. One alarm an event is what [`refractory`] is for.
///
/// [`refractory`]: super::Detector::refractory
///
/// # Complexity
///
/// That of [`LastN`] of a [`Mean`], and of a mean and a [`StandardDeviation`], and an error function.
///
/// # Examples
///
/// ```
/// use antiphon::online::{Detector, GaussianTail, Statistic};
///
/// // The last 3 beside 100 before them; then it keeps still about the next 50.
/// let mut unusual = GaussianTail::new(100, 3, 1e-5).unwrap().refractory(50);
/// let mut alarms = Vec::new();
/// for i in 0..300 {
///     let usual = f64::from(i % 7);
///     unusual.update(if (200..220).contains(&i) { 20.0 } else { usual });
///     alarms.extend(unusual.alarm().map(|_| i));
/// }
/// assert_eq!(alarms, [201]);
/// ```
#[derive(Debug, Clone)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct GaussianTail {
    #[cfg_attr(not(feature = "serde"), allow(dead_code, reason = "it is only saved"))]
    format: Format<1>,
    window: u64,
    #[cfg_attr(feature = "serde", serde(with = "crate::online::format::exact"))]
    epsilon: f64,
    recent: LastN<Mean>,
    /// Those before the recent ones.
    before: Lagged<LastN<(Mean, StandardDeviation)>>,
}

impl GaussianTail {
    /// Of the mean of the `recent` last values beside the `window` before them.
    ///
    /// # Errors
    ///
    /// If `window` is less than 2, `recent` is 0, or `epsilon` not between 0 and 1.
    pub fn new(window: usize, recent: usize, epsilon: f64) -> Result<Self, InvalidParameter> {
        InvalidParameter::unless(window > 1, "window", window as f64, "at least 2")?;
        InvalidParameter::unless(recent > 0, "recent", recent as f64, "at least 1")?;
        InvalidParameter::unless(epsilon > 0.0 && epsilon < 1.0, "epsilon", epsilon, "over 0 and under 1")?;
        Ok(Self {
            format: Format,
            window: window as u64,
            epsilon,
            recent: LastN::new(recent, Mean::new())?,
            before: Lagged::new(recent, LastN::new(window, (Mean::new(), StandardDeviation::new()))?)?,
        })
    }
}

/// The decimal logarithm of the probability that a normal value is `z` deviations or more from the mean.
fn log10_of_tails(z: f64) -> f64 {
    let u = z.abs() / SQRT_2;
    // Farther out the probability is too small a number: erfc(u) = exp(-u^2) / (u sqrt(pi)) (1 - 1 / 2u^2 + ..).
    const SMALLEST: f64 = 26.0;
    if u < SMALLEST {
        return libm::log10(libm::erfc(u));
    }
    let square = u * u;
    -(square + libm::log(u) + libm::log(PI) / 2.0 - libm::log1p(-0.5 / square)) / LN_10
}

impl Statistic for GaussianTail {
    type Input = f64;
    type Output = Verdict;

    fn try_update(&mut self, x: f64) -> Result<(), Refusal> {
        self.recent.try_update(x)?;
        self.before.try_update(x)
    }

    fn admits(&self, x: &f64) -> Result<bool, Refusal> {
        self.recent.admits(x)
    }

    fn value(&self) -> Option<Verdict> {
        let (mean, deviation) = self.before.value()?;
        let z = in_units_of(deviation?, self.recent.value()? - mean?);
        let score = (-log10_of_tails(z)).copysign(z);
        let full = self.count() == self.window + self.recent.n() as u64;
        Some(Verdict::new(score, -libm::log10(self.epsilon)).only_if(full))
    }

    fn count(&self) -> u64 {
        self.before.count()
    }

    fn skipped(&self) -> u64 {
        self.before.skipped()
    }

    fn reset(&mut self) {
        self.recent.reset();
        self.before.reset();
    }
}
