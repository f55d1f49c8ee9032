use super::{
    double::Double,
    maths::{float, reciprocal},
    nonfinite::NonFinite,
    of_numbers::Accumulator,
};

/// Up to here a sum and its rounding error are computed without overflow.
const LARGE: f64 = f64::MAX / 4.0;
/// What is added is scaled by this once a sum has come over [`LARGE`]: it then holds 2^64 of the largest numbers.
const SCALED_DOWN: f64 = 1.0 / (1_u128 << 66) as f64;

/// The sum of finite numbers in twice the digits, and how many infinities and NaN came with them.
///
/// The error is at most 2^-53 of the sum and about n^2 2^-106 of the sum of magnitudes (Ogita, Rump and Oishi 2005,
/// algorithm Sum2).
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(super) struct Total {
    finite: u64,
    sum: Double,
    /// 1, or [`SCALED_DOWN`].
    #[cfg_attr(feature = "serde", serde(with = "super::format::exact"))]
    scale: f64,
    nonfinite: NonFinite,
}

impl Accumulator for Total {
    const EMPTY: Self =
        Self { finite: 0, sum: Double::ZERO, scale: 1.0, nonfinite: NonFinite { nan: 0, positive: 0, negative: 0 } };

    #[inline(always)]
    fn add(&mut self, x: f64) {
        let sum = self.sum.accumulate(Double::from(x * self.scale));
        // NaN and infinity fail this too, so that they cost nothing where there are none.
        if sum.high.abs() <= LARGE {
            self.sum = sum;
            self.finite += 1;
        } else {
            self.add_unusual(x);
        }
    }

    #[inline(always)]
    fn empty_beside(&self) -> Self {
        Self { scale: self.scale, ..Self::EMPTY }
    }

    #[inline]
    fn merge(&mut self, other: &Self) {
        self.nonfinite.merge(&other.nonfinite);
        self.finite += other.finite;
        let sum = self.sum.accumulate(other.sum);
        if self.scale == other.scale && sum.high.abs() <= LARGE {
            self.sum = sum;
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

impl Total {
    #[cold]
    fn add_unusual(&mut self, x: f64) {
        if self.nonfinite.take(x) {
            return;
        }
        self.scale_down();
        self.sum = self.sum.accumulate(Double::from(x * self.scale));
        self.finite += 1;
    }

    fn scale_down(&mut self) {
        if self.scale == 1.0 {
            self.sum = self.sum.scaled(SCALED_DOWN);
            self.scale = SCALED_DOWN;
        }
    }

    #[cold]
    fn merge_unusual(&mut self, mut other: Self) {
        self.scale_down();
        other.scale_down();
        self.sum = self.sum.accumulate(other.sum);
    }

    /// The sum; `None` if there is nothing, or infinities of both signs.
    #[inline]
    pub(super) fn sum(&self) -> Option<f64> {
        self.divided_by(1)
    }

    /// The mean; `None` if there is nothing, or infinities of both signs.
    #[inline]
    pub(super) fn mean(&self) -> Option<f64> {
        self.divided_by(self.finite)
    }

    #[inline(always)]
    fn divided_by(&self, n: u64) -> Option<f64> {
        if self.nonfinite.infinities() > 0 {
            return self.nonfinite.sum();
        }
        (self.finite > 0).then(|| self.sum.round() / float(n) * reciprocal(self.scale))
    }
}
