use super::{
    double::{Double, Pair},
    frame::{Frame, HUGE, TINY},
    maths::{exponent, float, sqrt},
    of_numbers::Accumulator,
};
use core::hint::black_box;

/// Up to here a count is of 26 bits.
const FEW: u64 = 1 << 26;

/// The sums of deviations from a pivot and of their squares, in twice the digits.
///
/// No division is needed to take in a value, and none to merge.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(super) struct Spread {
    count: u64,
    skipped: u64,
    pub(super) frame: Frame,
    /// With an infinity among the values, whose deviation is NaN, so is the pivot, and the first sum is what the
    /// infinities add up to.
    sums: Pair,
}

impl Accumulator for Spread {
    const EMPTY: Self = Self { count: 0, skipped: 0, frame: Frame::NEW, sums: Pair::ZERO };

    #[inline(always)]
    fn add(&mut self, x: f64) {
        let sums = self.sums_with(x);
        // NaN and infinity fail this too, so that they cost nothing where there are none.
        if in_range(&sums) {
            self.sums = sums;
            self.count += 1;
        } else {
            // A copy, so that sums that are no reference's can stay in registers.
            *self = black_box(*self).with_unusual(x);
        }
    }

    // Alone it is not as exact as others are.
    #[inline(always)]
    fn empty_beside(&self) -> Self {
        Self { frame: self.frame, ..Self::EMPTY }
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

/// Whether sums are neither zero nor infinite, and have lost nothing to overflow and underflow.
#[inline(always)]
fn in_range(sums: &Pair) -> bool {
    sums.second().high >= TINY && sums.second().high <= HUGE
}

/// A count times the sum of squares, less the squared sum.
#[cold]
#[inline(never)]
fn difference_of_many(count: u64, sum: Double, squares: Double) -> f64 {
    (squares * Double::from(float(count)) - sum * sum).round()
}

impl Spread {
    #[inline(always)]
    fn sums_with(&self, x: f64) -> Pair {
        let deviation = self.frame.deviation(x);
        self.sums.accumulate(Pair::new(deviation, deviation.rough_square()))
    }

    /// Both, unless there is nothing, or an infinity, or they are not measured alike.
    #[inline(always)]
    fn merged_with_usual(&self, other: &Self) -> Option<Self> {
        self.frame.is_same(&other.frame).then(|| Self {
            count: self.count + other.count,
            skipped: self.skipped + other.skipped,
            frame: self.frame,
            sums: self.sums.accumulate(other.sums),
        })
    }

    /// With the first value, one equal to all before, one that needs another scale, or one that is not finite.
    #[cold]
    #[inline(never)]
    fn with_unusual(&self, x: f64) -> Self {
        if x.is_nan() {
            return Self { skipped: self.skipped + 1, ..*self };
        }
        let mut with = Self { count: self.count + 1, ..*self };
        if x.is_infinite() {
            with.take_infinity(x);
        } else if self.count == 0 {
            with.frame.begin(x);
        } else if !self.has_infinity()
            && let Some(ratio) = with.frame.fit(x, self.magnitude())
        {
            with.scale(ratio);
            with.sums = with.sums_with(x);
        }
        with
    }

    fn has_infinity(&self) -> bool {
        self.count > 0 && self.frame.pivot.is_nan()
    }

    fn take_infinity(&mut self, infinity: f64) {
        let before = if self.frame.pivot.is_nan() { self.sums.first().high } else { 0.0 };
        self.frame.pivot = f64::NAN;
        self.sums = Pair::new(Double::from(before + infinity), Double::ZERO);
    }

    pub(super) fn sum(&self) -> Double {
        self.sums.first()
    }

    /// The exponent of the largest scaled deviation, or a little more; `None` if all values are equal.
    fn magnitude(&self) -> Option<i32> {
        exponent(self.sums.second().high).map(|exponent| exponent / 2)
    }

    /// Follows the frame to another scale.
    fn scale(&mut self, ratio: f64) {
        self.sums = Pair::new(self.sums.first().scaled(ratio), self.sums.second().scaled(ratio).scaled(ratio));
    }

    /// Gives both the scale that the larger of them, and of the distance between them, needs.
    pub(super) fn align(&mut self, other: &mut Self) {
        let magnitudes = [self.magnitude(), other.magnitude()];
        let [ratio, others] = self.frame.fit_both(&mut other.frame, magnitudes);
        self.scale(ratio);
        other.scale(others);
    }

    /// The sums of both about the pivot of this one.
    fn sums_of_both(&self, other: &Self) -> Pair {
        let shift = Double::difference(other.frame.pivot, self.frame.pivot);
        let moved = shift * Double::from(float(other.count));
        // The sum of (d + s)^2 is that of d^2, and s times the sum of d twice and s n.
        let sum = other.sums.first() + moved;
        let squares = other.sums.second() + shift * (other.sums.first() + sum);
        Pair::new(self.sums.first() + sum, self.sums.second() + squares)
    }

    /// The pivots or the scales differ, or one of them is empty or has an infinity.
    #[inline(never)]
    fn merged_with_unusual(&self, other: &Self) -> Self {
        let (count, skipped) = (self.count + other.count, self.skipped + other.skipped);
        if other.count == 0 {
            return Self { skipped, ..*self };
        }
        if self.count == 0 {
            return Self { skipped, ..*other };
        }
        Self { count, skipped, ..self.sums_with_other(*other) }
    }

    /// As this one, but with the sums of both.
    fn sums_with_other(mut self, mut other: Self) -> Self {
        if other.has_infinity() {
            self.take_infinity(other.sums.first().high);
        } else if !self.has_infinity() {
            let sums = self.sums_of_both(&other);
            if !self.frame.has_scale_of(&other.frame) || !in_range(&sums) {
                self.align(&mut other);
            }
            self.sums = self.sums_of_both(&other);
        }
        self
    }

    /// `n` times the sum of squared deviations from the mean, scaled twice; `None` if there is nothing, or infinities.
    ///
    /// It is n times the sum of squares from the pivot, less the square of the sum.
    #[inline(always)]
    fn about_mean_times_n(&self) -> Option<f64> {
        if self.frame.pivot.is_nan() {
            return None;
        }
        let difference = if self.count <= FEW {
            self.sums.times_less_square(float(self.count))
        } else {
            difference_of_many(self.count, self.sums.first(), self.sums.second())
        };
        Some(difference.max(0.0))
    }

    /// The sum of squared deviations from the mean, scaled twice; `None` if there is nothing, or infinities.
    pub(super) fn about_mean(&self) -> Option<f64> {
        Some(self.about_mean_times_n()? / float(self.count)).filter(|_| self.count > 0)
    }

    /// The mean squared deviation, over `n - freedom`.
    #[inline(always)]
    fn mean_square(&self, freedom: u64) -> Option<f64> {
        if self.count <= freedom {
            return None;
        }
        Some(self.about_mean_times_n()? / (float(self.count) * float(self.count - freedom)))
    }

    #[inline(always)]
    pub(super) fn variance(&self, freedom: u64) -> Option<f64> {
        let square = self.mean_square(freedom)?;
        // To be multiplied by one takes time.
        Some(if self.frame.is_scaled() { square * self.frame.unscale() * self.frame.unscale() } else { square })
    }

    #[inline]
    pub(super) fn deviation(&self, freedom: u64) -> Option<f64> {
        Some(sqrt(self.mean_square(freedom)?) * self.frame.unscale())
    }

    #[inline]
    pub(super) fn standard_error(&self) -> Option<f64> {
        Some(sqrt(self.mean_square(1)? / float(self.count)) * self.frame.unscale())
    }

    /// The mean in twice the digits, if there are values, and no infinities.
    pub(super) fn exact_mean(&self) -> Double {
        let mean = self.sum() / Double::from(float(self.count)) + Double::from(self.frame.pivot);
        mean.scaled(self.frame.unscale())
    }

    #[inline]
    pub(super) fn mean(&self) -> Option<f64> {
        let mean = if self.has_infinity() { self.sums.first().high } else { self.exact_mean().round() };
        (self.count > 0 && !mean.is_nan()).then_some(mean)
    }
}
