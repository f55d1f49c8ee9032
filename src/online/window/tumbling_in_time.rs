use crate::online::{Guarded, InvalidParameter, MaybeNan, NanPolicy, Refusal, Statistic, Timestamp, format::Format};

/// A statistic of each period of time: the value is that of the period before the current one.
///
/// The input is `(timestamp, value)`, and the periods are `[origin + k span, origin + (k + 1) span)`, each known by its
/// index `k`, which may be negative. Bounds are exact, see [`Timestamp::period`]. A period is complete once a later one
/// has begun, with a value or with [`advance`](Self::advance).
///
/// A period without values has no value, so `value()` is `None` in the one that follows it.
/// [`last_block`](Self::last_block) passes over such periods: whoever looks at it after each value misses none.
///
/// Within the current period the order of the timestamps does not matter, and values are taken in the order in which
/// they come. A timestamp of an earlier period, or one that is in none (NaN, an infinity), is refused with
/// [`Refusal::Late`].
///
/// # Complexity
///
/// That of the statistic, of which three are held, and a division a value.
///
/// # Examples
///
/// ```
/// use antiphon::online::{Mean, Statistic, TumblingInTime};
///
/// let mut per_minute = TumblingInTime::new(60.0, 0.0, Mean::new()).unwrap();
/// for (time, delay) in [(5.0, 1.0), (59.0, 3.0), (60.0, 8.0)] {
///     per_minute.update((time, delay));
/// }
/// assert_eq!((per_minute.value(), per_minute.period()), (Some(2.0), Some(0)));
///
/// per_minute.update((190.0, 5.0));
/// assert_eq!((per_minute.value(), per_minute.period()), (None, Some(2)), "nothing has come from 120 to 180");
/// let (period, minute) = per_minute.last_block().unwrap();
/// assert_eq!((period, minute.value()), (1, Some(8.0)));
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(bound(
        serialize = "T: crate::online::Saved, S: serde::Serialize",
        deserialize = "T: crate::online::Saved, S: serde::Deserialize<'de>"
    ))
)]
pub struct TumblingInTime<T, S> {
    #[cfg_attr(not(feature = "serde"), allow(dead_code, reason = "it is only saved"))]
    format: Format<1>,
    #[cfg_attr(feature = "serde", serde(with = "crate::online::format::exact"))]
    span: f64,
    #[cfg_attr(feature = "serde", serde(with = "crate::online::format::form"))]
    origin: T,
    /// What a period begins with.
    empty: S,
    current: Option<i64>,
    block: S,
    /// The last that is complete and has values.
    last: Option<(i64, S)>,
    complete: u64,
    taken: u64,
    skipped: u64,
}

impl<T: Timestamp, S: Statistic + Clone> TumblingInTime<T, S> {
    /// Periods of `span`, one of which begins at `origin`. The unit is that of the timestamps, seconds for those of the
    /// standard library.
    ///
    /// # Errors
    ///
    /// Unless `span` is finite and positive, and `origin` a time.
    pub fn new(span: f64, origin: T, mut statistic: S) -> Result<Self, InvalidParameter> {
        let fits = span > 0.0 && span.is_finite();
        InvalidParameter::unless(fits, "span", span, "finite and more than 0")?;
        // It is NaN for what is no time.
        let nothing = origin.since(origin);
        InvalidParameter::unless(nothing == 0.0, "origin", nothing, "a time")?;
        statistic.reset();
        Ok(Self::of(span, origin, statistic))
    }

    fn of(span: f64, origin: T, empty: S) -> Self {
        let (block, current, last) = (empty.clone(), None, None);
        Self { format: Format, span, origin, empty, current, block, last, complete: 0, taken: 0, skipped: 0 }
    }

    /// The same from the first period on, with another way to deal with NaN: one that is propagated is so in its period.
    #[must_use]
    pub fn nan(self, policy: NanPolicy) -> TumblingInTime<T, Guarded<S>>
    where
        S: Statistic<Input: MaybeNan, Output: MaybeNan>,
    {
        TumblingInTime::of(self.span, self.origin, Guarded::new(self.empty, policy))
    }

    /// Lets time go on to `now` without a value. A time before the current period changes nothing; the first begins the
    /// first period.
    pub fn advance(&mut self, now: T) {
        if let Some(period) = now.period(self.origin, self.span) {
            self.go_on(period);
        }
    }

    /// Which period the value is of: the one before the current one, `None` before one is complete.
    #[must_use]
    pub fn period(&self) -> Option<i64> {
        self.current.filter(|_| self.complete > 0)?.checked_sub(1)
    }

    /// Which period the next value is expected in.
    #[must_use]
    pub fn current(&self) -> Option<i64> {
        self.current
    }

    /// The statistic of the current period, which is not complete.
    #[must_use]
    pub fn block(&self) -> &S {
        &self.block
    }

    /// The last complete period that has values, and its statistic. Those without are passed over.
    #[must_use]
    pub fn last_block(&self) -> Option<(i64, &S)> {
        self.last.as_ref().map(|(period, block)| (*period, block))
    }

    /// How many periods are complete, those without values included, from the first one on.
    #[must_use]
    pub fn blocks(&self) -> u64 {
        self.complete
    }

    /// Makes a period the current one, unless it is before that.
    fn go_on(&mut self, period: i64) {
        let current = *self.current.get_or_insert(period);
        if period <= current {
            return;
        }
        self.current = Some(period);
        self.complete = self.complete.saturating_add(period.abs_diff(current));
        if self.block.count() > 0 {
            self.last = Some((current, core::mem::replace(&mut self.block, self.empty.clone())));
        }
    }

    /// The period of a time, unless that is over.
    fn open(&self, time: T) -> Result<i64, Refusal> {
        let period = time.period(self.origin, self.span);
        period.filter(|period| self.current.is_none_or(|current| *period >= current)).ok_or(Refusal::Late)
    }

    fn admits_in(&self, period: i64, x: &S::Input) -> Result<bool, Refusal> {
        if self.current == Some(period) { self.block.admits(x) } else { self.empty.admits(x) }
    }

    fn take(&mut self, time: T, x: S::Input) -> Result<bool, Refusal> {
        let period = self.open(time)?;
        if self.admits_in(period, &x)? {
            self.go_on(period);
            self.taken += 1;
            return self.block.try_update(x).map(|()| true);
        }
        Ok(false)
    }
}

impl<T: Timestamp, S: Statistic + Clone> Statistic for TumblingInTime<T, S> {
    type Input = (T, S::Input);
    type Output = S::Output;

    fn try_update(&mut self, (time, x): Self::Input) -> Result<(), Refusal> {
        let taken = self.take(time, x);
        if taken != Ok(true) {
            self.skipped += 1;
        }
        taken.map(|_| ())
    }

    fn admits(&self, (time, x): &Self::Input) -> Result<bool, Refusal> {
        self.admits_in(self.open(*time)?, x)
    }

    fn value(&self) -> Option<S::Output> {
        let (period, block) = self.last_block()?;
        if self.period() == Some(period) { block.value() } else { None }
    }

    /// All values, of the periods before too.
    fn count(&self) -> u64 {
        self.taken
    }

    fn skipped(&self) -> u64 {
        self.skipped
    }

    fn reset(&mut self) {
        self.block.reset();
        (self.current, self.last) = (None, None);
        (self.complete, self.taken, self.skipped) = (0, 0, 0);
    }
}
