use super::{Verdict, in_units_of, positive};
use crate::online::{InvalidParameter, Refusal, Statistic, format::Format};
use alloc::{collections::VecDeque, vec::Vec};

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
/// Linear in `n`: moving `n / 2` numbers, and `n / 2` steps to find the MAD; 16 bytes for each of the `n`.
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
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct RobustZScore {
    #[cfg_attr(not(feature = "serde"), allow(dead_code, reason = "it is only saved"))]
    format: Format<1>,
    n: usize,
    #[cfg_attr(feature = "serde", serde(with = "crate::online::format::exact"))]
    limit: f64,
    /// Those before the next value, in the order they came in.
    #[cfg_attr(feature = "serde", serde(with = "crate::online::format::queue"))]
    before: VecDeque<f64>,
    /// The same, in the order of their size.
    #[cfg_attr(feature = "serde", serde(with = "crate::online::format::sequence"))]
    sorted: Vec<f64>,
    verdict: Option<Verdict>,
    skipped: u64,
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
        let (before, sorted) = (VecDeque::new(), Vec::new());
        Ok(Self { format: Format, n, limit, before, sorted, verdict: None, skipped: 0 })
    }

    fn judge(&self, x: f64) -> Option<Verdict> {
        let median = median(self.sorted.len(), |i| self.sorted[i]).filter(|median| median.is_finite())?;
        let deviation = median_distance(&self.sorted, median).filter(|deviation| deviation.is_finite())?;
        let verdict = Verdict::new(in_units_of(OF_NORMAL * deviation, x - median), self.limit);
        (self.sorted.len() > 1).then(|| verdict.only_if(self.sorted.len() == self.n))
    }

    fn push(&mut self, x: f64) {
        if self.before.len() == self.n
            && let Some(oldest) = self.before.pop_front()
        {
            self.sorted.remove(place(&self.sorted, oldest));
        }
        self.before.push_back(x);
        self.sorted.insert(place(&self.sorted, x), x);
    }
}

/// How many are less.
fn place(sorted: &[f64], x: f64) -> usize {
    sorted.partition_point(|other| other.total_cmp(&x).is_lt())
}

/// The middle one of `n` sorted values, or the mean of the two in the middle.
fn median(n: usize, value: impl Fn(usize) -> f64) -> Option<f64> {
    let upper = n / 2;
    let lower = n.checked_sub(1)? / 2;
    Some(value(lower).midpoint(value(upper)))
}

/// The median of the distances from `centre`. They are taken in their order, from the centre outwards on both sides.
fn median_distance(sorted: &[f64], centre: f64) -> Option<f64> {
    let (mut below, mut above) = sorted.split_at(place(sorted, centre));
    let mut middle = [0.0; 2];
    for _ in 0..=sorted.len() / 2 {
        let distances = (below.last().map(|x| centre - x), above.first().map(|x| x - centre));
        let nearest = match distances {
            (Some(down), Some(up)) if up < down => up,
            (None, Some(up)) => up,
            (Some(down), _) => down,
            (None, None) => return None,
        };
        if distances.0 == Some(nearest) {
            below = &below[..below.len() - 1];
        } else {
            above = &above[1..];
        }
        middle = [middle[1], nearest];
    }
    let odd = sorted.len() % 2 == 1;
    Some(if odd { middle[1] } else { middle[0].midpoint(middle[1]) })
}

impl Statistic for RobustZScore {
    type Input = f64;
    type Output = Verdict;

    fn try_update(&mut self, x: f64) -> Result<(), Refusal> {
        if x.is_nan() {
            self.skipped += 1;
        } else {
            self.verdict = self.judge(x);
            self.push(x);
        }
        Ok(())
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
        self.skipped
    }

    fn reset(&mut self) {
        self.before.clear();
        self.sorted.clear();
        (self.verdict, self.skipped) = (None, 0);
    }
}
