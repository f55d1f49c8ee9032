use super::{InvalidParameter, Refusal, Statistic, Timestamp, double::Double, format::Format};

/// How fast an exponentially weighted statistic forgets: the weight `alpha` of the newest value.
///
/// The weights are pandas': *adjusted*, the value `i` places ago weighs `(1 - alpha)^i`, also at the beginning;
/// *unadjusted*, the first value stands for all before it, so that the mean is `alpha x + (1 - alpha) mean`.
///
/// # Examples
///
/// ```
/// use antiphon::online::Decay;
///
/// assert_eq!(Decay::span(3.0), Decay::alpha(0.5));
/// assert_eq!(Decay::alpha(1.5).unwrap_err().to_string(), "`alpha` is 1.5, and must be over 0 and at most 1");
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Decay {
    #[cfg_attr(feature = "serde", serde(with = "super::format::exact"))]
    alpha: f64,
    adjusted: bool,
}

impl Decay {
    /// By the weight of the newest value.
    ///
    /// # Errors
    ///
    /// Unless `0 < alpha <= 1`.
    pub fn alpha(alpha: f64) -> Result<Self, InvalidParameter> {
        InvalidParameter::unless(alpha > 0.0 && alpha <= 1.0, "alpha", alpha, "over 0 and at most 1")?;
        Ok(Self { alpha, adjusted: true })
    }

    /// By the span: `alpha = 2 / (span + 1)`.
    ///
    /// # Errors
    ///
    /// Unless `span` is finite and at least 1.
    pub fn span(span: f64) -> Result<Self, InvalidParameter> {
        InvalidParameter::unless((1.0..f64::INFINITY).contains(&span), "span", span, "finite and at least 1")?;
        Self::alpha(2.0 / (span + 1.0))
    }

    /// By the number of values after which a weight has halved: `alpha = 1 - 2^(-1 / half_life)`.
    ///
    /// # Errors
    ///
    /// Unless `half_life` is finite and positive.
    pub fn half_life(half_life: f64) -> Result<Self, InvalidParameter> {
        let fits = half_life > 0.0 && half_life.is_finite();
        InvalidParameter::unless(fits, "half_life", half_life, "finite and more than 0")?;
        Self::alpha(-libm::expm1(-core::f64::consts::LN_2 / half_life))
    }

    /// By the centre of mass of the weights: `alpha = 1 / (1 + center)`.
    ///
    /// # Errors
    ///
    /// Unless `center` is finite and not negative.
    pub fn center_of_mass(center: f64) -> Result<Self, InvalidParameter> {
        InvalidParameter::unless((0.0..f64::INFINITY).contains(&center), "center", center, "finite and at least 0")?;
        Self::alpha(1.0 / (1.0 + center))
    }

    /// The same decay with unadjusted weights.
    #[must_use]
    pub fn unadjusted(self) -> Self {
        Self { adjusted: false, ..self }
    }
}

/// Squares of what is no larger, and sums of many, do not overflow.
const LARGEST: f64 = 1e150;

/// The weighted means of a pair, and the weighted mean product of the deviations from them.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
struct Faded {
    taken: u64,
    /// The sums of the weights, and of their squares, in units of the newest.
    #[cfg_attr(feature = "serde", serde(with = "super::format::exact"))]
    weight: f64,
    #[cfg_attr(feature = "serde", serde(with = "super::format::exact"))]
    weight_squares: f64,
    /// The means, in twice the digits, or the level of the values would take those of the deviations.
    x: Double,
    y: Double,
    #[cfg_attr(feature = "serde", serde(with = "super::format::exact"))]
    product: f64,
    skipped: u64,
}

impl Faded {
    const EMPTY: Self =
        Self { taken: 0, weight: 0.0, weight_squares: 0.0, x: Double::ZERO, y: Double::ZERO, product: 0.0, skipped: 0 };

    fn admits(x: f64, y: f64, largest: f64) -> Result<bool, Refusal> {
        if x.abs() > largest || y.abs() > largest {
            return Err(Refusal::Infinite);
        }
        Ok(!x.is_nan() && !y.is_nan())
    }

    /// Takes in a pair: the weights before are multiplied by `keep`, and the pair weighs one.
    fn take(&mut self, x: f64, y: f64, keep: f64) {
        if self.taken == 0 {
            (self.x, self.y) = (x.into(), y.into());
        } else {
            self.move_to(x, y, self.weight * keep);
        }
        self.weight = self.weight * keep + 1.0;
        self.weight_squares = self.weight_squares * keep * keep + 1.0;
        self.taken += 1;
    }

    /// Takes in a pair of weight one beside those before, which weigh `kept` now.
    #[inline]
    fn move_to(&mut self, x: f64, y: f64, kept: f64) {
        let share = 1.0 / (kept + 1.0);
        let (dx, dy) = (self.x.distance_to(x), self.y.distance_to(y));
        self.x = self.x.accumulate((dx * share).into()).normalised();
        self.y = self.y.accumulate((dy * share).into()).normalised();
        // What is old is off by the share of the distance now, what is new by the rest of it.
        self.product = (self.product + dx * dy * share) * (kept * share);
    }

    fn fade(&mut self, x: f64, y: f64, decay: Decay) {
        // The first value weighs as much as all that might have been before it.
        if !decay.adjusted && self.taken == 1 {
            let all = 1.0 / decay.alpha;
            (self.weight, self.weight_squares) = (all, all * all);
        }
        self.take(x, y, 1.0 - decay.alpha);
    }

    fn mean(&self) -> Option<f64> {
        (self.taken > 0).then(|| self.x.round()).filter(|mean| !mean.is_nan())
    }

    /// Without the bias of the weights, as pandas by default.
    fn covariance(&self) -> Option<f64> {
        let squared = self.weight * self.weight;
        let unbiased = self.product * squared / (squared - self.weight_squares);
        (self.taken > 1 && !unbiased.is_nan() && squared > self.weight_squares).then_some(unbiased)
    }
}

/// Defines an exponentially weighted statistic.
macro_rules! faded {
    ($($(#[$docs:meta])* $name:ident($x:ident, $y:ident: $input:pat => $type:ty, $largest:expr), $read:expr;)*) => {
        $(
            $(#[$docs])*
            #[derive(Debug, Clone, Copy, PartialEq)]
            #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
            pub struct $name {
                format: Format<1>,
                decay: Decay,
                faded: Faded,
            }

            impl $name {
                /// Of nothing yet.
                #[must_use]
                pub const fn new(decay: Decay) -> Self {
                    Self { format: Format, decay, faded: Faded::EMPTY }
                }
            }

            impl Statistic for $name {
                type Input = $type;
                type Output = f64;

                fn try_update(&mut self, $input: $type) -> Result<(), Refusal> {
                    let admitted = Faded::admits($x, $y, $largest);
                    if admitted == Ok(true) {
                        self.faded.fade($x, $y, self.decay);
                    } else {
                        self.faded.skipped += 1;
                    }
                    admitted.map(|_| ())
                }

                fn admits(&self, $input: &$type) -> Result<bool, Refusal> {
                    Faded::admits(*$x, *$y, $largest)
                }

                fn value(&self) -> Option<f64> {
                    let read: fn(&Faded) -> Option<f64> = $read;
                    read(&self.faded)
                }

                fn count(&self) -> u64 {
                    self.faded.taken
                }

                fn skipped(&self) -> u64 {
                    self.faded.skipped
                }

                fn reset(&mut self) {
                    self.faded = Faded::EMPTY;
                }
            }
        )*
    };
}

faded! {
    /// The exponentially weighted mean, in the units of the values.
    ///
    /// It never forgets an infinity, which is therefore refused. It cannot be merged: a weight depends on how many values
    /// follow.
    ///
    /// # Complexity
    ///
    /// A division and ten multiplications a value.
    ///
    /// # Examples
    ///
    /// ```
    /// use antiphon::online::{Decay, EwMean, Statistic};
    ///
    /// let mut mean = EwMean::new(Decay::alpha(0.5).unwrap().unadjusted());
    /// for value in [1.0, 2.0, 4.0] {
    ///     mean.update(value);
    /// }
    /// assert_eq!(mean.value(), Some(2.75));
    /// ```
    EwMean(x, x: x => f64, f64::MAX), Faded::mean;

    /// The exponentially weighted variance, without the bias of the weights (pandas' `ewm(..).var()`), in the squared
    /// units of the values. Defined for two values. One over 1e150 in magnitude is refused as an infinity is, since its
    /// square would stay; otherwise as [`EwMean`].
    EwVariance(x, x: x => f64, LARGEST), Faded::covariance;

    /// The exponentially weighted covariance of pairs, without the bias of the weights; otherwise as [`EwVariance`].
    EwCovariance(x, y: (x, y) => (f64, f64), LARGEST), Faded::covariance;
}

/// The exponentially weighted mean of values with timestamps: the weight of a value halves in each `half_life`.
///
/// The input is `(timestamp, value)`; a timestamp earlier than the last is refused. The weights are adjusted, as those of
/// pandas' `ewm(halflife=.., times=..)`.
///
/// # Examples
///
/// ```
/// use antiphon::online::{EwMeanInTime, Statistic};
///
/// let mut mean = EwMeanInTime::new(10.0).unwrap();
/// mean.update((0.0, 1.0));
/// mean.update((10.0, 4.0));
/// assert_eq!(mean.value(), Some(3.0));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(bound(serialize = "T: super::Saved", deserialize = "T: super::Saved")))]
pub struct EwMeanInTime<T> {
    format: Format<1>,
    #[cfg_attr(feature = "serde", serde(with = "super::format::exact"))]
    half_life: f64,
    #[cfg_attr(feature = "serde", serde(with = "super::format::optional"))]
    latest: Option<T>,
    faded: Faded,
}

impl<T: Timestamp> EwMeanInTime<T> {
    /// By the time in which a weight halves, in the unit of the timestamps.
    ///
    /// # Errors
    ///
    /// Unless `half_life` is finite and positive.
    pub fn new(half_life: f64) -> Result<Self, InvalidParameter> {
        let fits = half_life > 0.0 && half_life.is_finite();
        InvalidParameter::unless(fits, "half_life", half_life, "finite and more than 0")?;
        Ok(Self { format: Format, half_life, latest: None, faded: Faded::EMPTY })
    }

    fn since_latest(&self, time: T) -> f64 {
        self.latest.map_or(time.since(time), |latest| time.since(latest))
    }
}

impl<T: Timestamp> Statistic for EwMeanInTime<T> {
    type Input = (T, f64);
    type Output = f64;

    fn try_update(&mut self, (time, x): (T, f64)) -> Result<(), Refusal> {
        let admitted = self.admits(&(time, x));
        if admitted != Ok(true) {
            self.faded.skipped += 1;
            return admitted.map(|_| ());
        }
        let keep = libm::exp2(-self.since_latest(time) / self.half_life);
        self.latest = Some(time);
        self.faded.take(x, x, keep);
        Ok(())
    }

    fn admits(&self, (time, x): &(T, f64)) -> Result<bool, Refusal> {
        // NaN is no time.
        if self.since_latest(*time) >= 0.0 { Faded::admits(*x, *x, f64::MAX) } else { Err(Refusal::Late) }
    }

    fn value(&self) -> Option<f64> {
        self.faded.mean()
    }

    fn count(&self) -> u64 {
        self.faded.taken
    }

    fn skipped(&self) -> u64 {
        self.faded.skipped
    }

    fn reset(&mut self) {
        (self.latest, self.faded) = (None, Faded::EMPTY);
    }
}
