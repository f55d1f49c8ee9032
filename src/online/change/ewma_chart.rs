use super::{Verdict, admits_up_to, finite, positive};
use crate::online::{InvalidParameter, Refusal, Statistic, format::Format, maths::sqrt};

/// The chart of the exponentially weighted moving average: has the level left a target that is known?
///
/// A [`Detector`](super::Detector) that begins with the target and takes `average = lambda x + (1 - lambda) average`
/// (Roberts 1959; NIST/SEMATECH e-Handbook, 6.3.2.4). The score is its distance from the target in its own deviations,
/// which are `deviation sqrt(lambda / (2 - lambda))` once many values have come. An alarm is raised at each value at
/// which the score is beyond the limit `L`. Small shifts are found with a small `lambda`; with 1 it is Shewhart's chart.
///
/// With independent normal values, `lambda` = 0.2 and `L` = 2.962, there is a false alarm in 500 values, and a shift by
/// a deviation is found after 10.5 (Lucas and Saccucci 1990, who have a table).
///
/// It never forgets an infinity, which is therefore refused.
///
/// # Complexity
///
/// Two multiplications a value, and a division and a root to read it; 56 bytes.
///
/// # Examples
///
/// ```
/// use antiphon::online::{Detector, EwmaChart, Shift, Statistic};
///
/// let mut chart = EwmaChart::new(50.0, 2.0).unwrap();
/// let drifts = (0..).find(|_| {
///     chart.update(53.0);
///     chart.alarm() == Some(Shift::Up)
/// });
/// assert_eq!(drifts, Some(4));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct EwmaChart {
    format: Format<1>,
    #[cfg_attr(feature = "serde", serde(with = "crate::online::format::exact"))]
    target: f64,
    #[cfg_attr(feature = "serde", serde(with = "crate::online::format::exact"))]
    deviation: f64,
    #[cfg_attr(feature = "serde", serde(with = "crate::online::format::exact"))]
    lambda: f64,
    #[cfg_attr(feature = "serde", serde(with = "crate::online::format::exact"))]
    limit: f64,
    #[cfg_attr(feature = "serde", serde(with = "crate::online::format::exact"))]
    average: f64,
    taken: u64,
    skipped: u64,
}

impl EwmaChart {
    /// Around a target, with the standard deviation that is usual, a `lambda` of 0.2 and a limit of 2.962.
    ///
    /// # Errors
    ///
    /// Unless both are finite, and `deviation` is positive.
    pub fn new(target: f64, deviation: f64) -> Result<Self, InvalidParameter> {
        finite("target", target)?;
        positive("deviation", deviation)?;
        let (lambda, limit) = (0.2, 2.962);
        Ok(Self { format: Format, target, deviation, lambda, limit, average: target, taken: 0, skipped: 0 })
    }

    /// The same with another weight of the newest value.
    ///
    /// # Errors
    ///
    /// Unless `0 < lambda <= 1`.
    pub fn with_lambda(self, lambda: f64) -> Result<Self, InvalidParameter> {
        InvalidParameter::unless(lambda > 0.0 && lambda <= 1.0, "lambda", lambda, "over 0 and at most 1")?;
        Ok(Self { lambda, ..self })
    }

    /// The same with another limit `L`, in deviations of the average.
    ///
    /// # Errors
    ///
    /// Unless it is finite and positive.
    pub fn with_limit(self, limit: f64) -> Result<Self, InvalidParameter> {
        positive("limit", limit)?;
        Ok(Self { limit, ..self })
    }

    /// The weighted average, in the units of the values: the target, before there are any.
    #[must_use]
    pub fn average(&self) -> f64 {
        self.average
    }

    /// The lower and the upper control limit, in the units of the values.
    #[must_use]
    pub fn control_limits(&self) -> (f64, f64) {
        let distance = self.limit * self.unit();
        (self.target - distance, self.target + distance)
    }

    /// The standard deviation of the average.
    fn unit(&self) -> f64 {
        self.deviation * sqrt(self.lambda / (2.0 - self.lambda))
    }
}

impl Statistic for EwmaChart {
    type Input = f64;
    type Output = Verdict;

    #[inline]
    fn try_update(&mut self, x: f64) -> Result<(), Refusal> {
        let admitted = self.admits(&x);
        if admitted == Ok(true) {
            // Not a step towards x, which would overflow where this does not.
            self.average = self.lambda * x + (1.0 - self.lambda) * self.average;
            self.taken += 1;
        } else {
            self.skipped += 1;
        }
        admitted.map(|_| ())
    }

    fn admits(&self, x: &f64) -> Result<bool, Refusal> {
        admits_up_to(f64::MAX, *x)
    }

    #[inline]
    fn value(&self) -> Option<Verdict> {
        (self.taken > 0).then(|| Verdict::new((self.average - self.target) / self.unit(), self.limit))
    }

    fn count(&self) -> u64 {
        self.taken
    }

    fn skipped(&self) -> u64 {
        self.skipped
    }

    fn reset(&mut self) {
        self.average = self.target;
        (self.taken, self.skipped) = (0, 0);
    }
}
