use super::{
    interpolation::{Interpolation, line},
    order::Key,
    sorted::Sorted,
};
use crate::online::{InvalidParameter, NanPolicy, Refusal, maths::float};
use alloc::collections::VecDeque;

/// The last `n` values in order: what the rolling quantiles are read from, for several of them at once.
///
/// What leaves the window has left no trace. An infinity is a value as any other. NaN is skipped, unless
/// [`nan`](SortedWindow::nan) says otherwise; as long as there is one in the window, everything that is read is NaN.
///
/// # Complexity
///
/// Logarithmic in `n` for a value and for each number that is read. Up to 1,024 values are a sorted array, more are a tree
/// of such arrays; two numbers are held for each value.
///
/// # Examples
///
/// ```
/// use antiphon::online::SortedWindow;
///
/// let mut window = SortedWindow::new(5).unwrap();
/// for value in [1e300, 1.0, 2.0, 4.0, 8.0, 16.0] {
///     window.update(value);
/// }
/// assert_eq!(window.median(), Some(4.0));
/// assert_eq!(window.quantile(0.9), Some(12.8));
/// assert_eq!(window.interquartile_range(), Some(6.0));
/// assert_eq!(window.median_absolute_deviation(), Some(3.0));
/// assert_eq!(window.rank(5.0), Some(0.6));
/// ```
#[derive(Debug, Clone)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "super::saved::Window", into = "super::saved::Window"))]
pub struct SortedWindow {
    pub(super) n: usize,
    pub(super) policy: NanPolicy,
    pub(super) skipped: u64,
    /// In the order they came in.
    pub(super) held: VecDeque<Key>,
    /// The same.
    sorted: Sorted,
}

impl SortedWindow {
    /// Of the last `n` values, none yet.
    ///
    /// # Errors
    ///
    /// If `n` is 0.
    pub fn new(n: usize) -> Result<Self, InvalidParameter> {
        InvalidParameter::unless(n > 0, "n", n as f64, "at least 1")?;
        let (held, sorted) = (VecDeque::new(), Sorted::new());
        Ok(Self { n, policy: NanPolicy::Skip, skipped: 0, held, sorted })
    }

    /// The same window with another way to deal with NaN.
    #[must_use]
    pub fn nan(mut self, policy: NanPolicy) -> Self {
        self.policy = policy;
        self
    }

    /// How many values it holds at most.
    #[must_use]
    pub fn n(&self) -> usize {
        self.n
    }

    /// How many values it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.held.len()
    }

    /// Whether it holds no values.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.held.is_empty()
    }

    /// How many values were skipped or rejected.
    #[must_use]
    pub fn skipped(&self) -> u64 {
        self.skipped
    }

    /// Takes a value in, skips it, or rejects it; the oldest leaves if there are already `n`.
    ///
    /// # Errors
    ///
    /// [`Refusal::Nan`] if it is NaN and the policy is to reject it.
    #[inline]
    pub fn try_update(&mut self, x: f64) -> Result<(), Refusal> {
        let admitted = self.admits(x);
        if admitted == Ok(true) {
            self.take(Key::of(x));
        } else {
            self.skipped += 1;
        }
        admitted.map(|_| ())
    }

    /// Takes a value in. One that is rejected is counted among the skipped.
    #[inline]
    pub fn update(&mut self, x: f64) {
        let _ = self.try_update(x);
    }

    #[inline(always)]
    pub(super) fn admits(&self, x: f64) -> Result<bool, Refusal> {
        match self.policy {
            _ if !x.is_nan() => Ok(true),
            NanPolicy::Skip => Ok(false),
            NanPolicy::Propagate => Ok(true),
            NanPolicy::Reject => Err(Refusal::Nan),
        }
    }

    #[inline(always)]
    pub(super) fn take(&mut self, key: Key) {
        let oldest = if self.held.len() == self.n { self.held.pop_front() } else { None };
        self.held.push_back(key);
        match oldest {
            Some(oldest) => self.sorted.replace(oldest, key),
            None => self.sorted.insert(key),
        }
    }

    /// Forgets all values, but not the policy.
    pub fn reset(&mut self) {
        self.held.clear();
        self.sorted = Sorted::new();
        self.skipped = 0;
    }

    /// The median: half of the values are below it. Between two values it is half way.
    #[must_use]
    #[inline]
    pub fn median(&self) -> Option<f64> {
        self.interpolated(0.5, Interpolation::Linear)
    }

    /// The quantile `q`, on the line between the values of the ranks around `q (n - 1)`. `None` if `q` is not between 0 and
    /// 1.
    #[must_use]
    #[inline]
    pub fn quantile(&self, q: f64) -> Option<f64> {
        self.interpolated(q, Interpolation::Linear)
    }

    /// The quantile `q`, with another choice where it is between two values.
    #[must_use]
    #[inline]
    pub fn interpolated(&self, q: f64, interpolation: Interpolation) -> Option<f64> {
        if !(0.0..=1.0).contains(&q) {
            return None;
        }
        self.unless_nan(|sorted| interpolation.quantile(q, sorted.len(), |rank| sorted.at(rank).number()))
    }

    /// The quantile 0.75 less the quantile 0.25: how far apart the middle half of the values is.
    #[must_use]
    pub fn interquartile_range(&self) -> Option<f64> {
        let range = self.quantile(0.75)? - self.quantile(0.25)?;
        self.unless_nan(|_| (!range.is_nan()).then_some(range))
    }

    /// The median of the distances of the values from their median, without a factor: times 1.4826 it estimates the
    /// standard deviation of a normal distribution. `None` if the median is infinite.
    #[must_use]
    pub fn median_absolute_deviation(&self) -> Option<f64> {
        let median = self.median()?;
        self.unless_nan(|sorted| {
            median.is_finite().then(|| {
                let middle = (sorted.len() - 1) / 2;
                let lower = nearest(sorted, median, middle);
                if sorted.len() % 2 == 1 { lower } else { line(lower, nearest(sorted, median, middle + 1), 0.5) }
            })
        })
    }

    /// The share of the values that are less than `x`.
    #[must_use]
    pub fn rank(&self, x: f64) -> Option<f64> {
        // Zero has two keys, of which -0 is the lesser.
        let key = Key::of(if x == 0.0 { -0.0 } else { x });
        self.unless_nan(|sorted| {
            let defined = sorted.len() > 0 && !x.is_nan();
            defined.then(|| float(sorted.below(key) as u64) / float(sorted.len() as u64))
        })
    }

    /// The value that came last.
    #[must_use]
    pub fn newest(&self) -> Option<f64> {
        self.held.back().map(|key| key.number())
    }

    /// Reads the values in order, unless one of them is NaN, which is after all others.
    #[inline(always)]
    fn unless_nan(&self, read: impl FnOnce(&Sorted) -> Option<f64>) -> Option<f64> {
        if self.sorted.greatest().is_some_and(Key::is_nan) { Some(f64::NAN) } else { read(&self.sorted) }
    }
}

/// The distance from the median of which `rank` are no greater. The distances of the values below the median, from the
/// nearest on, are in order, and so are those of the others: how many of the first are among the least is searched for.
fn nearest(sorted: &Sorted, median: f64, rank: usize) -> f64 {
    let below = sorted.below(Key::of(median));
    let lower = |i: usize| median - sorted.at(below - 1 - i).number();
    let upper = |i: usize| sorted.at(below + i).number() - median;
    let above = sorted.len() - below;
    // Of the least `rank` distances, `fewest..=most` can be of values below.
    let (mut fewest, mut most) = (rank.saturating_sub(above), rank.min(below));
    while fewest < most {
        let half = usize::midpoint(fewest, most);
        if lower(half) < upper(rank - half - 1) {
            fewest = half + 1;
        } else {
            most = half;
        }
    }
    match (fewest < below, rank - fewest < above) {
        (true, true) => lower(fewest).min(upper(rank - fewest)),
        (true, false) => lower(fewest),
        _ => upper(rank - fewest),
    }
}
