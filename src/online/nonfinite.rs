/// What is counted and not computed with, so that the sums of the others stay right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(super) struct NonFinite {
    pub(super) nan: u64,
    pub(super) positive: u64,
    pub(super) negative: u64,
}

impl NonFinite {
    /// Counts `x` unless it is finite.
    pub(super) fn take(&mut self, x: f64) -> bool {
        if x.is_nan() {
            self.nan += 1;
        } else if x == f64::INFINITY {
            self.positive += 1;
        } else if x == f64::NEG_INFINITY {
            self.negative += 1;
        } else {
            return false;
        }
        true
    }

    #[inline(always)]
    pub(super) fn merge(&mut self, other: &Self) {
        self.nan += other.nan;
        self.positive += other.positive;
        self.negative += other.negative;
    }

    #[inline(always)]
    pub(super) fn infinities(&self) -> u64 {
        self.positive + self.negative
    }

    /// What the infinities add up to; `None` if there are some of both signs, or none.
    pub(super) fn sum(&self) -> Option<f64> {
        match (self.positive, self.negative) {
            (1.., 0) => Some(f64::INFINITY),
            (0, 1..) => Some(f64::NEG_INFINITY),
            _ => None,
        }
    }
}
