use super::{Merge, Refusal, Statistic, Timestamp, double::Double, format::Format};

/// The rate at which a counter rises, per unit of time, by Prometheus's rules: a value lower than the one before is a
/// reset, after which the counter began at zero.
///
/// The input is `(timestamp, value)`, and the rate is that between the first and the last. A negative value, an infinity
/// and a timestamp earlier than the last are refused. Defined once time has passed.
///
/// # Examples
///
/// ```
/// use antiphon::online::{CounterRate, Statistic};
///
/// let mut rate = CounterRate::new();
/// for sample in [(0.0, 100.0), (10.0, 130.0), (20.0, 10.0), (30.0, 20.0)] {
///     rate.update(sample);
/// }
/// assert_eq!((rate.increase(), rate.value()), (Some(50.0), Some(50.0 / 30.0)));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(bound(serialize = "T: super::Saved", deserialize = "T: super::Saved")))]
pub struct CounterRate<T> {
    format: Format<1>,
    taken: u64,
    #[cfg_attr(feature = "serde", serde(with = "super::format::optional"))]
    first: Option<(T, f64)>,
    #[cfg_attr(feature = "serde", serde(with = "super::format::optional"))]
    last: Option<(T, f64)>,
    risen: Double,
    skipped: u64,
}

impl<T: Timestamp> CounterRate<T> {
    /// Of no samples yet.
    #[must_use]
    pub const fn new() -> Self {
        Self { format: Format, taken: 0, first: None, last: None, risen: Double::ZERO, skipped: 0 }
    }

    /// By how much the counter rose between the first sample and the last, resets apart; `None` before there are two.
    #[must_use]
    pub fn increase(&self) -> Option<f64> {
        (self.taken > 1).then_some(self.risen.round())
    }

    /// The rate over a range of time that the samples are from, as Prometheus's `rate` extrapolates it: to an end of the
    /// range that is less than 1.1 mean intervals from the samples, by half an interval to one that is farther, and not
    /// to before the counter was zero.
    #[must_use]
    pub fn extrapolated(&self, from: T, to: T) -> Option<f64> {
        let ((start, first), (end, _)) = (self.first?, self.last?);
        let (increase, sampled) = (self.increase()?, end.since(start));
        let interval = sampled / (self.taken - 1) as f64;
        let reach = |distance: f64| if distance < interval * 1.1 { distance } else { interval / 2.0 };
        let mut before = reach(start.since(from));
        if increase > 0.0 {
            before = before.min(sampled * first / increase);
        }
        let covered = sampled + before + reach(to.since(end));
        (sampled > 0.0).then(|| increase * (covered / sampled) / to.since(from))
    }

    /// Takes in the rise from the last sample to the next, which is a reset if it is lower.
    fn rise_to(&mut self, next: Option<(T, f64)>) {
        if let (Some((_, last)), Some((_, next))) = (self.last, next) {
            let from = if next < last { 0.0 } else { last };
            self.risen = self.risen + Double::difference(next, from);
        }
    }
}

impl<T: Timestamp> Default for CounterRate<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: Timestamp> Statistic for CounterRate<T> {
    type Input = (T, f64);
    type Output = f64;

    fn try_update(&mut self, (time, x): (T, f64)) -> Result<(), Refusal> {
        let admitted = self.admits(&(time, x));
        if admitted != Ok(true) {
            self.skipped += 1;
            return admitted.map(|_| ());
        }
        self.rise_to(Some((time, x)));
        self.first = self.first.or(Some((time, x)));
        self.last = Some((time, x));
        self.taken += 1;
        Ok(())
    }

    fn admits(&self, (time, x): &(T, f64)) -> Result<bool, Refusal> {
        let since = self.last.map_or(time.since(*time), |(last, _)| time.since(last));
        match *x {
            // NaN is no time.
            _ if since.is_nan() || since < 0.0 => Err(Refusal::Late),
            x if x < 0.0 => Err(Refusal::Negative),
            x if x.is_infinite() => Err(Refusal::Infinite),
            x => Ok(!x.is_nan()),
        }
    }

    fn value(&self) -> Option<f64> {
        let elapsed = self.last?.0.since(self.first?.0);
        self.increase().filter(|_| elapsed > 0.0).map(|increase| increase / elapsed)
    }

    fn count(&self) -> u64 {
        self.taken
    }

    fn skipped(&self) -> u64 {
        self.skipped
    }

    fn reset(&mut self) {
        *self = Self::new();
    }
}

impl<T: Timestamp> Merge for CounterRate<T> {
    type Suffix = Self;

    fn merge(&mut self, later: &Self) {
        self.rise_to(later.first);
        self.risen = self.risen + later.risen;
        self.first = self.first.or(later.first);
        self.last = later.last.or(self.last);
        self.taken += later.taken;
        self.skipped += later.skipped;
    }
}
