use crate::online::maths::float;

/// What a quantile is where its rank, `q (n - 1)` counted from 0 in the order of the values, falls between two of them.
///
/// # Examples
///
/// ```
/// use antiphon::online::{Interpolation, RollingQuantile, Statistic};
///
/// let mut quartile = RollingQuantile::new(100, 0.25).unwrap();
/// [3.0, 1.0, 4.0, 10.0].into_iter().for_each(|x| quartile.update(x));
/// assert_eq!(quartile.value(), Some(2.5), "three quarters of the way from 1 to 3");
/// assert_eq!(quartile.interpolated(Interpolation::Lower).value(), Some(1.0));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Interpolation {
    /// On the line between them: type 7 of Hyndman and Fan (1996), the default of `NumPy`, R and this library.
    #[default]
    Linear,
    /// The lower one.
    Lower,
    /// The higher one.
    Higher,
    /// The nearer one; half way between them the one of even rank, counted from 0.
    Nearest,
    /// Half way between them.
    Midpoint,
}

impl Interpolation {
    /// The quantile of `len` values that are `at(0) <= at(1) <= ..`. Between two infinities of both signs there is none.
    #[inline]
    pub(super) fn quantile(self, q: f64, len: usize, at: impl Fn(usize) -> f64) -> Option<f64> {
        let last = len.checked_sub(1)?;
        let rank = q * float(last as u64);
        let lower = whole(rank).min(last);
        let share = rank - float(lower as u64);
        if share <= 0.0 {
            return Some(at(lower));
        }
        let higher = (lower + 1).min(last);
        let between = match self {
            Self::Linear => line(at(lower), at(higher), share),
            Self::Lower => at(lower),
            Self::Nearest if share < 0.5 || share == 0.5 && lower.is_multiple_of(2) => at(lower),
            Self::Nearest | Self::Higher => at(higher),
            Self::Midpoint => line(at(lower), at(higher), 0.5),
        };
        (!between.is_nan()).then_some(between)
    }
}

/// The whole part of a rank.
#[inline(always)]
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a rank is not negative, and less than a length"
)]
fn whole(rank: f64) -> usize {
    rank as usize
}

/// The number `share` of the way from one number to another; from the nearer end, so that it is never beyond the other.
#[inline(always)]
pub(super) fn line(from: f64, to: f64, share: f64) -> f64 {
    let way = to - from;
    if !way.is_finite() {
        // The difference overflows, or one of them is infinite.
        from * (1.0 - share) + to * share
    } else if share < 0.5 {
        from + way * share
    } else {
        to - way * (1.0 - share)
    }
}
