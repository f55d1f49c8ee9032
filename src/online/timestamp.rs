use core::{fmt::Debug, time::Duration};

/// A point in time, or the distance to a fixed one: a number in any unit, or a [`Duration`] in seconds.
pub trait Timestamp: Copy + Debug {
    /// How much later it is than `earlier`: negative if it is before, NaN if one of them is no time.
    fn since(self, earlier: Self) -> f64;
}

impl Timestamp for f64 {
    #[inline]
    fn since(self, earlier: Self) -> f64 {
        self - earlier
    }
}

impl Timestamp for Duration {
    fn since(self, earlier: Self) -> f64 {
        let distance = self.abs_diff(earlier).as_secs_f64();
        if self >= earlier { distance } else { -distance }
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
}
