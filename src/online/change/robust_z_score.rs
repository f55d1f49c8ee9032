use super::{Verdict, in_units_of, positive};
use crate::online::{InvalidParameter, Refusal, SortedWindow, Statistic, format::Format};

/// What the median absolute deviation is multiplied with to estimate the standard deviation of normal values: one over
/// the third quartile of the standard normal distribution.
const OF_NORMAL: f64 = 1.482_602_218_505_602;

/// How unusual a value is beside the `n` before it, by their median: outliers among them, up to half of them, do not
/// hide the next.
///
/// A [`Detector`](super::Detector) whose score is `(x - median) / (1.4826 MAD)`, the modified z-score of Iglewicz and
/// Hoaglin (1993, who recommend a limit of 3.5); MAD is the median distance from the median, and the factor makes its
/// unit the standard deviation, where values are normal. It raises an alarm at each value whose score is beyond `limit`,
/// once there are `n` values to compare with; the first scores are of fewer, and of two at least. Where more than half
/// of those before are equal, any other value is infinitely far. There is no score while the median or the MAD is
/// infinite.
///
/// # Complexity
///
/// That of a [`SortedWindow`], of which the median and the MAD are read for each value.
///
/// # Examples
///
/// ```
/// use antiphon::online::{Detector, RobustZScore, Shift, Statistic};
///
/// let mut unusual = RobustZScore::new(5, 3.5).unwrap();
/// for x in [1.0, 2.0, 1e9, 3.0, 2.5] {
///     unusual.update(x);
/// }
/// unusual.update(9.0);
/// assert_eq!(unusual.alarm(), Some(Shift::Up), "though 1e9 is among those before");
/// ```
#[derive(Debug, Clone)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct RobustZScore {
    #[cfg_attr(not(feature = "serde"), allow(dead_code, reason = "it is only saved"))]
    format: Format<1>,
    #[cfg_attr(feature = "serde", serde(with = "crate::online::format::exact"))]
    limit: f64,
    /// Those before the next value.
    before: SortedWindow,
    verdict: Option<Verdict>,
}

impl RobustZScore {
    /// Of each value beside the `n` before it, with an alarm beyond `limit`.
    ///
    /// # Errors
    ///
    /// If `n` is less than 2, or `limit` not finite and positive.
    pub fn new(n: usize, limit: f64) -> Result<Self, InvalidParameter> {
        InvalidParameter::unless(n > 1, "n", n as f64, "at least 2")?;
        positive("limit", limit)?;
        Ok(Self { format: Format, limit, before: SortedWindow::new(n)?, verdict: None })
    }

    fn judge(&self, x: f64) -> Option<Verdict> {
        let median = self.before.median().filter(|median| median.is_finite())?;
        let deviation = self.before.median_absolute_deviation().filter(|deviation| deviation.is_finite())?;
        let verdict = Verdict::new(in_units_of(OF_NORMAL * deviation, x - median), self.limit);
        (self.before.len() > 1).then(|| verdict.only_if(self.before.len() == self.before.n()))
    }
}

impl Statistic for RobustZScore {
    type Input = f64;
    type Output = Verdict;

    fn try_update(&mut self, x: f64) -> Result<(), Refusal> {
        if !x.is_nan() {
            self.verdict = self.judge(x);
        }
        self.before.try_update(x)
    }

    fn admits(&self, x: &f64) -> Result<bool, Refusal> {
        Ok(!x.is_nan())
    }

    fn value(&self) -> Option<Verdict> {
        self.verdict
    }

    /// Of how many values it will compare the next one with.
    fn count(&self) -> u64 {
        self.before.len() as u64
    }

    fn skipped(&self) -> u64 {
        self.before.skipped()
    }

    fn reset(&mut self) {
        self.before.reset();
        self.verdict = None;
    }
}
