//! Numbers of twice the digits: the unevaluated sum of two `f64`.
//!
//! The algorithms are those of Dekker (1971), Knuth (TAOCP 2, 4.2.2) and Ogita, Rump and Oishi (2005). None needs a
//! fused multiply-add, which is a call into a library on targets that have not enabled it.

use core::ops::{Add, Mul, Sub};
use wide::f64x2;

/// `high + low`, where `low` is what `high` leaves out. Sums in progress may let `low` grow over half a digit of `high`.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(super) struct Double {
    #[cfg_attr(feature = "serde", serde(with = "super::format::exact"))]
    pub(super) high: f64,
    #[cfg_attr(feature = "serde", serde(with = "super::format::exact"))]
    pub(super) low: f64,
}

/// Two sums of twice the digits side by side, as [`Double`] keeps one: an instruction can do the same for both.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(super) struct Pair {
    #[cfg_attr(feature = "serde", serde(with = "super::format::exact_pair"))]
    high: f64x2,
    #[cfg_attr(feature = "serde", serde(with = "super::format::exact_pair"))]
    low: f64x2,
}

impl Pair {
    pub(super) const ZERO: Self = Self { high: f64x2::ZERO, low: f64x2::ZERO };

    #[inline(always)]
    pub(super) fn new(first: Double, second: Double) -> Self {
        Self::of_parts([first.high, second.high], [first.low, second.low])
    }

    #[inline(always)]
    pub(super) fn of_parts(high: [f64; 2], low: [f64; 2]) -> Self {
        Self { high: f64x2::new(high), low: f64x2::new(low) }
    }

    #[inline(always)]
    pub(super) fn first(&self) -> Double {
        Double { high: self.high.to_array()[0], low: self.low.to_array()[0] }
    }

    #[inline(always)]
    pub(super) fn second(&self) -> Double {
        Double { high: self.high.to_array()[1], low: self.low.to_array()[1] }
    }

    /// Both, rounded to one number each.
    #[inline(always)]
    pub(super) fn rounded(&self) -> [f64; 2] {
        (self.high + self.low).to_array()
    }

    /// The sums of the parts, which have to add up exactly where they are high.
    #[inline(always)]
    pub(super) fn plus(self, x: Self) -> Self {
        Self { high: self.high + x.high, low: self.low + x.low }
    }

    /// As [`Double::accumulate`].
    #[inline(always)]
    pub(super) fn accumulate(self, x: Self) -> Self {
        let high = self.high + x.high;
        let rounded = high - self.high;
        let error = (self.high - (high - rounded)) + (x.high - rounded);
        Self { high, low: self.low + (error + x.low) }
    }

    /// `n` times the first, less the square of the second, for an `n` of up to 26 bits.
    ///
    /// Both products are in two parts, the larger of them exact, so that the two can cancel.
    #[inline(always)]
    pub(super) fn times_less_square(self, n: f64) -> f64 {
        let [second, n] = [f64x2::new([0.0, f64::from_bits(u64::MAX)]), f64x2::new([n, 0.0])];
        let rounded = self.high + self.low;
        let leading = rounded & f64x2::new([LEADING; 2]);
        let rest = (rounded - leading) + ((self.high - rounded) + self.low);
        // Of a and b: n a and b b. The rest of a square is r (2 b - r).
        let factor = (leading & second) + n;
        let large = (leading * factor).to_array();
        let small = (rest * (factor + (rounded & second))).to_array();
        (large[0] - large[1]) + (small[0] - small[1])
    }
}

/// The sum and its rounding error, exactly.
#[inline(always)]
pub(super) fn two_sum(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    let rounded_b = sum - a;
    (sum, (a - (sum - rounded_b)) + (b - rounded_b))
}

/// The bits of [`leading`].
const LEADING: f64 = f64::from_bits(!((1 << 27) - 1));

/// The leading 26 bits: their square is exact, and so is the difference to the number.
#[inline(always)]
pub(super) fn leading(x: f64) -> f64 {
    // As a vector it stays where it is computed with.
    (f64x2::new([x, 0.0]) & f64x2::new([LEADING, 0.0])).to_array()[0]
}

/// The product and its rounding error, to 2^-104 of the product.
#[inline(always)]
pub(super) fn two_product(a: f64, b: f64) -> (f64, f64) {
    let product = a * b;
    let (a_high, b_high) = (leading(a), leading(b));
    let (a_low, b_low) = (a - a_high, b - b_high);
    (product, ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low)
}

impl Double {
    pub(super) const ZERO: Self = Self { high: 0.0, low: 0.0 };

    /// The exact sum of two numbers.
    #[inline(always)]
    pub(super) fn sum(a: f64, b: f64) -> Self {
        let (high, low) = two_sum(a, b);
        Self { high, low }
    }

    /// The exact difference of two numbers.
    #[inline(always)]
    pub(super) fn difference(a: f64, b: f64) -> Self {
        let high = a - b;
        let rounded = high - a;
        Self { high, low: (a - (high - rounded)) - (b + rounded) }
    }

    /// The sum, not normalised: a step takes the time of one addition when many follow one another.
    #[inline(always)]
    pub(super) fn accumulate(self, x: Self) -> Self {
        let (high, error) = two_sum(self.high, x.high);
        Self { high, low: self.low + (error + x.low) }
    }

    /// As [`accumulate`](Double::accumulate), of one number.
    #[inline(always)]
    pub(super) fn accumulate_one(self, x: f64) -> Self {
        let (high, error) = two_sum(self.high, x);
        Self { high, low: self.low + error }
    }

    /// Lets `low` be no more than half a digit of `high`.
    #[inline(always)]
    pub(super) fn normalised(self) -> Self {
        Self::sum(self.high, self.low)
    }

    /// `x` less this, rounded.
    #[inline(always)]
    pub(super) fn distance_to(self, x: f64) -> f64 {
        let distance = Self::difference(x, self.high);
        distance.high + (distance.low - self.low)
    }

    /// Rounded to one number.
    #[inline(always)]
    pub(super) fn round(self) -> f64 {
        self.high + self.low
    }

    /// Times a power of two, which is exact unless it underflows.
    #[inline(always)]
    pub(super) fn scaled(self, power: f64) -> Self {
        Self { high: self.high * power, low: self.low * power }
    }
}

impl From<f64> for Double {
    #[inline(always)]
    fn from(high: f64) -> Self {
        Self { high, low: 0.0 }
    }
}

impl Add for Double {
    type Output = Self;

    #[inline(always)]
    fn add(self, other: Self) -> Self {
        let (high, error) = two_sum(self.high, other.high);
        let (low, lost) = two_sum(self.low, other.low);
        let Self { high, low } = Self::sum(high, error + low);
        Self::sum(high, low + lost)
    }
}

impl Sub for Double {
    type Output = Self;

    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        self + Self { high: -other.high, low: -other.low }
    }
}

impl Mul for Double {
    type Output = Self;

    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        let (high, error) = two_product(self.high, other.high);
        Self::sum(high, error + (self.high * other.low + self.low * other.high))
    }
}

impl core::ops::Div for Double {
    type Output = Self;

    #[inline(always)]
    fn div(self, other: Self) -> Self {
        let first = self.high / other.high;
        let second = (self - other * Self::from(first)).round() / other.high;
        Self::sum(first, second)
    }
}
