use super::{
    of_numbers::{Accumulator, of_numbers},
    total::{SumOf, Total},
};

of_numbers! {
    /// The sum, in the units of the values.
    ///
    /// It is kept in twice the digits: the error is at most 2^-53 of the sum, three times that in a window, and n^2 2^-106
    /// of the sum of the magnitudes, however the stream was split and merged (Ogita, Rump and Oishi 2005, algorithm Sum2).
    /// A sum that overflows and comes back is right; one that does not is infinite. With infinities of both signs it is
    /// not defined.
    ///
    /// # Complexity
    ///
    /// Eight additions a value.
    ///
    /// # Examples
    ///
    /// ```
    /// use antiphon::online::{Statistic, Sum};
    ///
    /// let mut sum = Sum::new();
    /// for value in [1.0, 1e100, 1.0, -1e100] {
    ///     sum.update(value);
    /// }
    /// assert_eq!(sum.value(), Some(2.0));
    /// ```
    Sum(Total, SumOf) -> f64, Total::sum;

    /// The arithmetic mean, in the units of the values.
    ///
    /// The sum is kept in twice the digits: the error is at most 2^-53 of the mean, three times that in a window, and n^2
    /// 2^-106 of the mean magnitude, however the stream was split and merged. A sum that overflows does not disturb it.
    /// With infinities of one sign it is that infinity, with both it is not defined.
    ///
    /// # Complexity
    ///
    /// Eight additions a value, and a division to read it.
    ///
    /// # Examples
    ///
    /// ```
    /// use antiphon::online::{Mean, Statistic};
    ///
    /// let mut mean = Mean::new();
    /// for value in [1e308, 1e308, -1e308] {
    ///     mean.update(value);
    /// }
    /// assert_eq!(mean.value(), Some(1e308 / 3.0));
    /// ```
    Mean(Total, SumOf) -> f64, Total::mean;
}
