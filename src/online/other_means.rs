use super::{
    Merge, Refusal, Statistic,
    double::Double,
    format::Format,
    maths::{exponent, float, power_of_two},
    of_numbers::Accumulator,
    total::Total,
};

/// The product of positive numbers, as a mantissa about one and an exponent, so that it cannot overflow.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
struct Product {
    taken: u64,
    mantissa: Double,
    exponent: i64,
    zeros: u64,
    infinities: u64,
    skipped: u64,
}

impl Product {
    const EMPTY: Self =
        Self { taken: 0, mantissa: Double { high: 1.0, low: 0.0 }, exponent: 0, zeros: 0, infinities: 0, skipped: 0 };

    fn add(&mut self, x: f64) {
        self.taken += 1;
        match exponent(x) {
            None if x == 0.0 => self.zeros += 1,
            None => self.infinities += 1,
            Some(_) => self.times(Double::from(x), 0),
        }
    }

    fn times(&mut self, factor: Double, exponent_of_factor: i64) {
        let shift = exponent(factor.high).unwrap_or(0);
        // In two steps: the reciprocal of the smallest numbers is too large.
        let factor = factor.scaled(power_of_two(-shift / 2)).scaled(power_of_two(-shift - -shift / 2));
        let product = self.mantissa * factor;
        let carry = exponent(product.high).unwrap_or(0);
        self.mantissa = product.scaled(power_of_two(-carry));
        self.exponent += exponent_of_factor + i64::from(shift) + i64::from(carry);
    }

    fn merge(&mut self, other: &Self) {
        self.times(other.mantissa, other.exponent);
        self.taken += other.taken;
        self.zeros += other.zeros;
        self.infinities += other.infinities;
        self.skipped += other.skipped;
    }

    /// The root of the order of the count.
    fn root(&self) -> Option<f64> {
        match (self.taken, self.zeros, self.infinities) {
            (0, _, _) | (_, 1.., 1..) => None,
            (_, 1.., 0) => Some(0.0),
            (_, 0, 1..) => Some(f64::INFINITY),
            (n, 0, 0) => {
                let n = n.cast_signed();
                // What is whole of the exponent is exact; only the rest, under one, is rounded.
                let (whole, rest) = (self.exponent.div_euclid(n), self.exponent.rem_euclid(n));
                let root = libm::exp2((libm::log2(self.mantissa.round()) + rest as f64) / n as f64);
                Some(libm::ldexp(root, i32::try_from(whole).unwrap_or(0)))
            }
        }
    }
}

/// The sum of reciprocals.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
struct Reciprocals {
    of_all: Total,
    zeros: u64,
    skipped: u64,
}

impl Reciprocals {
    const EMPTY: Self = Self { of_all: Total::EMPTY, zeros: 0, skipped: 0 };

    fn add(&mut self, x: f64) {
        let reciprocal = 1.0 / x;
        if reciprocal.is_infinite() {
            self.zeros += 1;
        } else {
            self.of_all.add(reciprocal);
        }
    }

    fn merge(&mut self, other: &Self) {
        self.of_all.merge(&other.of_all);
        self.zeros += other.zeros;
        self.skipped += other.skipped;
    }

    fn mean(&self) -> Option<f64> {
        let taken = self.of_all.count() + self.zeros;
        if self.zeros > 0 {
            return Some(0.0);
        }
        let sum = self.of_all.sum().unwrap_or(0.0);
        (taken > 0).then(|| float(taken) / sum)
    }
}

/// Defines a mean of numbers that are not negative.
macro_rules! of_positive {
    ($($(#[$docs:meta])* $name:ident($accumulator:ident), $read:expr, $count:expr;)*) => {
        $(
            $(#[$docs])*
            #[derive(Debug, Clone, Copy, PartialEq)]
            #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
            pub struct $name {
                format: Format<1>,
                accumulator: $accumulator,
            }

            impl $name {
                /// Of nothing yet.
                #[must_use]
                pub const fn new() -> Self {
                    Self { format: Format, accumulator: $accumulator::EMPTY }
                }
            }

            impl Default for $name {
                fn default() -> Self {
                    Self::new()
                }
            }

            impl Statistic for $name {
                type Input = f64;
                type Output = f64;

                fn try_update(&mut self, x: f64) -> Result<(), Refusal> {
                    let admitted = self.admits(&x);
                    if admitted == Ok(true) {
                        self.accumulator.add(x);
                    } else {
                        self.accumulator.skipped += 1;
                    }
                    admitted.map(|_| ())
                }

                fn admits(&self, x: &f64) -> Result<bool, Refusal> {
                    if *x < 0.0 { Err(Refusal::Negative) } else { Ok(!x.is_nan()) }
                }

                fn value(&self) -> Option<f64> {
                    let read: fn(&$accumulator) -> Option<f64> = $read;
                    read(&self.accumulator)
                }

                fn count(&self) -> u64 {
                    let count: fn(&$accumulator) -> u64 = $count;
                    count(&self.accumulator)
                }

                fn skipped(&self) -> u64 {
                    self.accumulator.skipped
                }

                fn reset(&mut self) {
                    *self = Self::new();
                }
            }

            impl Merge for $name {
                type Suffix = Self;

                fn merge(&mut self, later: &Self) {
                    self.accumulator.merge(&later.accumulator);
                }
            }
        )*
    };
}

of_positive! {
    /// The geometric mean, the n-th root of the product, in the units of the values; negative values are refused.
    ///
    /// The product is kept in twice the digits, with an exponent of its own, so the relative error is a few 2^-53, and it
    /// cannot overflow. A zero makes it zero, an infinity infinite, and with both it is not defined.
    ///
    /// # Examples
    ///
    /// ```
    /// use antiphon::online::{GeometricMean, Statistic};
    ///
    /// let mut growth = GeometricMean::new();
    /// for value in [2.0, 8.0] {
    ///     growth.update(value);
    /// }
    /// assert_eq!(growth.value(), Some(4.0));
    /// ```
    GeometricMean(Product), Product::root, |product| product.taken;

    /// The harmonic mean, the count over the sum of the reciprocals, in the units of the values; negative values are
    /// refused.
    ///
    /// The relative error is a few 2^-53. A zero makes it zero, as does a number under 2^-1024, whose reciprocal is
    /// infinite. An infinity counts, and adds nothing to the sum.
    ///
    /// # Examples
    ///
    /// ```
    /// use antiphon::online::{HarmonicMean, Statistic};
    ///
    /// let mut speed = HarmonicMean::new();
    /// for value in [2.0, 6.0] {
    ///     speed.update(value);
    /// }
    /// assert_eq!(speed.value(), Some(3.0));
    /// ```
    HarmonicMean(Reciprocals), Reciprocals::mean, |reciprocals| reciprocals.of_all.count() + reciprocals.zeros;
}
