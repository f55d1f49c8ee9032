use super::{LARGEST, Verdict, admits_up_to, positive};
use crate::online::{InvalidParameter, Mean, Refusal, Statistic, format::Format};

/// The Page-Hinkley test: has the level of a stream drifted from what it was, which need not be known?
///
/// A [`Detector`](super::Detector) that sums the deviations from the mean of all values since the last alarm, upwards
/// less a tolerance `delta`, downwards plus it (Page 1954, Hinkley 1971), and lets the sums fade by `alpha`. The score is
/// the rise of the first over its least so far, or the fall of the second below its greatest, with a minus, whichever is
/// larger; its unit is that of the values. An alarm is raised when that is over the threshold, once the test has seen
/// its minimum of values; the value after an alarm is the first of a new test.
///
/// The defaults are those of river: `delta` 0.005, `threshold` 50, `alpha` 0.9999, a minimum of 30 values. They suit
/// values around one; the threshold is to be chosen in the units of the values. There is no table of run lengths, as
/// these depend on the distribution of the values; a [`Cusum`](super::Cusum) has one, where the level is known.
///
/// Values over 1e150 in magnitude are refused.
///
/// # Complexity
///
/// A mean and ten additions a value; 128 bytes.
///
/// # Examples
///
/// ```
/// use antiphon::online::{Detector, PageHinkley, Shift, Statistic};
///
/// let mut drift = PageHinkley::new().with_threshold(20.0).unwrap();
/// let level = |i| if i < 100 { 3.0 } else { 8.0 };
/// let found = (0..).find(|i| {
///     drift.update(level(*i));
///     drift.alarm() == Some(Shift::Up)
/// });
/// assert_eq!(found, Some(104), "the fifth of the new level");
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct PageHinkley {
    format: Format<1>,
    #[cfg_attr(feature = "serde", serde(with = "crate::online::format::exact"))]
    delta: f64,
    #[cfg_attr(feature = "serde", serde(with = "crate::online::format::exact"))]
    threshold: f64,
    #[cfg_attr(feature = "serde", serde(with = "crate::online::format::exact"))]
    alpha: f64,
    minimum: u64,
    test: Test,
    skipped: u64,
}

/// What is known since the last alarm.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
struct Test {
    mean: Mean,
    #[cfg_attr(feature = "serde", serde(with = "crate::online::format::exact"))]
    upwards: f64,
    #[cfg_attr(feature = "serde", serde(with = "crate::online::format::exact"))]
    least: f64,
    #[cfg_attr(feature = "serde", serde(with = "crate::online::format::exact"))]
    downwards: f64,
    #[cfg_attr(feature = "serde", serde(with = "crate::online::format::exact"))]
    greatest: f64,
}

impl Test {
    const NEW: Self =
        Self { mean: Mean::new(), upwards: 0.0, least: f64::INFINITY, downwards: 0.0, greatest: f64::NEG_INFINITY };

    #[inline]
    fn take(&mut self, x: f64, delta: f64, alpha: f64) {
        self.mean.update(x);
        let deviation = self.mean.value().map_or(0.0, |mean| x - mean);
        self.upwards = alpha * self.upwards + deviation - delta;
        self.downwards = alpha * self.downwards + deviation + delta;
        self.least = self.least.min(self.upwards);
        self.greatest = self.greatest.max(self.downwards);
    }

    #[inline]
    fn score(&self) -> f64 {
        let (rise, fall) = (self.upwards - self.least, self.greatest - self.downwards);
        if rise >= fall { rise } else { -fall }
    }
}

impl PageHinkley {
    /// With river's defaults.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            format: Format,
            delta: 0.005,
            threshold: 50.0,
            alpha: 1.0 - 0.0001,
            minimum: 30,
            test: Test::NEW,
            skipped: 0,
        }
    }

    /// The same with another tolerance, in the units of the values.
    ///
    /// # Errors
    ///
    /// Unless it is between 0 and 1e150.
    pub fn with_delta(self, delta: f64) -> Result<Self, InvalidParameter> {
        InvalidParameter::unless((0.0..=LARGEST).contains(&delta), "delta", delta, "between 0 and 1e150")?;
        Ok(Self { delta, ..self })
    }

    /// The same with another threshold, in the units of the values.
    ///
    /// # Errors
    ///
    /// Unless it is finite and positive.
    pub fn with_threshold(self, threshold: f64) -> Result<Self, InvalidParameter> {
        positive("threshold", threshold)?;
        Ok(Self { threshold, ..self })
    }

    /// The same with another factor by which the sums fade at each value; at 1 they do not.
    ///
    /// # Errors
    ///
    /// Unless `0 < alpha <= 1`.
    pub fn with_alpha(self, alpha: f64) -> Result<Self, InvalidParameter> {
        InvalidParameter::unless(alpha > 0.0 && alpha <= 1.0, "alpha", alpha, "over 0 and at most 1")?;
        Ok(Self { alpha, ..self })
    }

    /// The same, with no alarm before `minimum` values since the last one.
    #[must_use]
    pub fn with_minimum(self, minimum: u64) -> Self {
        Self { minimum, ..self }
    }

    /// The mean since the last alarm, in the units of the values.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        self.test.mean.value()
    }
}

impl Default for PageHinkley {
    fn default() -> Self {
        Self::new()
    }
}

impl Statistic for PageHinkley {
    type Input = f64;
    type Output = Verdict;

    #[inline]
    fn try_update(&mut self, x: f64) -> Result<(), Refusal> {
        let admitted = self.admits(&x);
        if admitted == Ok(true) {
            if self.value().is_some_and(|verdict| verdict.alarm.is_some()) {
                self.test = Test::NEW;
            }
            self.test.take(x, self.delta, self.alpha);
        } else {
            self.skipped += 1;
        }
        admitted.map(|_| ())
    }

    #[inline]
    fn admits(&self, x: &f64) -> Result<bool, Refusal> {
        admits_up_to(LARGEST, *x)
    }

    #[inline]
    fn value(&self) -> Option<Verdict> {
        let taken = self.count();
        let verdict = || Verdict::new(self.test.score(), self.threshold).only_if(taken >= self.minimum);
        (taken > 0).then(verdict)
    }

    /// Of how many values the test is: those since the last alarm.
    fn count(&self) -> u64 {
        self.test.mean.count()
    }

    fn skipped(&self) -> u64 {
        self.skipped
    }

    fn reset(&mut self) {
        (self.test, self.skipped) = (Test::NEW, 0);
    }
}
