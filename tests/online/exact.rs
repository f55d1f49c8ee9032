//! Statistics by their definitions, in rational arithmetic: no rounding anywhere.

use dashu_ratio::Relaxed;

pub(crate) fn rational(x: f64) -> Relaxed {
    Relaxed::try_from(x).expect("a finite number")
}

fn sum(terms: impl Iterator<Item = Relaxed>) -> Relaxed {
    terms.fold(Relaxed::ZERO, |sum, term| sum + term)
}

pub(crate) fn mean(values: &[f64]) -> Relaxed {
    sum(values.iter().map(|x| rational(*x))) / Relaxed::from(values.len())
}

/// The sum of the k-th powers of the deviations from the mean.
pub(crate) fn central_power_sum(values: &[f64], k: u32) -> Relaxed {
    let mean = mean(values);
    let deviation = |x: &f64| rational(*x) - &mean;
    sum(values.iter().map(|x| (1..k).fold(deviation(x), |power, _| power * deviation(x))))
}

pub(crate) fn variance(values: &[f64]) -> Relaxed {
    central_power_sum(values, 2) / Relaxed::from(values.len() - 1)
}

fn to_f64(x: Relaxed) -> f64 {
    x.canonicalize().to_f64().value()
}

/// The relative error of `found`; infinite if the true value is zero and `found` is not.
pub(crate) fn relative_error(found: f64, truth: &Relaxed) -> f64 {
    if *truth == Relaxed::ZERO {
        return if found == 0.0 { 0.0 } else { f64::INFINITY };
    }
    to_f64((rational(found) - truth) / truth).abs()
}

/// The relative error of a square root, by that of its square.
pub(crate) fn relative_error_of_root(found: f64, square: &Relaxed) -> f64 {
    let found = rational(found);
    if *square == Relaxed::ZERO {
        return if found == Relaxed::ZERO { 0.0 } else { f64::INFINITY };
    }
    to_f64((&found * &found - square) / square).abs() / 2.0
}
