use core::fmt;

/// A number as an integer of the same order, that of `f64::total_cmp`.
///
/// Integers compare in one instruction, -0 and 0 are two keys, and NaN has its place: after all others.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key(i64);

impl Key {
    #[inline(always)]
    pub(super) fn of(x: f64) -> Self {
        // One NaN only, so that it is the greatest key, whatever its bits were.
        let x = if x.is_nan() { f64::NAN } else { x };
        Self(flipped(x.to_bits().cast_signed()))
    }

    #[inline(always)]
    pub(super) fn number(self) -> f64 {
        f64::from_bits(flipped(self.0).cast_unsigned())
    }

    #[inline(always)]
    pub(super) fn is_nan(self) -> bool {
        self.number().is_nan()
    }
}

/// Turns the order of the negative numbers around; twice is nothing.
#[inline(always)]
fn flipped(bits: i64) -> i64 {
    bits ^ ((bits >> 63).cast_unsigned() >> 1).cast_signed()
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.number().fmt(f)
    }
}
