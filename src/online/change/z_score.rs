use super::{Verdict, in_units_of, positive};
use crate::online::{InvalidParameter, LastN, Refusal, Statistic, Variance, format::Format};

/// How unusual a value is beside the `n` before it: its distance from their mean, in their sample standard deviations.
///
/// A [`Detector`](super::Detector) whose score is `(x - mean) / deviation`. It raises an alarm at each value whose score
/// is beyond `limit`, once there are `n` values to compare with; the first scores are of fewer. The value itself is not
/// among those that it is compared with: of `n` values none is farther than `(n - 1) / sqrt(n)` deviations from the
/// mean of all. Where those before are all equal, any other is infinitely far. There is no score while there is an
/// infinity among them.
///
/// If the values are independent and normal, a limit of 3 raises a false alarm in 370 values, when `n` is large (the
/// average run length of Shewhart's chart); when `n` is 20, in about 116, as the score is distributed as
/// `sqrt(1 + 1 / n)` times Student's t.
///
/// # Complexity
///
/// That of a [`LastN`] of a [`Variance`], a division and a root.
///
/// # Examples
///
/// ```
/// use antiphon::online::{Shift, Statistic, Verdict, ZScore};
///
/// let mut unusual = ZScore::new(3, 3.0).unwrap();
/// for x in [1.0, 2.0, 3.0, 7.0] {
///     unusual.update(x);
/// }
/// assert_eq!(unusual.value(), Some(Verdict { score: 5.0, alarm: Some(Shift::Up) }));
/// ```
#[derive(Debug, Clone)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct ZScore {
    #[cfg_attr(not(feature = "serde"), allow(dead_code, reason = "it is only saved"))]
    format: Format<1>,
    #[cfg_attr(feature = "serde", serde(with = "crate::online::format::exact"))]
    limit: f64,
    /// Those before the next value.
    before: LastN<Variance>,
    verdict: Option<Verdict>,
}

impl ZScore {
    /// Of each value beside the `n` before it, with an alarm beyond `limit` deviations.
    ///
    /// # Errors
    ///
    /// If `n` is less than 2, or `limit` not finite and positive.
    pub fn new(n: usize, limit: f64) -> Result<Self, InvalidParameter> {
        InvalidParameter::unless(n > 1, "n", n as f64, "at least 2")?;
        positive("limit", limit)?;
        Ok(Self { format: Format, limit, before: LastN::new(n, Variance::new())?, verdict: None })
    }

    fn judge(&self, x: f64) -> Option<Verdict> {
        let (mean, deviation) =
            self.before.read(|variance| Some((variance.mean()?, variance.standard_deviation()?)))?;
        let verdict = Verdict::new(in_units_of(deviation, x - mean), self.limit);
        Some(verdict.only_if(self.before.count() == self.before.n() as u64))
    }
}

impl Statistic for ZScore {
    type Input = f64;
    type Output = Verdict;

    fn try_update(&mut self, x: f64) -> Result<(), Refusal> {
        if !x.is_nan() {
            self.verdict = self.judge(x);
        }
        self.before.try_update(x)
    }

    fn admits(&self, x: &f64) -> Result<bool, Refusal> {
        self.before.admits(x)
    }

    fn value(&self) -> Option<Verdict> {
        self.verdict
    }

    /// Of how many values it will compare the next one with.
    fn count(&self) -> u64 {
        self.before.count()
    }

    fn skipped(&self) -> u64 {
        self.before.skipped()
    }

    fn reset(&mut self) {
        self.before.reset();
        self.verdict = None;
    }
}
