use super::interpolation::Interpolation;
use crate::online::{InvalidParameter, Refusal, Statistic, format::Format};

/// A quantile of all values, estimated by the P² algorithm in constant memory.
///
/// Five markers are kept: the least value, the greatest, the estimate of the quantile, and one half way on each side of
/// it. Each new value moves the markers whose rank is off by one or more along a parabola through their neighbours. Up to
/// five values, and for `q` of 0 and 1, the quantile is exact, with [`Interpolation::Linear`]; otherwise the error has no
/// bound: on samples from a smooth distribution it tends to 0, after a change of level the markers take long to follow.
/// [`RollingQuantile`](super::RollingQuantile) is exact. In the unit of the values.
///
/// An infinity is refused with [`Refusal::Infinite`]: the markers would never forget it.
///
/// Source: R. Jain and I. Chlamtac, "The P² algorithm for dynamic calculation of quantiles and histograms without storing
/// observations", Communications of the ACM 28 (1985).
///
/// # Complexity
///
/// Constant in time and memory: five comparisons a value, and three divisions for each marker that moves.
///
/// # Examples
///
/// ```
/// use antiphon::online::{P2, Statistic};
///
/// let mut median = P2::new(0.5).unwrap();
/// for i in 0..1000 {
///     median.update(f64::from(i * 7919 % 1000));
/// }
/// assert!((median.value().unwrap() - 499.5).abs() < 10.0);
/// assert_eq!(P2::new(1.5).unwrap_err().to_string(), "`q` is 1.5, and must be between 0 and 1");
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct P2 {
    format: Format<1>,
    #[cfg_attr(feature = "serde", serde(with = "crate::online::format::exact"))]
    q: f64,
    /// In order; with fewer than five values, the heights of the first are these.
    markers: [Marker; 5],
    count: u64,
    skipped: u64,
}

/// An estimate of the value of a rank.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
struct Marker {
    #[cfg_attr(feature = "serde", serde(with = "crate::online::format::exact"))]
    height: f64,
    /// How many values are no higher, itself included: a whole number.
    #[cfg_attr(feature = "serde", serde(with = "crate::online::format::exact"))]
    rank: f64,
}

impl P2 {
    /// The quantile `q`: that share of the values is below it.
    ///
    /// # Errors
    ///
    /// If `q` is not between 0 and 1.
    pub fn new(q: f64) -> Result<Self, InvalidParameter> {
        InvalidParameter::unless((0.0..=1.0).contains(&q), "q", q, "between 0 and 1")?;
        Ok(Self { format: Format, q, markers: Self::empty(), count: 0, skipped: 0 })
    }

    /// Which quantile it is.
    #[must_use]
    pub const fn q(&self) -> f64 {
        self.q
    }

    /// Markers at the ranks that the first five values have.
    fn empty() -> [Marker; 5] {
        [1.0, 2.0, 3.0, 4.0, 5.0].map(|rank| Marker { height: 0.0, rank })
    }

    /// Takes in one of the first five values.
    #[cold]
    fn begin(&mut self, x: f64) {
        let mut at = 0;
        // The count is less than five.
        while (at as u64) < self.count && self.markers[at].height <= x {
            at += 1;
        }
        let mut carried = x;
        for marker in &mut self.markers[at..] {
            core::mem::swap(&mut marker.height, &mut carried);
        }
        self.count += 1;
    }

    /// The quantile of the first values, of which there are at most five.
    #[cold]
    fn of_first_five(&self) -> Option<f64> {
        Interpolation::Linear.quantile(self.q, self.count.min(5) as usize, |i| self.markers[i].height)
    }

    #[inline(always)]
    fn take(&mut self, x: f64) {
        let [least, inner @ .., greatest] = &mut self.markers;
        least.height = least.height.min(x);
        greatest.height = greatest.height.max(x);
        for marker in inner {
            marker.rank += if x < marker.height { 1.0 } else { 0.0 };
        }
        greatest.rank += 1.0;
        self.count += 1;
        let steps = greatest.rank - 1.0;
        self.adjust(1, 1.0 + steps * (self.q * 0.5));
        self.adjust(2, 1.0 + steps * self.q);
        self.adjust(3, 1.0 + steps * (0.5 + self.q * 0.5));
    }

    /// Moves a marker by one rank if it is off by one or more, and there is room.
    #[inline(always)]
    fn adjust(&mut self, i: usize, desired: f64) {
        let [below, marker, above] = [self.markers[i - 1], self.markers[i], self.markers[i + 1]];
        let off = desired - marker.rank;
        if off >= 1.0 && above.rank - marker.rank > 1.0 {
            self.markers[i] = marker.moved(1.0, below, above);
        } else if off <= -1.0 && marker.rank - below.rank > 1.0 {
            self.markers[i] = marker.moved(-1.0, below, above);
        }
    }
}

impl Marker {
    /// The marker one rank up or down: on the parabola through it and its neighbours, or on the line to the next if the
    /// parabola leaves the heights between them.
    #[inline(always)]
    fn moved(self, step: f64, below: Self, above: Self) -> Self {
        let (down, up) = (self.rank - below.rank, above.rank - self.rank);
        let slopes =
            (down + step) * (above.height - self.height) / up + (up - step) * (self.height - below.height) / down;
        let parabolic = self.height + step / (above.rank - below.rank) * slopes;
        let height = if below.height < parabolic && parabolic < above.height {
            parabolic
        } else {
            self.towards(if step > 0.0 { above } else { below })
        };
        Self { height, rank: self.rank + step }
    }

    /// One rank along the line to a neighbour. The difference of two heights can overflow, that of their shares cannot.
    fn towards(self, other: Self) -> f64 {
        let ranks = (other.rank - self.rank).abs();
        self.height + (other.height / ranks - self.height / ranks)
    }
}

impl Statistic for P2 {
    type Input = f64;
    type Output = f64;

    #[inline]
    fn try_update(&mut self, x: f64) -> Result<(), Refusal> {
        if !x.is_finite() {
            self.skipped += 1;
            return if x.is_nan() { Ok(()) } else { Err(Refusal::Infinite) };
        }
        if self.count < 5 {
            self.begin(x);
        } else {
            self.take(x);
        }
        Ok(())
    }

    #[inline]
    fn admits(&self, x: &f64) -> Result<bool, Refusal> {
        if x.is_infinite() { Err(Refusal::Infinite) } else { Ok(!x.is_nan()) }
    }

    #[inline]
    fn value(&self) -> Option<f64> {
        match self.count {
            0..=5 => self.of_first_five(),
            _ if self.q == 0.0 => Some(self.markers[0].height),
            _ if self.q == 1.0 => Some(self.markers[4].height),
            _ => Some(self.markers[2].height),
        }
    }

    fn count(&self) -> u64 {
        self.count
    }

    fn skipped(&self) -> u64 {
        self.skipped
    }

    fn reset(&mut self) {
        *self = Self { markers: Self::empty(), count: 0, skipped: 0, ..*self };
    }
}
