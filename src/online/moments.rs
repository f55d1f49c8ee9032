use super::{
    double::Double,
    frame::{Frame, HUGE, TINY},
    maths::{exponent, float, sqrt},
    nonfinite::NonFinite,
    of_numbers::{Accumulator, of_numbers},
};

/// The sums of the first four powers of the deviations from a pivot, in twice the digits.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
struct Moments {
    finite: u64,
    frame: Frame,
    sums: [Double; 4],
    nonfinite: NonFinite,
}

impl Moments {
    /// The sums with those of a deviation.
    #[inline(always)]
    fn sums_with(&self, deviation: Double) -> [Double; 4] {
        let square = deviation * deviation;
        let powers = [deviation, square, square * deviation, square * square];
        [0, 1, 2, 3].map(|i| self.sums[i].accumulate(powers[i]))
    }

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
            self.sums = self.sums_with(self.frame.deviation(x));
        }
        self.finite += 1;
    }

    fn magnitude(&self) -> Option<i32> {
        exponent(self.sums[3].high).map(|exponent| exponent / 4)
    }

    fn scale(&mut self, ratio: f64) {
        for (i, sum) in self.sums.iter_mut().enumerate() {
            *sum = (0..=i).fold(*sum, |sum, _| sum.scaled(ratio));
        }
    }

    /// The sums about a pivot that is less by `shift`: the binomial theorem.
    fn about(&self, shift: Double) -> [Double; 4] {
        let [one, two, three, four] = self.sums;
        let n = Double::from(float(self.finite));
        let times = |factor: f64, sum: Double| Double::from(factor) * sum;
        [
            one + shift * n,
            two + shift * (times(2.0, one) + shift * n),
            three + shift * (times(3.0, two) + shift * (times(3.0, one) + shift * n)),
            four + shift * (times(4.0, three) + shift * (times(6.0, two) + shift * (times(4.0, one) + shift * n))),
        ]
    }

    fn sums_of_both(&self, other: &Self) -> [Double; 4] {
        let others = if self.frame == other.frame {
            other.sums
        } else {
            other.about(Double::difference(other.frame.pivot, self.frame.pivot))
        };
        [0, 1, 2, 3].map(|i| self.sums[i] + others[i])
    }

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
        let magnitudes = [self.magnitude(), other.magnitude()];
        let [ratio, others] = self.frame.fit_both(&mut other.frame, magnitudes);
        self.scale(ratio);
        other.scale(others);
        self.sums = self.sums_of_both(&other);
        self.finite += other.finite;
    }

    /// `n`, and the mean second, third and fourth powers of the deviations from the mean, over those of the deviation;
    /// `None` if that is zero or not defined.
    fn standardised(&self) -> Option<(f64, f64, f64)> {
        if self.finite < 2 || self.nonfinite.infinities() > 0 {
            return None;
        }
        let n = float(self.finite);
        let mean = self.sums[0] / Double::from(n);
        let [_, two, three, four] = self.about(Double { high: -mean.high, low: -mean.low }).map(|sum| sum.round() / n);
        (two > 0.0).then(|| (n, three / (two * sqrt(two)), four / (two * two)))
    }

    fn skewness(&self) -> Option<f64> {
        self.standardised().map(|(_, skewness, _)| skewness)
    }

    fn sample_skewness(&self) -> Option<f64> {
        let (n, skewness, _) = self.standardised()?;
        (n > 2.0).then(|| skewness * sqrt(n * (n - 1.0)) / (n - 2.0))
    }

    fn kurtosis(&self) -> Option<f64> {
        self.standardised().map(|(_, _, kurtosis)| kurtosis - 3.0)
    }

    fn sample_kurtosis(&self) -> Option<f64> {
        let (n, _, kurtosis) = self.standardised()?;
        let excess = || (n - 1.0) / ((n - 2.0) * (n - 3.0)) * ((n + 1.0) * kurtosis - 3.0 * (n - 1.0));
        (n > 3.0).then(excess)
    }
}

impl Accumulator for Moments {
    const EMPTY: Self = Self {
        finite: 0,
        frame: Frame::NEW,
        sums: [Double::ZERO; 4],
        nonfinite: NonFinite { nan: 0, positive: 0, negative: 0 },
    };

    #[inline]
    fn add(&mut self, x: f64) {
        let sums = self.sums_with(self.frame.deviation(x));
        // NaN and infinity fail this too, so that they cost nothing where there are none.
        if sums[3].high >= TINY && sums[3].high <= HUGE {
            self.sums = sums;
            self.finite += 1;
        } else {
            self.add_unusual(x);
        }
    }

    fn empty_beside(&self) -> Self {
        Self { frame: self.frame, ..Self::EMPTY }
    }

    fn merge(&mut self, other: &Self) {
        self.nonfinite.merge(&other.nonfinite);
        let sums = self.sums_of_both(other);
        if self.frame.has_scale_of(&other.frame) && sums[3].high >= TINY && sums[3].high <= HUGE {
            self.sums = sums;
            self.finite += other.finite;
        } else {
            self.merge_unusual(*other);
        }
    }

    fn count(&self) -> u64 {
        self.finite + self.nonfinite.infinities()
    }

    fn skipped(&self) -> u64 {
        self.nonfinite.nan
    }
}

of_numbers! {
    /// The sample skewness `G1`, without units: the third moment over the third power of the deviation, times
    /// `sqrt(n (n - 1)) / (n - 2)` (Joanes and Gill 1998); positive if the longer tail is that of large values.
    ///
    /// The sums are in twice the digits, about the first value; the absolute error is under 1e-10 unless a few of many
    /// values are 1e8 deviations away. Defined for three values or more that are finite and not all equal.
    ///
    /// # Complexity
    ///
    /// About 120 additions and multiplications a value, no division.
    ///
    /// # Examples
    ///
    /// ```
    /// use antiphon::online::{Skewness, Statistic};
    ///
    /// let mut skewness = Skewness::new();
    /// for value in [1.0, 2.0, 3.0, 3.0, 2.0, 1.0] {
    ///     skewness.update(value);
    /// }
    /// assert_eq!(skewness.value(), Some(0.0));
    /// ```
    Skewness(Moments) -> f64, Moments::sample_skewness;

    /// The population skewness, the third central moment over the third power of the deviation; otherwise as
    /// [`Skewness`]. Defined for two values that differ.
    PopulationSkewness(Moments) -> f64, Moments::skewness;

    /// The sample excess kurtosis `G2`, without units: zero for a normal distribution, -1.2 for a uniform one (Joanes
    /// and Gill 1998). Defined for four values or more; otherwise as [`Skewness`].
    Kurtosis(Moments) -> f64, Moments::sample_kurtosis;

    /// The population excess kurtosis, the fourth central moment over the squared variance, less 3; otherwise as
    /// [`Skewness`]. Defined for two values that differ.
    PopulationKurtosis(Moments) -> f64, Moments::kurtosis;
}
