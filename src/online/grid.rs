use super::double::Pair;
use wide::f64x2;

/// Between these, squares neither overflow nor lose digits to underflow, nor do their sums and what is left of them.
pub(super) const TINY: f64 = f64::from_bits((1023 - 900) << 52);
pub(super) const HUGE: f64 = f64::from_bits((1023 + 900) << 52);

/// Where numbers are cut in two, a head that is a multiple of a step, and the rest, so that the squares of the heads add
/// up exactly: as multiples of the squared step, of which there is room for 2^52.
///
/// With a constant one and a half times 2^52 steps, `(x + constant) - constant` is the multiple that is nearest (Rump,
/// Ogita and Oishi 2008, on extracting leading digits).
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(super) struct Grid {
    #[cfg_attr(feature = "serde", serde(with = "super::format::exact"))]
    constant: f64,
    /// How large the sum of squares may become: less than zero where there is no grid.
    #[cfg_attr(feature = "serde", serde(with = "super::format::exact"))]
    pub(super) room: f64,
}

impl Grid {
    pub(super) const NONE: Self = Self { constant: 0.0, room: -1.0 };

    /// A grid on which a sum of squares can grow by a factor of about 2^`growth`; none, if that is out of range.
    #[inline]
    pub(super) fn for_squares(squares: f64, growth: i64) -> Self {
        if !(TINY..=HUGE).contains(&squares) {
            return Self::NONE;
        }
        let exponent = (squares.to_bits() >> 52).cast_signed() - 1023;
        let step = (exponent + growth - 52) >> 1;
        Self { constant: 1.5 * power_of_two(step + 52), room: power_of_two(2 * step + 52) }
    }

    /// The same grid, on which nothing is cut before it is [opened](Self::opened_for).
    pub(super) fn closed(&self) -> Self {
        Self { room: -1.0, ..*self }
    }

    /// A grid that was closed, if a deviation has at least 6 bits on it, and much room.
    pub(super) fn opened_for(&self, deviation: f64) -> Option<Self> {
        let step = self.constant / (1.5 * (1_u64 << 52) as f64);
        let fits = step > 0.0 && (64.0 * step..=65_536.0 * step).contains(&deviation.abs());
        fits.then_some(Self { room: step * step * (1_u64 << 52) as f64, ..*self })
    }

    /// The square of a deviation and itself, each in two parts. The deviation is less than 2^26 steps.
    #[inline(always)]
    pub(super) fn cut(&self, deviation: f64) -> Pair {
        let head = self.head(deviation);
        let rest = deviation - head;
        Pair::of_parts([head * head, head], [rest * (head + deviation), rest])
    }

    /// The same of two numbers' deviations from a pivot, with half as many instructions.
    #[inline(always)]
    pub(super) fn cut_two(&self, numbers: [f64; 2], pivot: f64) -> [Pair; 2] {
        let constant = f64x2::new([self.constant; 2]);
        let deviations = f64x2::new(numbers) - f64x2::new([pivot; 2]);
        let heads = (deviations + constant) - constant;
        let rests = deviations - heads;
        let (squares, rests_of_squares) = (heads * heads, rests * (heads + deviations));
        let [heads, rests, squares, rests_of_squares] = [heads, rests, squares, rests_of_squares].map(f64x2::to_array);
        [0, 1].map(|i| Pair::of_parts([squares[i], heads[i]], [rests_of_squares[i], rests[i]]))
    }

    /// The same sums, with heads that are on the grid.
    pub(super) fn settle(&self, sums: Pair) -> Pair {
        let [squares, sum] = [sums.first(), sums.second()];
        let of_squares = 1.5 * self.room;
        let heads = [(squares.high + of_squares) - of_squares, self.head(sum.high)];
        Pair::of_parts(heads, [squares.low + (squares.high - heads[0]), sum.low + (sum.high - heads[1])])
    }

    #[inline(always)]
    fn head(&self, x: f64) -> f64 {
        (x + self.constant) - self.constant
    }
}

/// Of an exponent within the range of normal numbers.
#[inline(always)]
fn power_of_two(exponent: i64) -> f64 {
    f64::from_bits((exponent + 1023).cast_unsigned() << 52)
}
