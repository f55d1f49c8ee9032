use super::{
    double::Double,
    maths::{exponent, power_of_two, reciprocal},
};

/// Between these a sum of powers neither overflows nor loses digits to underflow.
pub(super) const TINY: f64 = 1.0 / (1_u128 << 100) as f64 / (1_u128 << 100) as f64 / (1_u128 << 100) as f64;
pub(super) const HUGE: f64 = 1.0 / TINY;
/// The scale keeps the largest deviation near one, as far as a power of two can.
const LARGEST_SHIFT: i32 = 1000;

/// Where deviations are measured from, and the power of two that they are multiplied by.
///
/// The pivot is one of the data, so that the sum of squared deviations is at most n + 1 times that about the mean: a
/// number of twice the digits never loses much in the difference (Chan, Golub and `LeVeque` 1983 on shifted data). The
/// scale keeps powers of the deviations from overflow and underflow.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(super) struct Frame {
    /// Scaled. NaN before the first value, so that its deviation is unusual.
    #[cfg_attr(feature = "serde", serde(with = "super::format::exact"))]
    pub(super) pivot: f64,
    #[cfg_attr(feature = "serde", serde(with = "super::format::exact"))]
    scale: f64,
}

impl Frame {
    pub(super) const NEW: Self = Self::at(f64::NAN);

    /// About a pivot, not scaled.
    #[inline(always)]
    pub(super) const fn at(pivot: f64) -> Self {
        Self { pivot, scale: 1.0 }
    }

    /// The scaled deviation, exactly.
    #[inline(always)]
    pub(super) fn deviation(&self, x: f64) -> Double {
        Double::difference(x * self.scale, self.pivot)
    }

    pub(super) fn begin(&mut self, x: f64) {
        self.pivot = x * self.scale;
    }

    /// The same pivot, not scaled.
    pub(super) fn unscaled(&self) -> Self {
        Self::at(self.pivot * self.unscale())
    }

    #[inline(always)]
    pub(super) fn is_scaled(&self) -> bool {
        self.scale.to_bits() != 1.0_f64.to_bits()
    }

    /// What a scaled deviation is multiplied with to be in the units of the data.
    #[inline(always)]
    pub(super) fn unscale(&self) -> f64 {
        reciprocal(self.scale)
    }

    #[inline(always)]
    pub(super) fn has_scale_of(&self, other: &Self) -> bool {
        self.scale == other.scale
    }

    /// What is in the scale of `before` is multiplied with this to be in this one's.
    pub(super) fn ratio_to(&self, before: &Self) -> f64 {
        power_of_two(self.shift() - before.shift())
    }

    fn shift(&self) -> i32 {
        exponent(self.scale).unwrap_or(0)
    }

    /// The exponent of the scaled deviation of `x`, or one more where it overflows; `None` if there is no deviation.
    fn distance(&self, x: f64) -> Option<i32> {
        let scaled = x * self.scale;
        if scaled.is_finite() {
            return exponent_of_difference(scaled, self.pivot);
        }
        // The pivot did not overflow, so it is the smaller.
        exponent(x).map(|exponent| exponent + self.shift() + 1)
    }

    /// Takes the scale at which the larger of the deviation of `x` and one of exponent `magnitude` is near one, and gives
    /// the ratio to the scale it had; `None` if there is no deviation.
    pub(super) fn fit(&mut self, x: f64, magnitude: Option<i32>) -> Option<f64> {
        let magnitude = self.distance(x)?.max(magnitude.unwrap_or(i32::MIN));
        Some(self.take_shift(self.shift() - magnitude))
    }

    /// Takes the scale at which the larger of two magnitudes, and of the distance of the pivots, is near one. Gives the
    /// ratio of each scale to what it was.
    pub(super) fn fit_both(&mut self, other: &mut Self, magnitudes: [Option<i32>; 2]) -> [f64; 2] {
        let smaller = self.shift().min(other.shift());
        let [a, b] = [&*self, &*other].map(|it| it.pivot * power_of_two(smaller - it.shift()));
        let spread = [
            exponent_of_difference(a, b).map(|exponent| exponent - smaller),
            magnitudes[0].map(|exponent| exponent - self.shift()),
            magnitudes[1].map(|exponent| exponent - other.shift()),
        ];
        let shift = spread.into_iter().flatten().max().map_or(smaller, |largest| -largest);
        [self.take_shift(shift), other.take_shift(shift)]
    }

    /// What is lost to underflow here is no digit of the deviation that the scale is made for.
    fn take_shift(&mut self, shift: i32) -> f64 {
        let shift = shift.clamp(-LARGEST_SHIFT, LARGEST_SHIFT);
        let ratio = power_of_two(shift - self.shift());
        self.scale = power_of_two(shift);
        self.pivot *= ratio;
        ratio
    }
}

/// The exponent of the difference of two numbers, or one more where it overflows; `None` if they are equal.
fn exponent_of_difference(a: f64, b: f64) -> Option<i32> {
    let larger = || exponent(a).max(exponent(b)).map(|exponent| exponent + 1);
    if a == b { None } else { exponent(a - b).or_else(larger) }
}
