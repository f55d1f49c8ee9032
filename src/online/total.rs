use super::{
    double::Double,
    maths::float,
    of_numbers::{Accumulator, WithSuffix},
};
use alloc::vec::Vec;
use core::hint::black_box;

/// Up to here a sum and its rounding error are computed without overflow, and so is the sum of two.
const LARGE: f64 = f64::MAX / 4.0;
/// What is added is scaled by this once a sum has come over [`LARGE`]: it then holds 2^64 of the largest numbers.
const SCALED_DOWN: f64 = 1.0 / (1_u128 << 66) as f64;

/// The sum of numbers in twice the digits.
///
/// The error is at most 2^-53 of the sum and about n^2 2^-106 of the sum of magnitudes (Ogita, Rump and Oishi 2005,
/// algorithm Sum2).
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(super) struct Total {
    count: u64,
    skipped: u64,
    of: SumOf,
}

/// A sum, and how large it may become: what a window keeps of the numbers from one on.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct SumOf {
    /// What the infinities add up to, if there are any: NaN if there are some of both signs.
    sum: Double,
    /// [`LARGE`], or less than zero if the sum is scaled down.
    #[cfg_attr(feature = "serde", serde(with = "super::format::exact"))]
    limit: f64,
}

impl Accumulator for Total {
    const EMPTY: Self = Self { count: 0, skipped: 0, of: SumOf::NONE };

    #[inline(always)]
    fn add(&mut self, x: f64) {
        let sum = self.of.sum.accumulate_one(x);
        // NaN and infinity fail this too, so that they cost nothing where there are none.
        if sum.high.abs() <= self.of.limit {
            self.of.sum = sum;
            self.count += 1;
        } else {
            // A copy, so that sums that are no reference's can stay in registers.
            *self = black_box(*self).with_unusual(x);
        }
    }

    #[inline(always)]
    fn empty_beside(&self) -> Self {
        Self { of: SumOf { limit: self.of.limit, ..SumOf::NONE }, ..Self::EMPTY }
    }

    fn merge(&mut self, other: &Self) {
        let sum = self.of.sum.accumulate(other.of.sum);
        let usual = sum.high.abs() <= self.of.limit && !other.of.is_scaled();
        let of = if usual { SumOf { sum, ..self.of } } else { self.of.plus_unusual(&other.of) };
        *self = Self { count: self.count + other.count, skipped: self.skipped + other.skipped, of };
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

impl WithSuffix for Total {
    type Suffix = SumOf;

    fn suffixes(all: &Self, numbers: &[f64], suffixes: &mut Vec<SumOf>) -> Self {
        suffixes.reserve(numbers.len());
        if all.of.is_scaled() {
            let mut suffix = Self::EMPTY;
            for x in numbers.iter().rev() {
                suffix.add(*x);
                suffixes.push(suffix.of);
            }
            return Self::EMPTY;
        }
        // What is left of a sum without some of the first is no larger than both, so it need not be asked.
        let mut sum = Double::ZERO;
        let (first, pairs) = numbers.as_rchunks::<2>();
        for [earlier, later] in pairs.iter().rev() {
            let of_later = sum.accumulate_one(*later);
            sum = of_later.accumulate_one(*earlier);
            suffixes.extend_from_slice(&[of_later, sum].map(SumOf::usual));
        }
        suffixes.extend(first.iter().map(|x| SumOf::usual(sum.accumulate_one(*x))));
        Self::EMPTY
    }

    #[inline(always)]
    fn read_after<T>(&self, suffix: &SumOf, count: u64, read: impl FnOnce(&Self) -> T) -> T {
        let count = self.count + count;
        if suffix.is_scaled() | self.of.is_scaled() {
            return read(&Self { count, of: suffix.plus_unusual(&self.of), ..*self });
        }
        // One by one: as two sums of two they would become one of vectors, and the processor would wait for parts that
        // were not written together.
        let (older, newer) = (suffix.sum, self.of.sum);
        let sum = Double { high: older.high + newer.high + newer.low, low: older.low };
        read(&Self { count, of: SumOf::usual(sum), ..*self })
    }
}

impl SumOf {
    const NONE: Self = Self { sum: Double::ZERO, limit: LARGE };

    #[inline(always)]
    fn usual(sum: Double) -> Self {
        Self { sum, limit: LARGE }
    }

    #[inline(always)]
    fn is_scaled(&self) -> bool {
        self.limit.is_sign_negative()
    }

    /// Both, scaled down.
    #[cold]
    #[inline(never)]
    fn plus_unusual(&self, other: &Self) -> Self {
        let [a, b] = [self, other].map(Self::scaled_down);
        let infinities = [a, b].map(|sum| if sum.high.is_finite() { 0.0 } else { sum.high });
        let infinite = infinities[0] + infinities[1];
        Self { sum: if infinite == 0.0 { a.accumulate(b) } else { Double::from(infinite) }, limit: -1.0 }
    }

    fn scaled_down(&self) -> Double {
        if self.is_scaled() { self.sum } else { self.sum.scaled(SCALED_DOWN) }
    }
}

impl Total {
    #[cold]
    #[inline(never)]
    fn with_unusual(&self, x: f64) -> Self {
        if x.is_nan() {
            return Self { skipped: self.skipped + 1, ..*self };
        }
        let of = self.of.plus_unusual(&SumOf::usual(Double::from(x)));
        Self { count: self.count + 1, of, ..*self }
    }

    /// The sum; `None` if there is nothing, or infinities of both signs.
    #[inline]
    pub(super) fn sum(&self) -> Option<f64> {
        if self.count > 0 { self.divided_by(1.0) } else { None }
    }

    /// The mean; `None` if there is nothing, or infinities of both signs.
    #[inline(always)]
    pub(super) fn mean(&self) -> Option<f64> {
        self.divided_by(float(self.count))
    }

    /// `None` where that is not a number: of nothing, too.
    #[inline(always)]
    fn divided_by(&self, n: f64) -> Option<f64> {
        let quotient = self.of.sum.round() / n;
        let quotient = if self.of.is_scaled() { quotient / SCALED_DOWN } else { quotient };
        (!quotient.is_nan()).then_some(quotient)
    }
}
