use super::Refractory;
use crate::online::{MaybeNan, Statistic};

/// The direction of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Shift {
    /// To larger values.
    Up,
    /// To smaller values.
    Down,
}

/// What a detector says once a value has come.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Verdict {
    /// How far the stream is from what was usual: positive upwards, negative downwards. The unit is the detector's.
    #[cfg_attr(feature = "serde", serde(with = "crate::online::format::exact"))]
    pub score: f64,
    /// The alarm that the last value has raised.
    pub alarm: Option<Shift>,
}

impl Verdict {
    /// With an alarm if the score is beyond the limit.
    pub(super) fn new(score: f64, limit: f64) -> Self {
        let alarm = match score {
            _ if score > limit => Some(Shift::Up),
            _ if score < -limit => Some(Shift::Down),
            _ => None,
        };
        Self { score, alarm }
    }

    /// Without the alarm unless `ready`.
    pub(super) fn only_if(self, ready: bool) -> Self {
        Self { alarm: self.alarm.filter(|_| ready), ..self }
    }
}

impl MaybeNan for Verdict {
    fn is_nan(&self) -> bool {
        self.score.is_nan()
    }

    fn nan() -> Option<Self> {
        Some(Self { score: f64::NAN, alarm: None })
    }
}

/// A statistic that raises alarms: its value is a [`Verdict`], and so its generator answers each value with one.
///
/// A value that is skipped leaves the verdict as it was, the alarm of the value before it included.
///
/// # Examples
///
/// ```
/// use antiphon::{online::{Cusum, Detector, Shift, Statistic}, prelude::*};
///
/// // Around 10 with a deviation of 2, until the fourth value.
/// let readings = [9.0, 11.0, 10.0, 16.0, 15.0, 17.0];
///
/// let mut cusum = Cusum::new(10.0, 2.0).unwrap();
/// let first = readings.iter().position(|x| {
///     cusum.update(*x);
///     cusum.alarm() == Some(Shift::Up)
/// });
/// assert_eq!(first, Some(5));
///
/// let answers = readings.into_iter().through(Cusum::new(10.0, 2.0).unwrap().generator());
/// let scores: Vec<f64> = answers.flatten().map(|verdict| verdict.score).collect();
/// assert_eq!(scores, [0.0, 0.0, 0.0, 2.5, 4.5, 7.5]);
/// ```
pub trait Detector: Statistic<Output = Verdict> {
    /// The alarm that the last value has raised.
    fn alarm(&self) -> Option<Shift> {
        self.value()?.alarm
    }

    /// The same detector, which keeps still about the `n` values after each alarm.
    fn refractory(self, n: u64) -> Refractory<Self>
    where
        Self: Sized,
    {
        Refractory::new(self, n)
    }
}

impl<S: Statistic<Output = Verdict>> Detector for S {}
