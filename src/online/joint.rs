use super::{
    Merge, Refusal, Statistic,
    double::Double,
    format::Format,
    maths::{float, sqrt},
    of_numbers::Accumulator,
    spread::Spread,
};

/// The spreads of two quantities that come in pairs, and the sum of the products of their deviations.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
struct Joint {
    x: Spread,
    y: Spread,
    /// Scaled by both scales.
    products: Double,
    /// Pairs with an infinity: as long as there are any, nothing is defined.
    infinite: u64,
    skipped: u64,
}

impl Joint {
    const EMPTY: Self = Self { x: Spread::EMPTY, y: Spread::EMPTY, products: Double::ZERO, infinite: 0, skipped: 0 };

    fn add(&mut self, (x, y): (f64, f64)) {
        if x.is_nan() || y.is_nan() {
            self.skipped += 1;
        } else if x.is_infinite() || y.is_infinite() {
            self.infinite += 1;
        } else {
            self.rescaling(|it| {
                it.x.add(x);
                it.y.add(y);
            });
            self.products = self.products.accumulate(self.x.frame.deviation(x) * self.y.frame.deviation(y));
        }
    }

    /// Lets the products follow where the spreads take other scales.
    fn rescaling(&mut self, change: impl FnOnce(&mut Self)) {
        let (x, y) = (self.x.frame, self.y.frame);
        change(self);
        self.products = self.products.scaled(self.x.frame.ratio_to(&x)).scaled(self.y.frame.ratio_to(&y));
    }

    fn empty_beside(&self) -> Self {
        Self { x: self.x.empty_beside(), y: self.y.empty_beside(), ..Self::EMPTY }
    }

    fn merge(&mut self, mut other: Self) {
        self.infinite += other.infinite;
        self.skipped += other.skipped;
        if other.x.count() == 0 {
            return;
        }
        if self.x.count() == 0 {
            *self = Self { infinite: self.infinite, skipped: self.skipped, ..other };
            return;
        }
        self.rescaling(|it| {
            other.rescaling(|other| {
                it.x.align(&mut other.x);
                it.y.align(&mut other.y);
            });
        });
        self.products = self.products + other.products_about(self);
        self.rescaling(|it| {
            it.x.merge(&other.x);
            it.y.merge(&other.y);
        });
    }

    /// The products about the pivots of another.
    fn products_about(&self, other: &Self) -> Double {
        let x = Double::difference(self.x.frame.pivot, other.x.frame.pivot);
        let y = Double::difference(self.y.frame.pivot, other.y.frame.pivot);
        let n = Double::from(float(self.x.count()));
        self.products + x * (self.y.sum() + y * n) + y * self.x.sum()
    }

    fn count(&self) -> u64 {
        self.x.count() + self.infinite
    }

    /// The sum of the products of the deviations from the means, scaled.
    fn about_means(&self) -> Option<f64> {
        let n = Double::from(float(self.x.count()));
        let defined = self.x.count() > 1 && self.infinite == 0;
        defined.then(|| (self.products - self.x.sum() * (self.y.sum() / n)).round())
    }

    fn covariance(&self) -> Option<f64> {
        let mean = self.about_means()? / float(self.x.count() - 1);
        // The smaller factor last, or the other could overflow before it.
        let (a, b) = (self.x.frame.unscale(), self.y.frame.unscale());
        Some(mean * a.min(b) * a.max(b))
    }

    fn correlation(&self) -> Option<f64> {
        let products = self.about_means()?;
        let (x, y) = (self.x.about_mean()?, self.y.about_mean()?);
        (x > 0.0 && y > 0.0).then(|| (products / sqrt(x) / sqrt(y)).clamp(-1.0, 1.0))
    }

    fn line(&self) -> Option<Line> {
        let (products, squares) = (self.about_means()?, self.x.about_mean()?);
        if squares <= 0.0 {
            return None;
        }
        let slope = products / squares * self.y.frame.unscale() / self.x.frame.unscale();
        let intercept = (self.y.exact_mean() - self.x.exact_mean() * Double::from(slope)).round();
        Some(Line { slope, intercept })
    }
}

/// A straight line, `y = intercept + slope x`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    /// What `y` changes by when `x` changes by one.
    pub slope: f64,
    /// `y` where `x` is zero.
    pub intercept: f64,
}

impl Line {
    /// The `y` of an `x`.
    #[must_use]
    pub fn at(&self, x: f64) -> f64 {
        self.intercept + self.slope * x
    }
}

impl super::MaybeNan for Line {
    fn is_nan(&self) -> bool {
        self.slope.is_nan() || self.intercept.is_nan()
    }

    fn nan() -> Option<Self> {
        Some(Self { slope: f64::NAN, intercept: f64::NAN })
    }
}

/// Defines statistics of pairs of numbers.
macro_rules! of_pairs {
    ($($(#[$docs:meta])* $name:ident -> $output:ty, $read:expr;)*) => {
        $(
            $(#[$docs])*
            #[derive(Debug, Clone, Copy, PartialEq)]
            #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
            pub struct $name {
                format: Format<1>,
                joint: Joint,
            }

            impl $name {
                /// Of nothing yet.
                #[must_use]
                pub const fn new() -> Self {
                    Self { format: Format, joint: Joint::EMPTY }
                }
            }

            impl Default for $name {
                fn default() -> Self {
                    Self::new()
                }
            }

            impl Statistic for $name {
                type Input = (f64, f64);
                type Output = $output;

                #[inline]
                fn try_update(&mut self, pair: (f64, f64)) -> Result<(), Refusal> {
                    self.joint.add(pair);
                    Ok(())
                }

                #[inline]
                fn admits(&self, (x, y): &(f64, f64)) -> Result<bool, Refusal> {
                    Ok(!x.is_nan() && !y.is_nan())
                }

                fn value(&self) -> Option<$output> {
                    let read: fn(&Joint) -> Option<$output> = $read;
                    read(&self.joint)
                }

                fn count(&self) -> u64 {
                    self.joint.count()
                }

                fn skipped(&self) -> u64 {
                    self.joint.skipped
                }

                fn reset(&mut self) {
                    *self = Self::new();
                }
            }

            impl Merge for $name {
                type Suffix = Self;

                fn merge(&mut self, later: &Self) {
                    self.joint.merge(later.joint);
                }

                // The order of the pairs does not matter.
                fn prepend(&mut self, pair: (f64, f64)) {
                    self.joint.add(pair);
                }

                fn empty_beside(&self) -> Self {
                    Self { joint: self.joint.empty_beside(), ..*self }
                }
            }
        )*
    };
}

of_pairs! {
    /// The sample covariance of pairs, over `n - 1`, in the product of their units.
    ///
    /// Kept as [`Variance`](super::Variance) is, in twice the digits about the first pair: the error is a few 2^-53 of the
    /// product of the deviations. Defined for two pairs or more without infinities. A pair with a NaN is a NaN.
    ///
    /// # Complexity
    ///
    /// About 120 additions and multiplications a pair.
    ///
    /// # Examples
    ///
    /// ```
    /// use antiphon::online::{Covariance, Statistic};
    ///
    /// let mut covariance = Covariance::new();
    /// for pair in [(1.0, 1e9), (2.0, 1e9 + 2.0), (3.0, 1e9 + 4.0)] {
    ///     covariance.update(pair);
    /// }
    /// assert_eq!(covariance.value(), Some(2.0));
    /// ```
    Covariance -> f64, Joint::covariance;

    /// Pearson's correlation coefficient, between -1 and 1, without units. Defined if neither quantity is constant;
    /// otherwise as [`Covariance`].
    Correlation -> f64, Joint::correlation;

    /// The least-squares line of the second of each pair on the first. Defined if the first is not constant; otherwise as
    /// [`Covariance`].
    ///
    /// # Examples
    ///
    /// ```
    /// use antiphon::online::{Line, LinearRegression, Statistic};
    ///
    /// let mut line = LinearRegression::new();
    /// for x in [1.0, 2.0, 5.0] {
    ///     line.update((x, 3.0 - 2.0 * x));
    /// }
    /// assert_eq!(line.value(), Some(Line { slope: -2.0, intercept: 3.0 }));
    /// ```
    LinearRegression -> Line, Joint::line;
}
