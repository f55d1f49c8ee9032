use super::{
    double::Double,
    maths::{float, reciprocal},
    of_numbers::Accumulator,
};
use core::hint::black_box;

/// Up to here a sum and its rounding error are computed without overflow.
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
    /// What the infinities add up to, if there are any: NaN if there are some of both signs.
    sum: Double,
    /// 1, or [`SCALED_DOWN`].
    #[cfg_attr(feature = "serde", serde(with = "super::format::exact"))]
    scale: f64,
    skipped: u64,
}

impl Accumulator for Total {
    const EMPTY: Self = Self { count: 0, sum: Double::ZERO, scale: 1.0, skipped: 0 };

    #[inline(always)]
    fn add(&mut self, x: f64) {
        let sum = self.sum.accumulate(Double::from(x * self.scale));
        // NaN and infinity fail this too, so that they cost nothing where there are none.
        if sum.high.abs() <= LARGE {
            self.sum = sum;
            self.count += 1;
        } else {
            // A copy, so that sums that are no reference's can stay in registers.
            *self = black_box(*self).with_unusual(x);
        }
    }

    #[inline(always)]
    fn empty_beside(&self) -> Self {
        Self { scale: self.scale, ..Self::EMPTY }
    }

    #[inline(always)]
    fn merge(&mut self, other: &Self) {
        *self = self.merged_with_usual(other).unwrap_or_else(|| self.merged_with_unusual(other));
    }

    #[inline(always)]
    fn read_merged<T>(&self, other: &Self, read: impl FnOnce(&Self) -> T) -> T {
        match self.merged_with_usual(other) {
            Some(both) => read(&both),
            None => read(&self.merged_with_unusual(other)),
        }
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

impl Total {
    /// Both, unless the sum is large or infinite.
    #[inline(always)]
    fn merged_with_usual(&self, other: &Self) -> Option<Self> {
        let sum = self.sum.accumulate(other.sum);
        (self.scale.to_bits() == other.scale.to_bits() && sum.high.abs() <= LARGE).then(|| Self {
            count: self.count + other.count,
            sum,
            scale: self.scale,
            skipped: self.skipped + other.skipped,
        })
    }

    #[cold]
    #[inline(never)]
    fn with_unusual(&self, x: f64) -> Self {
        if x.is_nan() {
            return Self { skipped: self.skipped + 1, ..*self };
        }
        self.merged_with_unusual(&Self { count: 1, sum: Double::from(x), ..Self::EMPTY })
    }

    /// With what is large or infinite, scaled down.
    #[cold]
    #[inline(never)]
    fn merged_with_unusual(&self, other: &Self) -> Self {
        let [a, b] = [self, other].map(Self::scaled_down);
        let infinities = [a, b].map(|sum| if sum.high.is_finite() { 0.0 } else { sum.high });
        let infinite = infinities[0] + infinities[1];
        Self {
            count: self.count + other.count,
            sum: if infinite == 0.0 { a.accumulate(b) } else { Double::from(infinite) },
            scale: SCALED_DOWN,
            skipped: self.skipped + other.skipped,
        }
    }

    fn scaled_down(&self) -> Double {
        if self.scale == 1.0 { self.sum.scaled(SCALED_DOWN) } else { self.sum }
    }

    /// The sum; `None` if there is nothing, or infinities of both signs.
    #[inline]
    pub(super) fn sum(&self) -> Option<f64> {
        self.divided_by(1)
    }

    /// The mean; `None` if there is nothing, or infinities of both signs.
    #[inline(always)]
    pub(super) fn mean(&self) -> Option<f64> {
        self.divided_by(self.count)
    }

    #[inline(always)]
    fn divided_by(&self, n: u64) -> Option<f64> {
        let quotient = self.sum.round() / float(n) * reciprocal(self.scale);
        (self.count > 0 && !quotient.is_nan()).then_some(quotient)
    }
}
