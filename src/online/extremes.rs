use super::of_numbers::{Accumulator, WithSuffix, of_numbers};
use alloc::vec::Vec;

/// Where the least number first was, or the greatest.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
struct Extreme<const GREATEST: bool> {
    count: u64,
    /// Infinite before the first number, so that any is as extreme.
    #[cfg_attr(feature = "serde", serde(with = "super::format::exact"))]
    value: f64,
    position: u64,
    skipped: u64,
}

impl<const GREATEST: bool> Extreme<GREATEST> {
    fn position(&self) -> Option<u64> {
        (self.count > 0).then_some(self.position)
    }

    #[inline(always)]
    fn beats(x: f64, other: f64) -> bool {
        if GREATEST { x > other } else { x < other }
    }
}

impl<const GREATEST: bool> Accumulator for Extreme<GREATEST> {
    const EMPTY: Self =
        Self { count: 0, value: if GREATEST { f64::NEG_INFINITY } else { f64::INFINITY }, position: 0, skipped: 0 };

    #[inline(always)]
    fn add(&mut self, x: f64) {
        if x.is_nan() {
            self.skipped += 1;
            return;
        }
        if Self::beats(x, self.value) {
            (self.value, self.position) = (x, self.count);
        }
        self.count += 1;
    }

    #[inline(always)]
    fn prepend(&mut self, x: f64) {
        if x.is_nan() {
            self.skipped += 1;
            return;
        }
        self.position += 1;
        // The first of equal ones counts.
        if self.count == 0 || !Self::beats(self.value, x) {
            (self.value, self.position) = (x, 0);
        }
        self.count += 1;
    }

    #[inline(always)]
    fn merge(&mut self, later: &Self) {
        if Self::beats(later.value, self.value) {
            (self.value, self.position) = (later.value, self.count + later.position);
        }
        self.count += later.count;
        self.skipped += later.skipped;
    }

    #[inline(always)]
    fn count(&self) -> u64 {
        self.count
    }

    #[inline(always)]
    fn skipped(&self) -> u64 {
        self.skipped
    }
}

/// The least number, or the greatest.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
struct Bound<const GREATEST: bool> {
    count: u64,
    /// Infinite before the first number, so that any is as extreme.
    #[cfg_attr(feature = "serde", serde(with = "super::format::exact"))]
    value: f64,
    skipped: u64,
}

impl<const GREATEST: bool> Bound<GREATEST> {
    #[inline(always)]
    fn value(&self) -> Option<f64> {
        (self.count > 0).then_some(self.value)
    }

    /// The second where they are equal.
    #[inline(always)]
    fn outer(a: f64, b: f64) -> f64 {
        let a_beats_b = if GREATEST { a > b } else { a < b };
        if a_beats_b { a } else { b }
    }
}

/// What a window keeps of the numbers from one on: the least of them, or the greatest.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Outermost(#[cfg_attr(feature = "serde", serde(with = "super::format::exact"))] f64);

impl<const GREATEST: bool> Accumulator for Bound<GREATEST> {
    const EMPTY: Self = Self { count: 0, value: if GREATEST { f64::NEG_INFINITY } else { f64::INFINITY }, skipped: 0 };

    #[inline(always)]
    fn add(&mut self, x: f64) {
        // NaN beats nothing.
        self.value = Self::outer(x, self.value);
        let taken = u64::from(!x.is_nan());
        self.count += taken;
        self.skipped += 1 - taken;
    }

    #[inline(always)]
    fn merge(&mut self, later: &Self) {
        self.value = Self::outer(later.value, self.value);
        self.count += later.count;
        self.skipped += later.skipped;
    }

    #[inline(always)]
    fn count(&self) -> u64 {
        self.count
    }

    #[inline(always)]
    fn skipped(&self) -> u64 {
        self.skipped
    }
}

impl<const GREATEST: bool> WithSuffix for Bound<GREATEST> {
    type Suffix = Outermost;

    fn suffixes(_: &Self, numbers: &[f64], suffixes: &mut Vec<Outermost>) -> Self {
        let mut value = Self::EMPTY.value;
        let mut outermost = |x: f64| {
            value = Self::outer(x, value);
            Outermost(value)
        };
        suffixes.reserve(numbers.len());
        let (first, fours) = numbers.as_rchunks::<4>();
        for [a, b, c, d] in fours.iter().rev() {
            suffixes.extend_from_slice(&[*d, *c, *b, *a].map(&mut outermost));
        }
        suffixes.extend(first.iter().rev().copied().map(outermost));
        Self::EMPTY
    }

    #[inline(always)]
    fn read_after<T>(&self, suffix: &Outermost, count: u64, read: impl FnOnce(&Self) -> T) -> T {
        read(&Self { count: self.count + count, value: Self::outer(suffix.0, self.value), ..*self })
    }
}

/// Both.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
struct Extremes {
    least: Bound<false>,
    greatest: Bound<true>,
}

impl Accumulator for Extremes {
    const EMPTY: Self = Self { least: Bound::EMPTY, greatest: Bound::EMPTY };

    #[inline(always)]
    fn add(&mut self, x: f64) {
        self.least.add(x);
        self.greatest.add(x);
    }

    #[inline(always)]
    fn merge(&mut self, later: &Self) {
        self.least.merge(&later.least);
        self.greatest.merge(&later.greatest);
    }

    fn count(&self) -> u64 {
        self.least.count
    }

    fn skipped(&self) -> u64 {
        self.least.skipped
    }
}

of_numbers! {
    /// The smallest value, infinities included.
    ///
    /// # Complexity
    ///
    /// A comparison a value.
    ///
    /// # Examples
    ///
    /// ```
    /// use antiphon::online::{LastN, Min, Statistic};
    ///
    /// let mut min = LastN::new(2, Min::new()).unwrap();
    /// for value in [1.0, 3.0, 2.0] {
    ///     min.update(value);
    /// }
    /// assert_eq!(min.value(), Some(2.0));
    /// ```
    Min(Bound<false>, Outermost) -> f64, Bound::value;

    /// The largest value, infinities included; otherwise as [`Min`].
    Max(Bound<true>, Outermost) -> f64, Bound::value;

    /// The position of the smallest value, counted from 0, which is the oldest in a window; of equal ones the first.
    ///
    /// # Complexity
    ///
    /// A comparison a value.
    ///
    /// # Examples
    ///
    /// ```
    /// use antiphon::online::{ArgMin, Statistic};
    ///
    /// let mut least = ArgMin::new();
    /// for value in [4.0, 2.0, 3.0, 2.0] {
    ///     least.update(value);
    /// }
    /// assert_eq!(least.value(), Some(1));
    /// ```
    ArgMin(Extreme<false>) -> u64, Extreme::position;

    /// The position of the largest value; otherwise as [`ArgMin`].
    ArgMax(Extreme<true>) -> u64, Extreme::position;

    /// The difference of the largest value and the smallest; not defined if both are the same infinity.
    Range(Extremes) -> f64, |extremes| {
        let range = extremes.greatest.value()? - extremes.least.value()?;
        (!range.is_nan()).then_some(range)
    };
}
