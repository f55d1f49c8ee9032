use super::{
    of_numbers::{Accumulator, of_numbers},
    spread::{OlderSpread, Spread},
};

of_numbers! {
    /// The sample variance, the sum of squared deviations from the mean over `n - 1`, in the squared units of the values.
    ///
    /// The deviations are taken from the first value, or in a window from one that is in it, and summed in two parts, of
    /// which one is exact. So the relative error is a few 2^-53, and at worst (20 + n^(1/2)) 2^-53 + n^(3/2) 2^-67, whatever
    /// the level of the values, and however the stream was split and merged. One that is too large for an `f64` is
    /// infinite, though its root may not be. It is defined for two values or more, all of them finite.
    ///
    /// # Complexity
    ///
    /// About 15 additions and multiplications a value, no division.
    ///
    /// # Examples
    ///
    /// ```
    /// use antiphon::online::{Statistic, Variance};
    ///
    /// let mut variance = Variance::new();
    /// for value in [1e9 + 4.0, 1e9 + 7.0, 1e9 + 13.0, 1e9 + 16.0] {
    ///     variance.update(value);
    /// }
    /// assert_eq!((variance.value(), variance.mean()), (Some(30.0), Some(1e9 + 10.0)));
    /// ```
    Variance(Spread, OlderSpread) -> f64, |spread| spread.variance(1);

    /// The population variance, the mean squared deviation from the mean; otherwise as [`Variance`].
    PopulationVariance(Spread, OlderSpread) -> f64, |spread| spread.variance(0);

    /// The sample standard deviation, the root of the [`Variance`], in the units of the values.
    ///
    /// The error is that of the variance, and it does not overflow.
    ///
    /// # Complexity
    ///
    /// As [`Variance`], and a root to read it.
    ///
    /// # Examples
    ///
    /// ```
    /// use antiphon::online::{StandardDeviation, Statistic};
    ///
    /// let mut deviation = StandardDeviation::new();
    /// for value in [-1e300, 0.0, 1e300] {
    ///     deviation.update(value);
    /// }
    /// assert_eq!(deviation.value(), Some(1e300));
    /// ```
    StandardDeviation(Spread, OlderSpread) -> f64, |spread| spread.deviation(1);

    /// The population standard deviation, the root of the [`PopulationVariance`].
    PopulationStandardDeviation(Spread, OlderSpread) -> f64, |spread| spread.deviation(0);

    /// The standard error of the mean, the [`StandardDeviation`] over the root of `n`, in the units of the values.
    StandardError(Spread, OlderSpread) -> f64, Spread::standard_error;
}

impl Variance {
    /// The arithmetic mean: the error is at most 2^-53 of it, and of the largest deviation.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        self.accumulator.mean()
    }

    /// The sample standard deviation.
    #[must_use]
    pub fn standard_deviation(&self) -> Option<f64> {
        self.accumulator.deviation(1)
    }
}
