//! What `f64` has only with std, and powers of two.

/// Correctly rounded.
#[inline(always)]
pub(super) fn sqrt(x: f64) -> f64 {
    // One instruction with std; the digits are the same.
    #[cfg(feature = "std")]
    return x.sqrt();
    #[cfg(not(feature = "std"))]
    libm::sqrt(x)
}

/// The exponent of the leading binary digit; `None` for zero, infinity and NaN.
pub(super) fn exponent(x: f64) -> Option<i32> {
    match x.to_bits() >> 52 & 0x7ff {
        _ if x == 0.0 => None,
        0x7ff => None,
        0 => exponent(x * power_of_two(64)).map(|exponent| exponent - 64),
        biased => i32::try_from(biased).ok().map(|biased| biased - 1023),
    }
}

/// Two to the power of `exponent`: 0 if it is under the normal numbers, and at most 2^1023.
pub(super) fn power_of_two(exponent: i32) -> f64 {
    match exponent {
        ..-1022 => 0.0,
        _ => f64::from_bits(u64::from((exponent.min(1023) + 1023).unsigned_abs()) << 52),
    }
}

/// One over a power of two that is a normal number, and so is what it gives.
#[inline(always)]
pub(super) fn reciprocal(power: f64) -> f64 {
    f64::from_bits((2046 << 52) - power.to_bits())
}

/// A count as a number: one instruction, where the conversion of a `u64` takes ten.
#[inline(always)]
pub(super) fn float(n: u64) -> f64 {
    n.cast_signed() as f64
}
