use super::stacks::Stacks;
use crate::online::{
    Guarded, InvalidParameter, MaybeNan, Merge, NanPolicy, Refusal, Statistic, Timestamp, format::Format,
};
use alloc::collections::VecDeque;

/// A statistic of the values of the last `span` of time, up to the latest timestamp: later than that less `span`.
///
/// The input is `(timestamp, value)`. Equal timestamps keep their order. One that is late by no more than `lateness`
/// takes its place in the order of time; a later one is refused with [`Refusal::Late`] and counted. As in
/// [`LastN`](super::LastN), nothing is subtracted, and what has left has left no trace.
///
/// # Complexity
///
/// As `LastN`, for as many values as there are in `span`, all of which are held; a value that is late takes time linear
/// in their number.
///
/// # Examples
///
/// ```
/// use antiphon::online::{Count, Recent, Statistic};
///
/// let mut per_minute = Recent::new(60.0, 0.0, Count::new()).unwrap();
/// for time in [0.0, 30.0, 59.0, 60.0] {
///     per_minute.update((time, "request"));
/// }
/// assert_eq!(per_minute.value(), Some(3), "the first is a whole minute old");
/// ```
#[derive(Debug, Clone)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(bound(
        serialize = "T: crate::online::Saved, S: serde::Serialize, S::Suffix: serde::Serialize, \
                     S::Input: crate::online::Saved",
        deserialize = "T: crate::online::Saved, S: serde::Deserialize<'de>, S::Suffix: serde::Deserialize<'de>, \
                       S::Input: crate::online::Saved"
    ))
)]
pub struct Recent<T, S: Merge> {
    #[cfg_attr(not(feature = "serde"), allow(dead_code, reason = "it is only saved"))]
    format: Format<1>,
    #[cfg_attr(feature = "serde", serde(with = "crate::online::format::exact"))]
    span: f64,
    #[cfg_attr(feature = "serde", serde(with = "crate::online::format::exact"))]
    lateness: f64,
    /// In order.
    #[cfg_attr(feature = "serde", serde(with = "crate::online::format::queue"))]
    times: VecDeque<T>,
    /// In the order of their times.
    #[cfg_attr(feature = "serde", serde(with = "crate::online::format::queue"))]
    values: VecDeque<S::Input>,
    stacks: Stacks<S>,
    skipped: u64,
}

impl<T: Timestamp, S: Merge> Recent<T, S> {
    /// The last `span` of time, in the unit of the timestamps, seconds for those of the standard library.
    ///
    /// # Errors
    ///
    /// If `span` is not a positive number, or `lateness` not a number from 0 to `span`.
    pub fn new(span: f64, lateness: f64, statistic: S) -> Result<Self, InvalidParameter> {
        InvalidParameter::unless(span > 0.0, "span", span, "more than 0")?;
        let fits = (0.0..=span).contains(&lateness);
        InvalidParameter::unless(fits, "lateness", lateness, "between 0 and the span")?;
        let (times, values) = (VecDeque::new(), VecDeque::new());
        Ok(Self { format: Format, span, lateness, times, values, stacks: Stacks::new(statistic), skipped: 0 })
    }

    /// The same window, empty, with another way to deal with NaN: one that is propagated is so until it leaves.
    #[must_use]
    pub fn nan(self, policy: NanPolicy) -> Recent<T, Guarded<S>>
    where
        S: Statistic<Input: MaybeNan, Output: MaybeNan>,
    {
        let stacks = Stacks::new(Guarded::new(self.stacks.of_newer().clone(), policy));
        let (times, values) = (VecDeque::new(), VecDeque::new());
        Recent { format: Format, span: self.span, lateness: self.lateness, times, values, stacks, skipped: 0 }
    }

    /// Lets time go on to `now` without a value. A time before the latest changes nothing.
    pub fn advance(&mut self, now: T) {
        for _ in 0..self.older_than_span(now) {
            self.pop();
        }
    }

    /// Reads the statistic of what is in the window.
    pub fn read<R>(&self, read: impl FnOnce(&S) -> R) -> R {
        self.stacks.read(read)
    }

    /// How many have left the window at a time.
    fn older_than_span(&self, now: T) -> usize {
        self.times.iter().take_while(|time| now.since(**time) >= self.span).count()
    }

    /// How many of those held are later than `time`.
    fn later_than(&self, time: T) -> usize {
        self.times.iter().rev().take_while(|held| held.since(time) > 0.0).count()
    }

    /// Drops the oldest.
    fn pop(&mut self) {
        if self.stacks.older() == 0 {
            self.stacks.turn_over(self.values.make_contiguous());
        }
        self.times.pop_front();
        self.values.pop_front();
        // At once, and not when the next one goes: what the newer ones were taken in beside is still there.
        if self.stacks.pop() == 0 {
            self.stacks.turn_over(self.values.make_contiguous());
        }
    }

    /// Puts a late value where it belongs.
    fn insert(&mut self, place: usize, time: T, x: S::Input) {
        self.times.insert(place, time);
        self.values.insert(place, x);
        self.stacks.clear();
        self.values.iter().for_each(|x| self.stacks.push(x.clone()));
    }
}

impl<T: Timestamp, S: Merge> Statistic for Recent<T, S> {
    type Input = (T, S::Input);
    type Output = S::Output;

    fn try_update(&mut self, (time, x): Self::Input) -> Result<(), Refusal> {
        let input = (time, x);
        let admitted = self.admits(&input);
        let (time, x) = input;
        if admitted != Ok(true) {
            self.skipped += 1;
            return admitted.map(|_| ());
        }
        self.advance(time);
        match self.later_than(time) {
            0 => {
                self.times.push_back(time);
                self.values.push_back(x.clone());
                self.stacks.push(x);
            }
            later => self.insert(self.times.len() - later, time, x),
        }
        Ok(())
    }

    fn admits(&self, (time, x): &Self::Input) -> Result<bool, Refusal> {
        let since = self.times.back().map_or(time.since(*time), |latest| time.since(*latest));
        // NaN is no time. What is a whole span late would not be in the window.
        if since.is_nan() || -since > self.lateness || -since >= self.span {
            return Err(Refusal::Late);
        }
        self.stacks.of_newer().admits(x)
    }

    fn value(&self) -> Option<S::Output> {
        self.stacks.read(S::value)
    }

    fn peek(&self, (time, x): Self::Input) -> Option<S::Output> {
        let input = (time, x);
        if self.admits(&input) != Ok(true) {
            return self.value();
        }
        let (time, x) = input;
        let (gone, later) = (self.older_than_span(time), self.later_than(time));
        let ahead = if later == 0 { self.stacks.peek(gone, x) } else { Err(x) };
        ahead.unwrap_or_else(|x| {
            let place = self.values.len() - later;
            let before = self.values.range(gone.min(place)..place);
            self.stacks.value_of(before.chain([&x]).chain(self.values.range(place..)))
        })
    }

    fn count(&self) -> u64 {
        self.times.len() as u64
    }

    fn skipped(&self) -> u64 {
        self.skipped
    }

    fn reset(&mut self) {
        self.times.clear();
        self.values.clear();
        self.stacks.clear();
        self.skipped = 0;
    }
}
