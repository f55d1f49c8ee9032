use super::{LARGEST, Verdict, admits_up_to};
use crate::online::{
    InvalidParameter, Refusal, Statistic,
    double::Double,
    format::Format,
    maths::{float, sqrt},
};
use alloc::collections::VecDeque;

/// ADWIN, the adaptive window: has the mean drifted, and since when is it what it is now?
///
/// A [`Detector`](super::Detector) that holds a window of the latest values and drops the oldest while there is a cut of
/// the window at which the means of the two parts differ by more than chance allows (Bifet and Gavalda 2007, ADWIN2).
/// With `n0` and `n1` values in the parts, of the `W` in the window, each less the minimum and plus one, that is
///
/// ```text
/// d = ln(2 ln W / delta)    m = 1 / n0 + 1 / n1    epsilon = sqrt(2 m variance d) + 2/3 d m
/// ```
///
/// The score is the newer mean less the older one, over `epsilon`, at the cut where that is farthest from zero; it is
/// told anew at each check, and is that of the cut where an alarm was raised, which is when it is over 1. There is none
/// before the first check. For values between 0 and 1, to which the second term of `epsilon` belongs, a false alarm at
/// any one check has about the probability `delta`; others are to be scaled to that range.
///
/// The defaults are those of river: `delta` 0.002, a check at each 32nd value, five buckets a row, at least 5 values in
/// each part, and more than 10 in a window that is checked.
///
/// The window is held in buckets of 1, 2, 4.. values, of which each knows its number, mean and sum of squared deviations;
/// a drop of a bucket subtracts nothing, and leaves no trace. Values over 1e150 in magnitude are refused.
///
/// # Complexity
///
/// At most `buckets` + 1 buckets of each size, of 32 bytes: logarithmic in the width of the window. Constant amortised
/// time a value, and time linear in the number of buckets for each check and each bucket dropped.
///
/// # Examples
///
/// ```
/// use antiphon::online::{Adwin, Detector, Shift, Statistic};
///
/// let mut drift = Adwin::new();
/// let level = |i| if i < 1000 { 0.2 } else { 0.8 };
/// let found = (0..).find(|i| {
///     drift.update(level(*i));
///     drift.alarm() == Some(Shift::Up)
/// });
/// assert_eq!(found, Some(1023), "the first check after the drift");
/// for i in 1024..1500 {
///     drift.update(level(i));
/// }
/// assert!(drift.count() < 500 && drift.mean().unwrap() > 0.79, "the window is of the new level");
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Adwin {
    #[cfg_attr(not(feature = "serde"), allow(dead_code, reason = "it is only saved"))]
    format: Format<1>,
    #[cfg_attr(feature = "serde", serde(with = "crate::online::format::exact"))]
    delta: f64,
    clock: u64,
    most_of_a_size: usize,
    minimum: u64,
    grace: u64,
    /// The oldest first; each is as long as the next, or twice.
    buckets: VecDeque<Bucket>,
    width: u64,
    taken: u64,
    verdict: Option<Verdict>,
    /// The score of the window as the last check left it.
    #[cfg_attr(feature = "serde", serde(with = "crate::online::format::exact"))]
    settled: f64,
    skipped: u64,
}

/// Values that follow one another.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
struct Bucket {
    n: u64,
    mean: Double,
    /// The sum of squared deviations from the mean.
    #[cfg_attr(feature = "serde", serde(with = "crate::online::format::exact"))]
    squares: f64,
}

impl Bucket {
    fn of(x: f64) -> Self {
        Self { n: 1, mean: Double::from(x), squares: 0.0 }
    }

    /// Both, which are of the same size (Chan, Golub and `LeVeque` 1979).
    #[inline]
    fn and(self, later: Self) -> Self {
        let distance = (later.mean - self.mean).round();
        Self {
            n: self.n + later.n,
            mean: (self.mean + later.mean).scaled(0.5),
            squares: self.squares + later.squares + distance * distance * float(self.n) * 0.5,
        }
    }

    /// By how much the mean is over another.
    #[inline]
    fn over(&self, mean: &Centre) -> f64 {
        -self.mean.distance_to(mean.pivot) - mean.from_pivot
    }
}

/// The mean of a window, in two parts: one of its values, and the distance from that. Deviations that are taken from
/// the one and then from the other keep their digits whatever the level is.
struct Centre {
    pivot: f64,
    from_pivot: f64,
}

impl Adwin {
    /// With river's defaults.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            format: Format,
            delta: 0.002,
            clock: 32,
            most_of_a_size: 5,
            minimum: 5,
            grace: 10,
            buckets: VecDeque::new(),
            width: 0,
            taken: 0,
            verdict: None,
            settled: 0.0,
            skipped: 0,
        }
    }

    /// The same with another probability of a false alarm.
    ///
    /// # Errors
    ///
    /// Unless `0 < delta < 1`.
    pub fn with_delta(self, delta: f64) -> Result<Self, InvalidParameter> {
        InvalidParameter::unless(delta > 0.0 && delta < 1.0, "delta", delta, "over 0 and under 1")?;
        Ok(Self { delta, ..self })
    }

    /// The same, with a check at each value of which the number is a multiple of `clock`.
    ///
    /// # Errors
    ///
    /// If it is 0.
    pub fn with_clock(self, clock: u64) -> Result<Self, InvalidParameter> {
        InvalidParameter::unless(clock > 0, "clock", float(clock), "at least 1")?;
        Ok(Self { clock, ..self })
    }

    /// The same with room for another number of buckets of a size: the more, the finer are the cuts.
    ///
    /// # Errors
    ///
    /// If it is 0.
    pub fn with_buckets(self, buckets: usize) -> Result<Self, InvalidParameter> {
        InvalidParameter::unless(buckets > 0, "buckets", buckets as f64, "at least 1")?;
        Ok(Self { most_of_a_size: buckets, ..self })
    }

    /// The same with another minimum of values in each part of a window that is cut.
    ///
    /// # Errors
    ///
    /// If it is 0.
    pub fn with_minimum(self, minimum: u64) -> Result<Self, InvalidParameter> {
        InvalidParameter::unless(minimum > 0, "minimum", float(minimum), "at least 1")?;
        Ok(Self { minimum, ..self })
    }

    /// The same, where only a window of more than `grace` values is checked.
    #[must_use]
    pub fn with_grace(self, grace: u64) -> Self {
        Self { grace, ..self }
    }

    /// The mean of the window, in the units of the values.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        let centre = self.centre()?;
        Some(centre.pivot + centre.from_pivot)
    }

    /// The population variance of the window, in the squared units of the values.
    #[must_use]
    pub fn variance(&self) -> Option<f64> {
        Some(self.variance_about(&self.centre()?))
    }

    fn centre(&self) -> Option<Centre> {
        let newest = Centre { pivot: self.buckets.back()?.mean.high, from_pivot: 0.0 };
        let sum: f64 = self.buckets.iter().map(|bucket| bucket.over(&newest) * float(bucket.n)).sum();
        Some(Centre { from_pivot: sum / float(self.width), ..newest })
    }

    fn variance_about(&self, centre: &Centre) -> f64 {
        let squares = |bucket: &Bucket| {
            let over = bucket.over(centre);
            bucket.squares + over * over * float(bucket.n)
        };
        self.buckets.iter().map(squares).sum::<f64>() / float(self.width)
    }

    fn push(&mut self, x: f64) {
        self.buckets.push_back(Bucket::of(x));
        self.width += 1;
        let (mut size, mut end) = (1, self.buckets.len());
        while let Some(oldest) = self.overfull(size, end) {
            let merged = self.buckets[oldest].and(self.buckets[oldest + 1]);
            self.buckets.remove(oldest + 1);
            self.buckets[oldest] = merged;
            (size, end) = (2 * size, oldest + 1);
        }
    }

    /// Where the buckets of a size begin, of which the newest is before `end`, if there are too many.
    #[inline]
    fn overfull(&self, size: u64, end: usize) -> Option<usize> {
        let first = end.checked_sub(self.most_of_a_size + 1)?;
        (self.buckets[first].n == size).then_some(first)
    }

    /// Drops the oldest values while there is a cut that an alarm is raised at, and tells the score of the first.
    fn check(&mut self) -> Verdict {
        let mut score = self.score();
        let verdict = Verdict::new(score, 1.0);
        while score.abs() > 1.0 {
            self.width -= self.buckets.pop_front().map_or(0, |oldest| oldest.n);
            score = self.score();
        }
        self.settled = score;
        verdict
    }

    /// That of the cut where it is farthest from zero.
    fn score(&self) -> f64 {
        let Some(centre) = self.centre() else { return 0.0 };
        let width = float(self.width);
        let d = libm::log(2.0 * libm::log(width) / self.delta);
        let of_variance = 2.0 * d * self.variance_about(&centre);
        let (mut older, mut over, mut farthest) = (0, 0.0, 0.0_f64);
        for bucket in &self.buckets {
            older += bucket.n;
            over += bucket.over(&centre) * float(bucket.n);
            let newer = self.width - older;
            if newer < self.minimum {
                break;
            }
            if older < self.minimum {
                continue;
            }
            // What the older are over the mean of all, the newer are under it.
            let distance = -over * width / (float(older) * float(newer));
            let [n0, n1] = [older, newer].map(|n| float(n - self.minimum + 1));
            let m = (n0 + n1) / (n0 * n1);
            let score = distance / (sqrt(of_variance * m) + 2.0 / 3.0 * d * m);
            if score.abs() > farthest.abs() {
                farthest = score;
            }
        }
        farthest
    }
}

impl Default for Adwin {
    fn default() -> Self {
        Self::new()
    }
}

impl Statistic for Adwin {
    type Input = f64;
    type Output = Verdict;

    fn try_update(&mut self, x: f64) -> Result<(), Refusal> {
        let admitted = self.admits(&x);
        if admitted != Ok(true) {
            self.skipped += 1;
            return admitted.map(|_| ());
        }
        self.push(x);
        self.taken += 1;
        if self.taken.is_multiple_of(self.clock) && self.width > self.grace {
            self.verdict = Some(self.check());
        } else if let Some(verdict) = &mut self.verdict {
            *verdict = Verdict { score: self.settled, alarm: None };
        }
        Ok(())
    }

    fn admits(&self, x: &f64) -> Result<bool, Refusal> {
        admits_up_to(LARGEST, *x)
    }

    fn value(&self) -> Option<Verdict> {
        self.verdict
    }

    /// The width of the window.
    fn count(&self) -> u64 {
        self.width
    }

    fn skipped(&self) -> u64 {
        self.skipped
    }

    fn reset(&mut self) {
        self.buckets.clear();
        (self.width, self.taken, self.skipped) = (0, 0, 0);
        (self.verdict, self.settled) = (None, 0.0);
    }
}
