//! In which period a time is: quotients that are rounded down, and never from the wrong side of a bound.

/// The largest quotient of two `f64` that is surely off by less than one.
const FARTHEST: f64 = (1_u64 << 51) as f64;

/// The `k` for which `k span <= high + low < (k + 1) span` exactly, where `low` is what `high` leaves out.
pub(super) fn of_rounded(high: f64, low: f64, span: f64) -> Option<i64> {
    let nearest = libm::round(high / span);
    // NaN is no time.
    if !valid(span) || !(-FARTHEST..=FARTHEST).contains(&nearest) {
        return None;
    }
    // What is left of less than a span has no more digits than an f64, so it is exact.
    let left = libm::fma(-nearest, span, high);
    let whole = if left < -low { nearest - 1.0 } else { nearest };
    #[allow(clippy::cast_possible_truncation, reason = "it is a whole number of up to 52 bits")]
    Some(whole as i64)
}

/// The `k` for which `k span <= distance < (k + 1) span` exactly, of a distance of up to 96 bits.
pub(super) fn of_whole(distance: i128, span: f64) -> Option<i64> {
    if !valid(span) {
        return None;
    }
    let (digits, exponent) = parts(span);
    let (distance, span) = if exponent < 0 {
        // Where it does not fit, neither does the quotient by 53 digits.
        (times_power_of_two(distance, exponent.unsigned_abs())?, digits)
    } else {
        (distance, times_power_of_two(digits, exponent.unsigned_abs()).unwrap_or(i128::MAX))
    };
    i64::try_from(distance.div_euclid(span)).ok()
}

/// As [`of_whole`], of a distance in nanoseconds and a span in seconds: 4.1 are 4,100,000,000, however that is rounded.
pub(super) fn of_nanoseconds(distance: i128, seconds: f64) -> Option<i64> {
    if !valid(seconds) {
        return None;
    }
    let span = (seconds * 1e9).min(f64::MAX);
    let whole = libm::round(span);
    let meant = (span - whole).abs() <= span * f64::EPSILON;
    of_whole(distance, if meant { whole } else { span })
}

fn valid(span: f64) -> bool {
    span > 0.0 && span.is_finite()
}

/// Its digits as a whole number, and the power of two that they are times.
fn parts(span: f64) -> (i128, i32) {
    let (digits, biased) = (span.to_bits() & ((1 << 52) - 1), (span.to_bits() >> 52 & 0x7ff) as i32);
    // Those that are not normal have no leading one, and the exponent of the least that are.
    if biased == 0 { (digits.into(), -1074) } else { ((digits | 1 << 52).into(), biased - 1075) }
}

fn times_power_of_two(n: i128, exponent: u32) -> Option<i128> {
    if n == 0 { Some(0) } else { n.checked_mul(2_i128.checked_pow(exponent)?) }
}
