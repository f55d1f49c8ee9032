use super::{Interpolation, SortedWindow};
use crate::online::{InvalidParameter, NanPolicy, Refusal, Statistic, format::Format};

/// Defines statistics that are read from a [`SortedWindow`].
macro_rules! rolling {
    ($($(#[$docs:meta])* $name:ident $({ $($(#[$attribute:meta])* $field:ident: $type:ty),* })?, $read:expr;)*) => {
        $(
            $(#[$docs])*
            #[derive(Debug, Clone)]
            #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
            pub struct $name {
                #[cfg_attr(not(feature = "serde"), allow(dead_code, reason = "it is only saved"))]
                format: Format<1>,
                $($($(#[$attribute])* $field: $type,)*)?
                window: SortedWindow,
            }

            impl $name {
                /// The same with another way to deal with NaN: in a window it is propagated until it leaves.
                #[must_use]
                pub fn nan(mut self, policy: NanPolicy) -> Self {
                    self.window = self.window.nan(policy);
                    self
                }

                /// What is in the window, of which other numbers can be read too.
                #[must_use]
                pub fn window(&self) -> &SortedWindow {
                    &self.window
                }
            }

            impl Statistic for $name {
                type Input = f64;
                type Output = f64;

                #[inline]
                fn try_update(&mut self, x: f64) -> Result<(), Refusal> {
                    self.window.try_update(x)
                }

                #[inline]
                fn admits(&self, x: &f64) -> Result<bool, Refusal> {
                    self.window.admits(*x)
                }

                #[inline]
                fn value(&self) -> Option<f64> {
                    let read: fn(&Self) -> Option<f64> = $read;
                    read(self)
                }

                #[inline]
                fn count(&self) -> u64 {
                    self.window.len() as u64
                }

                #[inline]
                fn skipped(&self) -> u64 {
                    self.window.skipped()
                }

                fn reset(&mut self) {
                    self.window.reset();
                }
            }
        )*
    };
}

/// Constructors of those that have no parameter but the length of the window.
macro_rules! of_last_n {
    ($($name:ident)*) => {
        $(
            impl $name {
                /// Of the last `n` values.
                ///
                /// # Errors
                ///
                /// If `n` is 0.
                pub fn new(n: usize) -> Result<Self, InvalidParameter> {
                    Ok(Self { format: Format, window: SortedWindow::new(n)? })
                }
            }
        )*
    };
}

rolling! {
    /// The median of the last `n` values, exactly, in their unit: half of them are below it.
    ///
    /// Of an even number it is half way between the two in the middle. What has left the window has left no trace, and an
    /// infinity is a value as any other. There is no error but the rounding of that one number.
    ///
    /// # Complexity
    ///
    /// That of [`SortedWindow`]: logarithmic in `n`, and constant to read up to 1,024 values.
    ///
    /// # Examples
    ///
    /// ```
    /// use antiphon::{online::{RollingMedian, Statistic}, prelude::*};
    ///
    /// let medians = RollingMedian::new(3).unwrap().generator();
    /// let medians: Vec<_> = [1.0, 5.0, 1e300, 2.0, 3.0].into_iter().through(medians).flatten().collect();
    /// assert_eq!(medians, [1.0, 3.0, 5.0, 5.0, 3.0]);
    /// ```
    RollingMedian, |this| this.window.median();

    /// A quantile of the last `n` values, exactly, in their unit; otherwise as [`RollingMedian`].
    ///
    /// Its rank is `q (n - 1)`, counted from 0 in the order of the values; between two of them it is what
    /// [`Interpolation`] says, by default on the line between them.
    ///
    /// # Examples
    ///
    /// ```
    /// use antiphon::online::{RollingQuantile, Statistic};
    ///
    /// let mut slow = RollingQuantile::new(1_000, 0.99).unwrap();
    /// (1..=5_000).for_each(|delay| slow.update(f64::from(delay)));
    /// assert_eq!(slow.value(), Some(4_990.01));
    /// ```
    RollingQuantile {
        #[cfg_attr(feature = "serde", serde(with = "crate::online::format::exact"))]
        q: f64,
        interpolation: Interpolation
    }, |this| this.window.interpolated(this.q, this.interpolation);

    /// The interquartile range of the last `n` values, exactly, in their unit: the quantile 0.75 less the quantile 0.25.
    /// Otherwise as [`RollingMedian`].
    ///
    /// # Examples
    ///
    /// ```
    /// use antiphon::online::{RollingInterquartileRange, Statistic};
    ///
    /// let mut range = RollingInterquartileRange::new(5).unwrap();
    /// [1.0, 1e9, 3.0, 2.0, 4.0].into_iter().for_each(|x| range.update(x));
    /// assert_eq!(range.value(), Some(2.0));
    /// ```
    RollingInterquartileRange, |this| this.window.interquartile_range();

    /// The median of the distances of the last `n` values from their median, exactly, in their unit.
    ///
    /// Half of the values can be anything before it becomes so too. It has no factor: times 1.4826 it estimates the
    /// standard deviation of a normal distribution. Not defined where the median is infinite; otherwise as
    /// [`RollingMedian`].
    ///
    /// # Complexity
    ///
    /// As `RollingMedian`, and logarithmic in `n` to read, squared over 1,024 values.
    ///
    /// # Examples
    ///
    /// ```
    /// use antiphon::online::{RollingMedianAbsoluteDeviation, Statistic};
    ///
    /// let mut deviation = RollingMedianAbsoluteDeviation::new(5).unwrap();
    /// [1.0, 1e9, 3.0, 2.0, 4.0].into_iter().for_each(|x| deviation.update(x));
    /// assert_eq!((deviation.value(), deviation.window().median()), (Some(1.0), Some(3.0)));
    /// ```
    RollingMedianAbsoluteDeviation, |this| this.window.median_absolute_deviation();

    /// The rank of the newest of the last `n` values: the share of them that are less, from 0 to less than 1, exactly.
    /// Otherwise as [`RollingMedian`].
    ///
    /// # Examples
    ///
    /// ```
    /// use antiphon::{online::{RollingRank, Statistic}, prelude::*};
    ///
    /// let ranks = RollingRank::new(4).unwrap().generator();
    /// let ranks: Vec<_> = [1.0, 2.0, 2.0, 3.0, 0.0].into_iter().through(ranks).flatten().collect();
    /// assert_eq!(ranks, [0.0, 0.5, 1.0 / 3.0, 0.75, 0.0]);
    /// ```
    RollingRank, |this| this.window.rank(this.window.newest()?);
}

of_last_n!(RollingMedian RollingInterquartileRange RollingMedianAbsoluteDeviation RollingRank);

impl RollingQuantile {
    /// The quantile `q` of the last `n` values.
    ///
    /// # Errors
    ///
    /// If `n` is 0, or `q` is not between 0 and 1.
    pub fn new(n: usize, q: f64) -> Result<Self, InvalidParameter> {
        InvalidParameter::unless((0.0..=1.0).contains(&q), "q", q, "between 0 and 1")?;
        Ok(Self { format: Format, q, interpolation: Interpolation::Linear, window: SortedWindow::new(n)? })
    }

    /// The same with another choice where the quantile is between two values.
    #[must_use]
    pub fn interpolated(mut self, interpolation: Interpolation) -> Self {
        self.interpolation = interpolation;
        self
    }
}
