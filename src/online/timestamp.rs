use super::period;
use core::{fmt::Debug, time::Duration};

/// A point in time, or the distance to a fixed one: a number in any unit, or a [`Duration`] in seconds.
pub trait Timestamp: Copy + Debug {
    /// How much later it is than `earlier`: negative if it is before, NaN if one of them is no time.
    fn since(self, earlier: Self) -> f64;

    /// In which of the periods `[origin + k span, origin + (k + 1) span)` it is: `k`, negative before the origin.
    ///
    /// `None` if one of them is no time, if `span` is not positive and finite, or if it is so far away that it does not
    /// tell: over 2^51 spans for numbers with a point.
    ///
    /// It is exact for numbers and for what the standard library has; by default it is for the distance that
    /// [`since`](Timestamp::since) tells. Numbers with a point are taken for what they are: 0.3 is slightly less than
    /// three times 0.1, so it is in the period 2 of that span. Durations have no such digits: a span of 0.1 seconds is
    /// 100,000,000 nanoseconds.
    ///
    /// # Examples
    ///
    /// ```
    /// use antiphon::online::Timestamp;
    /// use std::time::Duration;
    ///
    /// assert_eq!((-1.0).period(0.0, 60.0), Some(-1));
    /// assert_eq!(0.3.period(0.0, 0.1), Some(2));
    /// assert_eq!(Duration::from_millis(300).period(Duration::ZERO, 0.1), Some(3));
    /// ```
    fn period(self, origin: Self, span: f64) -> Option<i64> {
        period::of_rounded(self.since(origin), 0.0, span)
    }
}

impl Timestamp for f64 {
    #[inline]
    fn since(self, earlier: Self) -> f64 {
        self - earlier
    }

    fn period(self, origin: Self, span: f64) -> Option<i64> {
        // Knuth's sum: `low` is what rounding has left out.
        let high = self - origin;
        let rounded = high - self;
        let low = (self - (high - rounded)) - (origin + rounded);
        period::of_rounded(high, low, span)
    }
}

impl Timestamp for Duration {
    fn since(self, earlier: Self) -> f64 {
        let distance = self.abs_diff(earlier).as_secs_f64();
        if self >= earlier { distance } else { -distance }
    }

    fn period(self, origin: Self, span: f64) -> Option<i64> {
        // No more than 94 bits.
        let distance = self.as_nanos().cast_signed() - origin.as_nanos().cast_signed();
        period::of_nanoseconds(distance, span)
    }
}

/// Integers, whose difference is taken before it is rounded.
macro_rules! integers {
    ($($type:ty),*) => {
        $(impl Timestamp for $type {
            #[inline]
            fn since(self, earlier: Self) -> f64 {
                let distance = self.abs_diff(earlier) as f64;
                if self >= earlier { distance } else { -distance }
            }

            fn period(self, origin: Self, span: f64) -> Option<i64> {
                period::of_whole(i128::from(self) - i128::from(origin), span)
            }
        })*
    };
}

integers!(i64, u64);

#[cfg(feature = "std")]
impl Timestamp for std::time::Instant {
    fn since(self, earlier: Self) -> f64 {
        let later = self.saturating_duration_since(earlier).as_secs_f64();
        if self >= earlier { later } else { -earlier.saturating_duration_since(self).as_secs_f64() }
    }

    fn period(self, origin: Self, span: f64) -> Option<i64> {
        let later = self.saturating_duration_since(origin).as_nanos().cast_signed();
        let distance = later - origin.saturating_duration_since(self).as_nanos().cast_signed();
        period::of_nanoseconds(distance, span)
    }
}
