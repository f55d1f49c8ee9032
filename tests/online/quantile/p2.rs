//! The estimate of a quantile in constant memory.

use super::{after, uniform};
use antiphon::online::{P2, Refusal, Statistic};

/// The observations of the paper's table I.
const OBSERVATIONS: [f64; 20] = [
    0.02, 0.15, 0.74, 3.39, 0.83, 22.37, 10.15, 15.43, 38.62, 15.92, 34.60, 10.28, 1.47, 0.40, 0.05, 11.39, 0.27, 0.42,
    0.09, 11.37,
];

/// The height of the third marker in it, from the sixth observation on. The table rounds up at every step, to two digits.
const ESTIMATES: [f64; 15] = [0.74, 0.74, 2.18, 4.75, 4.75, 9.28, 9.28, 9.28, 9.28, 6.30, 6.30, 6.30, 6.30, 4.44, 4.44];

#[test]
fn the_worked_example_of_jain_and_chlamtac_comes_out_to_its_printed_digits() {
    let (first, others) = OBSERVATIONS.split_at(5);
    let mut median = after(P2::new(0.5).unwrap(), first.iter().copied());
    for (x, printed) in others.iter().zip(ESTIMATES) {
        median.update(*x);
        let found = median.value().unwrap();
        assert!((found - printed).abs() < 0.01, "{found} is not {printed}");
    }
    let found = median.value().unwrap();
    assert_eq!(format!("{found:.2}"), "4.44");
    assert!((found - 4.440_634_353_260_338).abs() < 1e-14, "{found}, in more digits than are printed");
}

#[test]
fn up_to_five_values_the_estimate_is_exact() {
    let mut ninth = P2::new(0.9).unwrap();
    let mut found = Vec::new();
    for x in [5.0, 1.0, 4.0, 2.0, 3.0] {
        ninth.update(x);
        found.push(ninth.value().unwrap());
    }
    let expected = [5.0, 4.6, 4.8, 4.7, 4.6];
    assert!(found.iter().zip(expected).all(|(found, expected)| (found - expected).abs() < 1e-14), "{found:?}");
}

#[test]
fn the_quantiles_0_and_1_are_the_least_and_the_greatest_value() {
    let (mut least, mut greatest) = (P2::new(0.0).unwrap(), P2::new(1.0).unwrap());
    for (i, x) in uniform().take(1000).enumerate() {
        least.update(x);
        greatest.update(x);
        let so_far: Vec<f64> = uniform().take(i + 1).collect();
        assert_eq!(least.value(), so_far.iter().copied().reduce(f64::min));
        assert_eq!(greatest.value(), so_far.iter().copied().reduce(f64::max));
    }
}

#[test]
fn the_error_falls_as_more_values_of_one_distribution_come() {
    for q in [0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99] {
        let mut quantile = P2::new(q).unwrap();
        let mut errors = Vec::new();
        for (i, x) in uniform().take(100_000).enumerate() {
            // Of an exponential distribution.
            quantile.update(-x.ln());
            if i == 99 || i == 99_999 {
                errors.push((1.0 - (-quantile.value().unwrap()).exp() - q).abs());
            }
        }
        assert!(errors[0] < 0.15 && errors[1] < 0.005, "{q}: {errors:?}");
    }
}

#[test]
fn numbers_whose_differences_overflow_give_an_estimate_between_them() {
    let mut median = P2::new(0.5).unwrap();
    for x in uniform().take(1000) {
        median.update(if x < 0.5 { -1.7e308 } else { 1.7e308 } * x);
        let value = median.value().unwrap();
        assert!(value.is_finite() && value.abs() <= 1.7e308, "{value}");
    }
}

#[test]
fn an_infinity_is_refused_and_changes_nothing() {
    let mut median = after(P2::new(0.5).unwrap(), OBSERVATIONS);
    let before = median.value();
    assert_eq!(median.try_update(f64::INFINITY), Err(Refusal::Infinite));
    assert_eq!(median.try_update(f64::NEG_INFINITY), Err(Refusal::Infinite));
    assert_eq!((median.value(), median.count(), median.skipped()), (before, 20, 2));
}

#[test]
fn a_quantile_outside_of_0_and_1_is_refused_with_its_value() {
    for (q, shown) in [(1.5, "1.5"), (-0.1, "-0.1"), (f64::NAN, "NaN"), (f64::INFINITY, "inf")] {
        let error = P2::new(q).unwrap_err();
        assert_eq!(error.to_string(), format!("`q` is {shown}, and must be between 0 and 1"));
    }
}
