//! Parameters that make no sense are refused, by their names.

use antiphon::online::*;

#[track_caller]
fn refused<T>(made: Result<T, InvalidParameter>, parameter: &str) {
    let error = made.map(|_| ()).unwrap_err();
    assert_eq!(error.parameter, parameter);
    assert!(error.to_string().starts_with(&format!("`{parameter}` is {}, and must be ", error.value)), "{error}");
}

const NAN: f64 = f64::NAN;
const INFINITY: f64 = f64::INFINITY;

#[test]
fn a_window_of_one_value_has_no_spread() {
    refused(ZScore::new(1, 3.0), "n");
    refused(RobustZScore::new(0, 3.0), "n");
    refused(GaussianTail::new(1, 1, 0.1), "window");
    refused(GaussianTail::new(9, 0, 0.1), "recent");
}

#[test]
fn a_limit_is_a_positive_number() {
    for limit in [0.0, -1.0, NAN, INFINITY] {
        refused(ZScore::new(9, limit), "limit");
        refused(RobustZScore::new(9, limit), "limit");
        refused(EwmaChart::new(0.0, 1.0).unwrap().with_limit(limit), "limit");
        refused(Cusum::new(0.0, 1.0).unwrap().with_threshold(limit), "threshold");
        refused(PageHinkley::new().with_threshold(limit), "threshold");
        refused(Cusum::new(0.0, limit), "deviation");
        refused(EwmaChart::new(0.0, limit), "deviation");
    }
}

#[test]
fn a_level_is_a_finite_number() {
    for level in [NAN, INFINITY] {
        refused(Cusum::new(level, 1.0), "target");
        refused(EwmaChart::new(level, 1.0), "target");
        refused(Cusum::new(0.0, 1.0).unwrap().with_allowance(level), "allowance");
        refused(PageHinkley::new().with_delta(level), "delta");
    }
    refused(Cusum::new(0.0, 1.0).unwrap().with_allowance(-0.1), "allowance");
    refused(PageHinkley::new().with_delta(-0.1), "delta");
}

#[test]
fn weights_and_probabilities_are_between_0_and_1() {
    for share in [0.0, -0.5, 1.5, NAN] {
        refused(EwmaChart::new(0.0, 1.0).unwrap().with_lambda(share), "lambda");
        refused(PageHinkley::new().with_alpha(share), "alpha");
        refused(Adwin::new().with_delta(share), "delta");
        refused(GaussianTail::new(9, 1, share), "epsilon");
    }
    refused(Adwin::new().with_delta(1.0), "delta");
    refused(GaussianTail::new(9, 1, 1.0), "epsilon");
}

#[test]
fn nothing_is_counted_in_zeros() {
    refused(Adwin::new().with_clock(0), "clock");
    refused(Adwin::new().with_buckets(0), "buckets");
    refused(Adwin::new().with_minimum(0), "minimum");
}
