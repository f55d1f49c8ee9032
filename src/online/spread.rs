use super::{
    double::{Double, leading},
    maths::{exponent, float, power_of_two, reciprocal, sqrt},
    nonfinite::NonFinite,
};

/// Between these the sum of squares neither overflows nor loses digits to underflow.
const TINY: f64 = 1.0 / (1_u128 << 100) as f64 / (1_u128 << 100) as f64 / (1_u128 << 100) as f64;
const HUGE: f64 = 1.0 / TINY;
/// The scale keeps the largest deviation near one, as far as a power of two can.
const LARGEST_SHIFT: i32 = 1000;

/// The sums of deviations from a pivot and of their squares, in twice the digits.
///
/// The pivot is the first value. As it is one of the data, the sum of squares is at most n + 1 times the sum of squares
/// about the mean, so that a number of twice the digits never loses much in the difference (Chan, Golub and LeVeque
/// 1983 on shifted data). No division is needed for a value, and none to merge.
///
/// Everything is multiplied by a power of two that keeps the squares from overflow and underflow.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(super) struct Spread {
    finite: u64,
    /// Scaled. NaN before the first value, which therefore takes the unusual path.
    #[cfg_attr(feature = "serde", serde(with = "super::format::exact"))]
    pivot: f64,
    #[cfg_attr(feature = "serde", serde(with = "super::format::exact"))]
    scale: f64,
    sum: Double,
    squares: Double,
    nonfinite: NonFinite,
}

impl Spread {
    pub(super) const EMPTY: Self = Self {
        finite: 0,
        pivot: f64::NAN,
        scale: 1.0,
        sum: Double::ZERO,
        squares: Double::ZERO,
        nonfinite: NonFinite { nan: 0, positive: 0, negative: 0 },
    };

    #[inline(always)]
    pub(super) fn add(&mut self, x: f64) {
        let deviation = Double::difference(x * self.scale, self.pivot);
        let squares = self.squares.accumulate(deviation.rough_square());
        // NaN and infinity fail this too, so that they cost nothing where there are none.
        if squares.high >= TINY && squares.high <= HUGE {
            self.sum = self.sum.accumulate(deviation);
            self.squares = squares;
            self.finite += 1;
        } else {
            self.add_unusual(x);
        }
    }

    /// The first value, one equal to all before, one that needs another scale, or one that is not finite.
    #[cold]
    #[inline(never)]
    fn add_unusual(&mut self, x: f64) {
        if self.nonfinite.take(x) {
            return;
        }
        if self.finite == 0 {
            self.pivot = x * self.scale;
        } else if x * self.scale != self.pivot {
            self.rescale_for(self.magnitude().max(self.distance(x)));
            let deviation = Double::difference(x * self.scale, self.pivot);
            self.sum = self.sum.accumulate(deviation);
            self.squares = self.squares.accumulate(deviation.rough_square());
        }
        self.finite += 1;
    }

    /// The exponent of the largest scaled deviation, or a little more; that of nothing if all values are equal.
    fn magnitude(&self) -> i32 {
        exponent(self.squares.high).map_or(i32::MIN, |exponent| exponent / 2)
    }

    /// The exponent of the scaled deviation of `x`, or one more where it overflows.
    fn distance(&self, x: f64) -> i32 {
        let scaled = x * self.scale;
        if scaled.is_finite() {
            return exponent_of_difference(scaled, self.pivot);
        }
        // The pivot did not overflow, so it is the smaller.
        let [x, scale] = [x, self.scale].map(|it| exponent(it).unwrap_or(0));
        x + scale + 1
    }

    /// Makes a scaled deviation of this exponent come near one.
    fn rescale_for(&mut self, magnitude: i32) {
        let now = exponent(self.scale).unwrap_or(0);
        self.rescale(now.saturating_sub(magnitude).clamp(-LARGEST_SHIFT, LARGEST_SHIFT));
    }

    /// What is lost to underflow here is no digit of the deviation that the scale is made for.
    fn rescale(&mut self, shift: i32) {
        let ratio = power_of_two(shift - exponent(self.scale).unwrap_or(0));
        self.scale = power_of_two(shift);
        self.pivot *= ratio;
        self.sum = self.sum.scaled(ratio);
        self.squares = self.squares.scaled(ratio).scaled(ratio);
    }

    /// An empty one with the same pivot, so that merging the two is an addition. Alone it is not as exact as others are.
    #[inline]
    pub(super) fn empty_beside(&self) -> Self {
        Self { pivot: self.pivot, scale: self.scale, ..Self::EMPTY }
    }

    #[inline]
    pub(super) fn merge(&mut self, other: &Self) {
        self.nonfinite.merge(&other.nonfinite);
        let alike = self.pivot == other.pivot && self.scale == other.scale;
        let (sum, squares) = if alike {
            (self.sum.accumulate(other.sum), self.squares.accumulate(other.squares))
        } else {
            self.sums_with(other)
        };
        if self.scale == other.scale && squares.high >= TINY && squares.high <= HUGE {
            (self.sum, self.squares) = (sum, squares);
            self.finite += other.finite;
        } else {
            self.merge_unusual(*other);
        }
    }

    /// The sums of both about the pivot of this one.
    #[inline(never)]
    fn sums_with(&self, other: &Self) -> (Double, Double) {
        let shift = Double::difference(other.pivot, self.pivot);
        let moved = shift * Double::from(float(other.finite));
        // The sum of (d + s)^2 is that of d^2, and s times the sum of d twice and s n.
        let sum = other.sum + moved;
        let squares = other.squares + shift * (other.sum + sum);
        (self.sum + sum, self.squares + squares)
    }

    /// One of them is empty, all values are equal, or the scales do not fit.
    #[cold]
    #[inline(never)]
    fn merge_unusual(&mut self, mut other: Self) {
        if other.finite == 0 {
            return;
        }
        if self.finite == 0 {
            *self = Self { nonfinite: self.nonfinite, ..other };
            return;
        }
        self.bring_together(&mut other);
        (self.sum, self.squares) = self.sums_with(&other);
        self.finite += other.finite;
    }

    /// Gives both the scale that the larger of their spreads, and of the distance between them, needs.
    fn bring_together(&mut self, other: &mut Self) {
        let shifts = [&*self, &*other].map(|it| exponent(it.scale).unwrap_or(0));
        let smaller = shifts[0].min(shifts[1]);
        let pivots = [self.pivot, other.pivot];
        let [a, b] = [0, 1].map(|i| pivots[i] * power_of_two(smaller - shifts[i]));
        let distance = if a == b { i32::MIN } else { exponent_of_difference(a, b).saturating_sub(smaller) };
        let magnitude =
            distance.max(self.magnitude().saturating_sub(shifts[0])).max(other.magnitude().saturating_sub(shifts[1]));
        let shift = if magnitude < -2 * LARGEST_SHIFT { smaller } else { -magnitude };
        for it in [self, other] {
            it.rescale(shift.clamp(-LARGEST_SHIFT, LARGEST_SHIFT));
        }
    }

    #[inline(always)]
    pub(super) fn count(&self) -> u64 {
        self.finite + self.nonfinite.infinities()
    }

    #[inline(always)]
    pub(super) fn skipped(&self) -> u64 {
        self.nonfinite.nan
    }

    /// The sum of squared deviations from the mean, scaled twice; `None` if there is nothing, or infinities.
    ///
    /// For any m it is that from the pivot, less m (S + r), less r^2 / n, with S the sum of deviations and r = S - n m.
    /// An m near the mean with 26 bits makes the products exact.
    #[inline(always)]
    fn about_mean(&self) -> Option<f64> {
        if self.finite == 0 || self.nonfinite.infinities() > 0 {
            return None;
        }
        let n = float(self.finite);
        let Double { high, low } = self.sum;
        let m = leading((high + low) / n);
        let rest = (high - m * n) + low;
        let leading_sum = leading(high);
        let small = m * (high - leading_sum) + m * (low + rest) + rest * (rest / n);
        Some(((self.squares.high - m * leading_sum) - (small - self.squares.low)).max(0.0))
    }

    /// The mean squared deviation, over `n - freedom`.
    #[inline]
    fn mean_square(&self, freedom: u64) -> Option<f64> {
        let n = self.count().checked_sub(freedom).filter(|n| *n > 0)?;
        Some(self.about_mean()? / float(n))
    }

    #[inline]
    pub(super) fn variance(&self, freedom: u64) -> Option<f64> {
        let unscale = reciprocal(self.scale);
        Some(self.mean_square(freedom)? * unscale * unscale)
    }

    #[inline]
    pub(super) fn deviation(&self, freedom: u64) -> Option<f64> {
        Some(sqrt(self.mean_square(freedom)?) * reciprocal(self.scale))
    }

    #[inline]
    pub(super) fn standard_error(&self) -> Option<f64> {
        Some(sqrt(self.mean_square(1)? / float(self.finite)) * reciprocal(self.scale))
    }

    #[inline]
    pub(super) fn mean(&self) -> Option<f64> {
        if self.nonfinite.infinities() > 0 {
            return self.nonfinite.sum();
        }
        let mean = || self.sum / Double::from(float(self.finite)) + Double::from(self.pivot);
        (self.finite > 0).then(|| mean().round() * reciprocal(self.scale))
    }
}

/// The exponent of the difference of two numbers that differ, or one more where it overflows.
fn exponent_of_difference(a: f64, b: f64) -> i32 {
    let either = || exponent(a).max(exponent(b)).map_or(i32::MIN, |exponent| exponent + 1);
    exponent(a - b).unwrap_or_else(either)
}
