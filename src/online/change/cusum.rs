use super::{Verdict, finite, positive};
use crate::online::{InvalidParameter, Refusal, Statistic, format::Format};

/// The tabular cumulative sum chart: has the level left a target that is known?
///
/// A [`Detector`](super::Detector) that sums, in deviations `z = (x - target) / deviation`, what goes beyond an
/// allowance `k`, upwards and downwards (Page 1954; Montgomery, Introduction to Statistical Quality Control, 9.1):
///
/// ```text
/// above = max(0, above + z - k)        below = max(0, below - z - k)
/// ```
///
/// The score is the larger of the two, that below with a minus. An alarm is raised when it is over the threshold `h`,
/// and the next value begins that side again with zero. The other side goes on, so that to watch one direction only is
/// to look at its alarms only. An infinity is a value, raises an alarm, and is forgotten.
///
/// It is best at a shift of `2 k` deviations. With independent normal values, `k` = 0.5 and `h` = 5, there is a false
/// alarm in 465 values, and a shift by a deviation is found after 10.4; with `h` = 4, 168 and 8.4.
///
/// # Complexity
///
/// A division and four additions a value; 64 bytes.
///
/// # Examples
///
/// ```
/// use antiphon::online::{Cusum, Detector, Shift, Statistic};
///
/// let mut cusum = Cusum::new(100.0, 2.0).unwrap().with_threshold(4.0).unwrap();
/// let drifts = (0..).find(|_| {
///     cusum.update(97.0);
///     cusum.alarm() == Some(Shift::Down)
/// });
/// assert_eq!(drifts, Some(4), "each value adds 1.5 deviations, less 0.5");
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Cusum {
    format: Format<1>,
    #[cfg_attr(feature = "serde", serde(with = "crate::online::format::exact"))]
    target: f64,
    #[cfg_attr(feature = "serde", serde(with = "crate::online::format::exact"))]
    deviation: f64,
    #[cfg_attr(feature = "serde", serde(with = "crate::online::format::exact"))]
    allowance: f64,
    #[cfg_attr(feature = "serde", serde(with = "crate::online::format::exact"))]
    threshold: f64,
    #[cfg_attr(feature = "serde", serde(with = "crate::online::format::exact"))]
    above: f64,
    #[cfg_attr(feature = "serde", serde(with = "crate::online::format::exact"))]
    below: f64,
    taken: u64,
    skipped: u64,
}

impl Cusum {
    /// Around a target, with the standard deviation that is usual, an allowance of 0.5 and a threshold of 5.
    ///
    /// # Errors
    ///
    /// Unless both are finite, and `deviation` is positive.
    pub fn new(target: f64, deviation: f64) -> Result<Self, InvalidParameter> {
        finite("target", target)?;
        positive("deviation", deviation)?;
        let (allowance, threshold) = (0.5, 5.0);
        let (above, below) = (0.0, 0.0);
        Ok(Self { format: Format, target, deviation, allowance, threshold, above, below, taken: 0, skipped: 0 })
    }

    /// The same with another allowance `k`, in deviations: half of the shift that is to be found.
    ///
    /// # Errors
    ///
    /// If it is negative, or not finite.
    pub fn with_allowance(self, allowance: f64) -> Result<Self, InvalidParameter> {
        let fits = (0.0..f64::INFINITY).contains(&allowance);
        InvalidParameter::unless(fits, "allowance", allowance, "finite and at least 0")?;
        Ok(Self { allowance, ..self })
    }

    /// The same with another threshold `h`, in deviations.
    ///
    /// # Errors
    ///
    /// Unless it is finite and positive.
    pub fn with_threshold(self, threshold: f64) -> Result<Self, InvalidParameter> {
        positive("threshold", threshold)?;
        Ok(Self { threshold, ..self })
    }

    /// The sum upwards and the sum downwards, in deviations.
    #[must_use]
    pub fn sums(&self) -> (f64, f64) {
        (self.above, self.below)
    }

    /// A sum that has raised an alarm begins again.
    #[inline]
    fn next(&self, sum: f64, excess: f64) -> f64 {
        let sum = if sum > self.threshold { 0.0 } else { sum };
        (sum + excess - self.allowance).max(0.0)
    }
}

impl Statistic for Cusum {
    type Input = f64;
    type Output = Verdict;

    #[inline]
    fn try_update(&mut self, x: f64) -> Result<(), Refusal> {
        if x.is_nan() {
            self.skipped += 1;
            return Ok(());
        }
        let z = (x - self.target) / self.deviation;
        (self.above, self.below) = (self.next(self.above, z), self.next(self.below, -z));
        self.taken += 1;
        Ok(())
    }

    fn admits(&self, x: &f64) -> Result<bool, Refusal> {
        Ok(!x.is_nan())
    }

    #[inline]
    fn value(&self) -> Option<Verdict> {
        let score = if self.above >= self.below { self.above } else { -self.below };
        (self.taken > 0).then(|| Verdict::new(score, self.threshold))
    }

    fn count(&self) -> u64 {
        self.taken
    }

    fn skipped(&self) -> u64 {
        self.skipped
    }

    fn reset(&mut self) {
        (self.above, self.below) = (0.0, 0.0);
        (self.taken, self.skipped) = (0, 0);
    }
}
