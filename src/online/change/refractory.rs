use super::Verdict;
use crate::online::{Refusal, Statistic, format::Format};

/// A detector that keeps still about the `n` values after each alarm. Made by [`Detector::refractory`].
///
/// One event raises one alarm, where it lasts for no more than `n` values. The score is told all the same. Values that
/// are skipped or refused do not count. A NaN that is propagated ([`nan`](Statistic::nan)) stays until a reset.
///
/// # Complexity
///
/// Reads the detector once more for each value; 24 bytes.
///
/// # Examples
///
/// ```
/// use antiphon::online::{Detector, Statistic, ZScore};
///
/// let mut unusual = ZScore::new(3, 4.0).unwrap().refractory(2);
/// let mut alarms = Vec::new();
/// for (i, x) in [1.0, 2.0, 3.0, 80.0, 2000.0, 50_000.0, 1e7].into_iter().enumerate() {
///     unusual.update(x);
///     alarms.extend(unusual.alarm().map(|_| i));
/// }
/// assert_eq!(alarms, [3, 6]);
/// ```
///
/// [`Detector::refractory`]: super::Detector::refractory
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Refractory<D> {
    #[cfg_attr(not(feature = "serde"), allow(dead_code, reason = "it is only saved"))]
    format: Format<1>,
    n: u64,
    detector: D,
    /// How many of the values that come may not raise an alarm.
    quiet: u64,
    /// Whether the last value was one of those.
    silenced: bool,
}

impl<D: Statistic<Output = Verdict>> Refractory<D> {
    pub(super) fn new(detector: D, n: u64) -> Self {
        Self { format: Format, n, detector, quiet: 0, silenced: false }
    }

    /// The detector itself, which raises every alarm.
    pub const fn inner(&self) -> &D {
        &self.detector
    }
}

impl<D: Statistic<Output = Verdict>> Statistic for Refractory<D> {
    type Input = D::Input;
    type Output = Verdict;

    fn try_update(&mut self, x: D::Input) -> Result<(), Refusal> {
        let admitted = self.detector.admits(&x) == Ok(true);
        let outcome = self.detector.try_update(x);
        if admitted {
            self.silenced = self.quiet > 0;
            let alarm = self.detector.value().is_some_and(|verdict| verdict.alarm.is_some());
            self.quiet = if alarm && !self.silenced { self.n } else { self.quiet.saturating_sub(1) };
        }
        outcome
    }

    fn admits(&self, x: &D::Input) -> Result<bool, Refusal> {
        self.detector.admits(x)
    }

    fn value(&self) -> Option<Verdict> {
        self.detector.value().map(|verdict| verdict.only_if(!self.silenced))
    }

    fn count(&self) -> u64 {
        self.detector.count()
    }

    fn skipped(&self) -> u64 {
        self.detector.skipped()
    }

    fn reset(&mut self) {
        self.detector.reset();
        (self.quiet, self.silenced) = (0, false);
    }
}
