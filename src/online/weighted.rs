use super::{
    Merge, Refusal, Statistic, Weighted,
    double::Double,
    format::Format,
    frame::{Frame, HUGE, TINY},
    maths::exponent,
    nonfinite::NonFinite,
};

/// Weights whose squares, and sums of many, neither overflow nor underflow.
const SMALLEST: f64 = 1e-100;
const LARGEST: f64 = 1e100;

/// The weighted sums of deviations from a pivot and of their squares, in twice the digits.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
struct WeightedSpread {
    finite: u64,
    frame: Frame,
    weight: Double,
    weight_squares: Double,
    sum: Double,
    squares: Double,
    nonfinite: NonFinite,
    skipped: u64,
}

impl WeightedSpread {
    const EMPTY: Self = Self {
        finite: 0,
        frame: Frame::NEW,
        weight: Double::ZERO,
        weight_squares: Double::ZERO,
        sum: Double::ZERO,
        squares: Double::ZERO,
        nonfinite: NonFinite { nan: 0, positive: 0, negative: 0 },
        skipped: 0,
    };

    fn admits(x: f64, weight: f64) -> Result<bool, Refusal> {
        if weight != 0.0 && !(SMALLEST..=LARGEST).contains(&weight) {
            return Err(Refusal::Weight);
        }
        Ok(weight > 0.0 && !x.is_nan())
    }

    fn try_add(&mut self, x: f64, weight: f64) -> Result<(), Refusal> {
        let admitted = Self::admits(x, weight);
        if admitted == Ok(true) {
            self.add(x, weight);
        } else {
            self.skipped += 1;
        }
        admitted.map(|_| ())
    }

    fn add(&mut self, x: f64, weight: f64) {
        if self.nonfinite.take(x) {
            return;
        }
        let weight = Double::from(weight);
        if self.finite == 0 {
            self.frame.begin(x);
        } else {
            self.add_deviation(x, weight);
        }
        self.weight = self.weight + weight;
        self.weight_squares = self.weight_squares + weight * weight;
        self.finite += 1;
    }

    fn add_deviation(&mut self, x: f64, weight: Double) {
        let terms = |it: &Self| {
            let deviation = it.frame.deviation(x);
            (it.sum + deviation * weight, it.squares + deviation * deviation * weight)
        };
        let (mut sum, mut squares) = terms(self);
        if !(squares.high >= TINY && squares.high <= HUGE) {
            let Some(ratio) = self.frame.fit(x, self.magnitude()) else { return };
            self.scale(ratio);
            (sum, squares) = terms(self);
        }
        (self.sum, self.squares) = (sum, squares);
    }

    fn magnitude(&self) -> Option<i32> {
        // A little large where the weights are, which does no harm.
        exponent(self.squares.high).map(|exponent| exponent / 2)
    }

    fn scale(&mut self, ratio: f64) {
        self.sum = self.sum.scaled(ratio);
        self.squares = self.squares.scaled(ratio).scaled(ratio);
    }

    fn merge(&mut self, mut other: Self) {
        self.nonfinite.merge(&other.nonfinite);
        self.skipped += other.skipped;
        if other.finite == 0 {
            return;
        }
        if self.finite == 0 {
            *self = Self { nonfinite: self.nonfinite, skipped: self.skipped, ..other };
            return;
        }
        let magnitudes = [self.magnitude(), other.magnitude()];
        let [ratio, others] = self.frame.fit_both(&mut other.frame, magnitudes);
        self.scale(ratio);
        other.scale(others);
        let shift = Double::difference(other.frame.pivot, self.frame.pivot);
        let sum = other.sum + shift * other.weight;
        self.squares = self.squares + other.squares + shift * (other.sum + sum);
        self.sum = self.sum + sum;
        self.weight = self.weight + other.weight;
        self.weight_squares = self.weight_squares + other.weight_squares;
        self.finite += other.finite;
    }

    fn count(&self) -> u64 {
        self.finite + self.nonfinite.infinities()
    }

    fn mean(&self) -> Option<f64> {
        if self.nonfinite.infinities() > 0 {
            return self.nonfinite.sum();
        }
        let mean = || (self.sum / self.weight + Double::from(self.frame.pivot)).round() * self.frame.unscale();
        (self.finite > 0).then(mean)
    }

    /// Over the weight less the mean weight, without bias for weights that say how reliable a value is.
    fn variance(&self) -> Option<f64> {
        let squares = (self.squares - self.sum * (self.sum / self.weight)).round().max(0.0);
        let freedom = (self.weight - self.weight_squares / self.weight).round();
        let defined = self.finite > 1 && self.nonfinite.infinities() == 0 && freedom > 0.0;
        defined.then(|| squares / freedom * self.frame.unscale() * self.frame.unscale())
    }
}

/// Defines statistics of `(value, weight)`.
macro_rules! of_weighted {
    ($($(#[$docs:meta])* $name:ident, $read:expr;)*) => {
        $(
            $(#[$docs])*
            #[derive(Debug, Clone, Copy, PartialEq)]
            #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
            pub struct $name {
                format: Format<1>,
                spread: WeightedSpread,
            }

            impl $name {
                /// Of nothing yet.
                #[must_use]
                pub const fn new() -> Self {
                    Self { format: Format, spread: WeightedSpread::EMPTY }
                }
            }

            impl Default for $name {
                fn default() -> Self {
                    Self::new()
                }
            }

            impl Statistic for $name {
                type Input = (f64, f64);
                type Output = f64;

                fn try_update(&mut self, (x, weight): (f64, f64)) -> Result<(), Refusal> {
                    self.spread.try_add(x, weight)
                }

                fn admits(&self, (x, weight): &(f64, f64)) -> Result<bool, Refusal> {
                    WeightedSpread::admits(*x, *weight)
                }

                fn value(&self) -> Option<f64> {
                    let read: fn(&WeightedSpread) -> Option<f64> = $read;
                    read(&self.spread)
                }

                fn count(&self) -> u64 {
                    self.spread.count()
                }

                fn skipped(&self) -> u64 {
                    self.spread.skipped
                }

                fn reset(&mut self) {
                    *self = Self::new();
                }
            }

            impl Merge for $name {
                type Suffix = Self;

                fn merge(&mut self, later: &Self) {
                    self.spread.merge(later.spread);
                }
            }

            impl Weighted for $name {
                type Value = f64;

                fn try_update_weighted(&mut self, x: f64, weight: f64) -> Result<(), Refusal> {
                    self.spread.try_add(x, weight)
                }
            }
        )*
    };
}

of_weighted! {
    /// The weighted mean, in the units of the values. The input is `(value, weight)`.
    ///
    /// A weight is 0 or between 1e-100 and 1e100, or it is refused; a value that weighs nothing is skipped. The sums are in
    /// twice the digits about the first value, so the error is a few 2^-53.
    ///
    /// # Examples
    ///
    /// ```
    /// use antiphon::online::{Statistic, Weighted, WeightedMean};
    ///
    /// let mut mean = WeightedMean::new();
    /// mean.update((10.0, 1.0));
    /// mean.update_weighted(20.0, 3.0);
    /// assert_eq!(mean.value(), Some(17.5));
    /// ```
    WeightedMean, WeightedSpread::mean;

    /// The weighted sample variance, over the sum of the weights less the sum of their squares over it, which has no bias
    /// where weights say how reliable a value is. With equal weights it is the sample variance. Otherwise as
    /// [`WeightedMean`].
    WeightedVariance, WeightedSpread::variance;
}
