//! Exact quantiles of the last values.

use super::{after, naive, uniform};
use antiphon::online::*;

const NAN: f64 = f64::NAN;

/// More than one leaf, and more than one level of nodes, of the tree that the values are in.
const LENGTHS: [usize; 4] = [1, 100, 3_000, 40_000];

/// Streams that fill such a tree in different orders, and empty it so.
fn streams(n: usize) -> Vec<(&'static str, Vec<f64>)> {
    let length = (3 * n + 7).min(90_000);
    let base: Vec<f64> = uniform().take(length).collect();
    let mapped = |change: fn(usize, f64) -> f64| base.iter().enumerate().map(|(i, x)| change(i, *x)).collect();
    vec![
        ("uniform", base.clone()),
        ("ascending", mapped(|i, _| i as f64)),
        ("descending", mapped(|i, _| -(i as f64))),
        ("few different", mapped(|_, x| (x * 3.0).floor())),
        ("all equal", mapped(|_, _| 1.0)),
        ("to and fro", mapped(|i, x| if i / 1_000 % 2 == 0 { x } else { 1e9 - i as f64 })),
        ("zeros of both signs", mapped(|_, x| if x < 0.5 { -0.0 } else { 0.0 })),
        (
            "infinities",
            mapped(|_, x| {
                if x < 0.2 {
                    f64::NEG_INFINITY
                } else if x > 0.9 {
                    f64::INFINITY
                } else {
                    x
                }
            }),
        ),
    ]
}

#[test]
fn windows_of_every_length_agree_with_sorting_them() {
    for n in LENGTHS {
        for (name, stream) in streams(n) {
            let mut window = SortedWindow::new(n).unwrap();
            for (i, x) in stream.iter().enumerate() {
                window.update(*x);
                // Sorting is slow: about a full window, and now and then.
                if n > 100 && i % 9_999 != 17 && i != n {
                    continue;
                }
                let mut content = stream[(i + 1).saturating_sub(n)..=i].to_vec();
                assert_eq!(window.rank(*x), naive::rank_of_last(&content), "{name}, {n}");
                content.sort_by(f64::total_cmp);
                for q in [0.0, 0.03, 0.25, 0.5, 0.9, 1.0] {
                    let (found, expected) = (window.quantile(q), naive::quantile(&content, q));
                    assert!(close(found, expected), "{name}, {q} of {n}: {found:?} is not {expected:?}");
                }
                let deviation = (window.median_absolute_deviation(), naive::median_absolute_deviation(&content));
                assert!(close(deviation.0, deviation.1), "{name}, {n}: {deviation:?}");
            }
        }
    }
}

fn close(found: Option<f64>, expected: Option<f64>) -> bool {
    match (found, expected) {
        (Some(found), Some(expected)) => found == expected || (found - expected).abs() <= 1e-15 * expected.abs(),
        (found, expected) => found == expected,
    }
}

#[test]
fn quantiles_between_two_values_are_what_was_chosen() {
    use Interpolation::{Higher, Linear, Lower, Midpoint, Nearest};
    // Of [1, 2, 4, 8], by the definitions of NumPy's methods of these names.
    let table = [
        (0.25, [1.75, 1.0, 2.0, 2.0, 1.5]),
        (0.5, [3.0, 2.0, 4.0, 4.0, 3.0]),
        (0.9, [6.8, 4.0, 8.0, 8.0, 6.0]),
        (1.0 / 6.0, [1.5, 1.0, 2.0, 1.0, 1.5]),
        (1.0, [8.0, 8.0, 8.0, 8.0, 8.0]),
    ];
    for (q, expected) in table {
        for (interpolation, expected) in [Linear, Lower, Higher, Nearest, Midpoint].into_iter().zip(expected) {
            let quantile = RollingQuantile::new(4, q).unwrap().interpolated(interpolation);
            let found = after(quantile, [9.0, 4.0, 1.0, 8.0, 2.0]).value().unwrap();
            assert!((found - expected).abs() < 1e-15, "{q} {interpolation:?}: {found} is not {expected}");
        }
    }
}

#[test]
fn what_has_left_a_window_has_left_no_trace() {
    for outlier in [1e6, 1e15, 1e200, -1e308, f64::INFINITY, f64::NEG_INFINITY, 5e-324] {
        let mut with = RollingMedianAbsoluteDeviation::new(20).unwrap();
        let mut without = with.clone();
        for (i, x) in uniform().take(60).enumerate() {
            with.update(if i == 19 { outlier } else { x });
            without.update(x);
            if i >= 39 {
                assert_eq!(format!("{with:?}"), format!("{without:?}"), "{outlier} left no trace");
            }
        }
    }
}

#[test]
fn a_nan_is_propagated_until_it_leaves_the_window() {
    let mut median = RollingMedian::new(2).unwrap().nan(NanPolicy::Propagate);
    let mut values = Vec::new();
    for x in [1.0, NAN, -NAN, 3.0, 4.0] {
        median.update(x);
        values.push(median.value().unwrap());
    }
    assert!(values[1..4].iter().copied().all(f64::is_nan), "{values:?}");
    assert_eq!((values[0], values[4], median.count(), median.skipped()), (1.0, 3.5, 2, 0));
    let mut window = SortedWindow::new(2).unwrap().nan(NanPolicy::Propagate);
    window.update(f64::INFINITY);
    window.update(NAN);
    for read in [SortedWindow::median, SortedWindow::interquartile_range, SortedWindow::median_absolute_deviation] {
        assert!(f64::is_nan(read(&window).unwrap()));
    }
    assert!(f64::is_nan(window.rank(1.0).unwrap()));
}

#[test]
fn a_nan_is_skipped_or_rejected_as_the_policy_says() {
    let median = after(RollingMedian::new(2).unwrap(), [1.0, 3.0, NAN]);
    assert_eq!((median.value(), median.count(), median.skipped()), (Some(2.0), 2, 1));
    let mut strict = RollingMedian::new(2).unwrap().nan(NanPolicy::Reject);
    strict.update(1.0);
    assert_eq!(strict.try_update(NAN), Err(Refusal::Nan));
    assert_eq!((strict.value(), strict.count(), strict.skipped()), (Some(1.0), 1, 1));
}

#[test]
fn what_makes_no_sense_is_refused_with_its_name_and_value() {
    let refused = |result: Result<RollingQuantile, InvalidParameter>| result.unwrap_err().to_string();
    assert_eq!(refused(RollingQuantile::new(0, 0.5)), "`n` is 0, and must be at least 1");
    assert_eq!(refused(RollingQuantile::new(3, 2.0)), "`q` is 2, and must be between 0 and 1");
    assert_eq!(refused(RollingQuantile::new(3, NAN)), "`q` is NaN, and must be between 0 and 1");
    assert_eq!(SortedWindow::new(3).unwrap().quantile(1.1), None);
    assert_eq!(SortedWindow::new(3).unwrap().median(), None);
}

#[test]
fn a_saved_window_that_cannot_be_is_refused() {
    let mut window = SortedWindow::new(2).unwrap();
    window.update(1.0);
    window.update(2.0);
    let saved = serde_json::to_string(&window).unwrap();
    let restore = |saved: &str| serde_json::from_str::<SortedWindow>(saved).unwrap_err().to_string();
    assert_eq!(restore(&saved.replace("\"n\":2", "\"n\":1")), "2 values were saved for a window of 1");
    assert_eq!(restore(&saved.replace("\"n\":2", "\"n\":0")), "`n` is 0, and must be at least 1");
    assert!(restore(&saved.replace("\"format\":1", "\"format\":2")).contains("format 2"));
}

#[test]
fn a_large_window_that_is_restored_goes_on_as_the_one_that_was_saved() {
    let mut window = after(RollingMedian::new(5_000).unwrap(), uniform().take(12_345));
    let mut restored: RollingMedian = serde_json::from_str(&serde_json::to_string(&window).unwrap()).unwrap();
    for x in uniform().skip(12_345).take(6_000) {
        window.update(x);
        restored.update(x);
        let read = |median: &RollingMedian| (median.value(), median.window().quantile(0.99));
        assert_eq!(read(&window), read(&restored));
    }
}
