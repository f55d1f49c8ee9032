use super::{
    double::{Double, leading},
    frame::{Frame, HUGE, TINY},
    maths::{exponent, float, sqrt},
    nonfinite::NonFinite,
    of_numbers::Accumulator,
};

/// The sums of deviations from a pivot and of their squares, in twice the digits.
///
/// No division is needed to take in a value, and none to merge.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(super) struct Spread {
    finite: u64,
    pub(super) frame: Frame,
    pub(super) sum: Double,
    squares: Double,
    nonfinite: NonFinite,
}

impl Accumulator for Spread {
    const EMPTY: Self = Self {
        finite: 0,
        frame: Frame::NEW,
        sum: Double::ZERO,
        squares: Double::ZERO,
        nonfinite: NonFinite { nan: 0, positive: 0, negative: 0 },
    };

    #[inline(always)]
    fn add(&mut self, x: f64) {
        let deviation = self.frame.deviation(x);
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

    // Alone it is not as exact as others are.
    #[inline]
    fn empty_beside(&self) -> Self {
        Self { frame: self.frame, ..Self::EMPTY }
    }

    #[inline]
    fn merge(&mut self, other: &Self) {
        self.nonfinite.merge(&other.nonfinite);
        let (sum, squares) = if self.frame == other.frame {
            (self.sum.accumulate(other.sum), self.squares.accumulate(other.squares))
        } else {
            self.sums_with(other)
        };
        if self.frame.has_scale_of(&other.frame) && squares.high >= TINY && squares.high <= HUGE {
            (self.sum, self.squares) = (sum, squares);
            self.finite += other.finite;
        } else {
            self.merge_unusual(*other);
        }
    }

    #[inline(always)]
    fn count(&self) -> u64 {
        self.finite + self.nonfinite.infinities()
    }

    #[inline(always)]
    fn skipped(&self) -> u64 {
        self.nonfinite.nan
    }
}

impl Spread {
    /// The first value, one equal to all before, one that needs another scale, or one that is not finite.
    #[cold]
    #[inline(never)]
    fn add_unusual(&mut self, x: f64) {
        if self.nonfinite.take(x) {
            return;
        }
        if self.finite == 0 {
            self.frame.begin(x);
        } else if let Some(ratio) = self.frame.fit(x, self.magnitude()) {
            self.scale(ratio);
            let deviation = self.frame.deviation(x);
            self.sum = self.sum.accumulate(deviation);
            self.squares = self.squares.accumulate(deviation.rough_square());
        }
        self.finite += 1;
    }

    /// The exponent of the largest scaled deviation, or a little more; `None` if all values are equal.
    fn magnitude(&self) -> Option<i32> {
        exponent(self.squares.high).map(|exponent| exponent / 2)
    }

    /// Follows the frame to another scale.
    fn scale(&mut self, ratio: f64) {
        self.sum = self.sum.scaled(ratio);
        self.squares = self.squares.scaled(ratio).scaled(ratio);
    }

    /// Gives both the scale that the larger of them, and of the distance between them, needs.
    pub(super) fn align(&mut self, other: &mut Self) {
        let magnitudes = [self.magnitude(), other.magnitude()];
        let [ratio, others] = self.frame.fit_both(&mut other.frame, magnitudes);
        self.scale(ratio);
        other.scale(others);
    }

    /// The sums of both about the pivot of this one.
    #[inline(never)]
    fn sums_with(&self, other: &Self) -> (Double, Double) {
        let shift = Double::difference(other.frame.pivot, self.frame.pivot);
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
        self.align(&mut other);
        (self.sum, self.squares) = self.sums_with(&other);
        self.finite += other.finite;
    }

    pub(super) fn finite(&self) -> u64 {
        self.finite
    }

    /// The sum of squared deviations from the mean, scaled twice; `None` if there is nothing, or infinities.
    ///
    /// For any m it is that from the pivot, less m (S + r), less r^2 / n, with S the sum of deviations and r = S - n m.
    /// An m near the mean with 26 bits makes the products exact.
    #[inline(always)]
    pub(super) fn about_mean(&self) -> Option<f64> {
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
        let unscale = self.frame.unscale();
        Some(self.mean_square(freedom)? * unscale * unscale)
    }

    #[inline]
    pub(super) fn deviation(&self, freedom: u64) -> Option<f64> {
        Some(sqrt(self.mean_square(freedom)?) * self.frame.unscale())
    }

    #[inline]
    pub(super) fn standard_error(&self) -> Option<f64> {
        Some(sqrt(self.mean_square(1)? / float(self.finite)) * self.frame.unscale())
    }

    /// The mean of the finite values in twice the digits, if there are any.
    pub(super) fn exact_mean(&self) -> Double {
        let mean = self.sum / Double::from(float(self.finite)) + Double::from(self.frame.pivot);
        mean.scaled(self.frame.unscale())
    }

    #[inline]
    pub(super) fn mean(&self) -> Option<f64> {
        if self.nonfinite.infinities() > 0 {
            return self.nonfinite.sum();
        }
        (self.finite > 0).then(|| self.exact_mean().round())
    }
}
