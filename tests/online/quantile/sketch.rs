//! Sketches: their error bounds, whole, merged, saved and restored.

use super::{after, naive, uniform};
use antiphon::{Generator, online::*};
use serde::{Serialize, de::DeserializeOwned};
use std::{collections::HashMap, fmt::Debug};

const QUANTILES: [f64; 7] = [0.0, 0.01, 0.25, 0.5, 0.9, 0.99, 1.0];

/// A sketch of all values, of those in three parts that are merged, and one saved in the middle.
fn ways<S>(empty: &S, values: &[S::Input]) -> Vec<S>
where
    S: Merge<Output: Debug> + Debug + Send + Serialize + DeserializeOwned,
{
    let of = |values: &[S::Input]| after(empty.clone(), values.iter().cloned());
    let (first, others) = values.split_at(values.len() / 3);
    let (second, third) = others.split_at(others.len() / 5);
    let mut left = of(first);
    left.merge(&of(second));
    left.merge(&of(third));
    let mut right = of(second);
    right.merge(&of(third));
    let mut all = of(first);
    all.merge(&right);
    let text = serde_json::to_string(&of(first)).unwrap();
    let restored = after(serde_json::from_str::<S>(&text).unwrap(), others.iter().cloned());
    let error = serde_json::from_str::<S>(&text.replacen("\"format\":1", "\"format\":7", 1)).unwrap_err();
    assert!(error.to_string().contains("format 7"), "{error}");
    let sent = empty.clone().generator().send_all(values.iter().cloned()).unwrap().unwrap();
    vec![of(values), left, all, restored, sent]
}

/// What holds of every sketch whatever its error.
fn hold<S>(empty: &S, values: &[S::Input])
where
    S: Merge<Output: Debug> + Debug + Send + Serialize + DeserializeOwned,
{
    let show = |sketch: &S| format!("{sketch:?} {:?}", sketch.value());
    let full = after(empty.clone(), values.iter().cloned());
    assert_eq!(full.count(), values.len() as u64);
    assert!(empty.value().is_none(), "there is no value before there is data");
    let mut before = full.clone();
    before.merge(empty);
    assert_eq!(show(&before), show(&full), "merging with an empty one changes nothing");
    let mut empty_first = empty.clone();
    empty_first.merge(&full);
    assert_eq!(show(&empty_first), show(&full), "merging into an empty one copies");
    let restored: S = serde_json::from_str(&serde_json::to_string(&full).unwrap()).unwrap();
    assert_eq!(show(&restored), show(&full), "what is restored is what was saved");
    let restored: S = serde_json::from_str(&serde_json::to_string(empty).unwrap()).unwrap();
    assert_eq!(show(&restored), show(empty), "an empty one too");
    let _ = full.peek(values[0].clone());
    let mut reset = full.clone();
    reset.reset();
    assert_eq!(show(&reset), show(empty), "reset equals new");
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is positive, and small")]
fn whole(x: f64) -> u64 {
    x as u64
}

fn exponential(n: usize) -> Vec<f64> {
    uniform().take(n).map(|x| -x.ln()).collect()
}

#[test]
fn a_kll_sketch_has_ranks_within_its_error() {
    let values = exponential(50_000);
    let empty = Kll::new(200, 0.5).unwrap();
    assert!((empty.rank_error() - 0.0133).abs() < 1e-4, "the documented error");
    hold(&empty, &values);
    let mut missed = 0;
    for sketch in ways(&empty, &values) {
        assert_eq!((sketch.count(), sketch.value()), (50_000, sketch.quantile(0.5)));
        for q in QUANTILES {
            let found = sketch.quantile(q).unwrap();
            let rank = values.iter().filter(|x| **x <= found).count() as f64 / values.len() as f64;
            // One of 100 may be off by more, but none by far.
            assert!((rank - q).abs() < 3.0 * sketch.rank_error(), "{rank} is not {q}");
            missed += usize::from((rank - q).abs() > sketch.rank_error());
            assert!((sketch.rank(found).unwrap() - q).abs() < 3.0 * sketch.rank_error());
        }
    }
    assert!(missed <= 3, "{missed} of 35 ranks were off by more than the error");
}

#[test]
fn a_kll_sketch_of_few_values_is_exact_and_takes_infinities() {
    let values = [3.0, f64::INFINITY, -1.0, f64::NAN, 2.0, f64::NEG_INFINITY];
    let sketch = after(Kll::new(200, 0.5).unwrap(), values);
    assert_eq!((sketch.value(), sketch.count(), sketch.skipped()), (Some(2.0), 5, 1));
    assert_eq!((sketch.quantile(0.0), sketch.quantile(1.0)), (Some(f64::NEG_INFINITY), Some(f64::INFINITY)));
    assert_eq!((sketch.quantile(1.1), sketch.rank(f64::NAN)), (None, None));
}

#[test]
fn a_dd_sketch_is_within_its_relative_error_at_every_scale() {
    let scales = [1.0, -1.0, 1e300, -1e-300, 1e9];
    let values: Vec<f64> = exponential(5_000).iter().zip(scales.iter().cycle()).map(|(x, scale)| x * scale).collect();
    let mut sorted = values.clone();
    sorted.sort_by(f64::total_cmp);
    for alpha in [0.02, 0.3] {
        let empty = DdSketch::new(alpha, 0.9).unwrap();
        hold(&empty, &values);
        for sketch in ways(&empty, &values) {
            for (i, exact) in sorted.iter().enumerate().step_by(997) {
                // In the middle of a rank, so that rounding cannot change it.
                let q = ((i as f64 + 0.5) / (sorted.len() - 1) as f64).min(1.0);
                let found = sketch.quantile(q).unwrap();
                assert!((found - exact).abs() <= alpha * exact.abs() * (1.0 + 1e-9), "{found} is not {exact}, {alpha}");
            }
            assert_eq!(sketch.quantile(0.0), naive::quantile(&values, 0.0));
            assert_eq!(sketch.quantile(1.0), naive::quantile(&values, 1.0));
        }
    }
}

#[test]
fn a_dd_sketch_takes_the_largest_and_smallest_numbers_and_refuses_infinities() {
    let values = [f64::MAX, f64::MIN, f64::MIN_POSITIVE, 5e-324, 0.0, -0.0, f64::NAN];
    let mut sketch = after(DdSketch::new(0.01, 0.5).unwrap(), values);
    assert_eq!((sketch.value(), sketch.count(), sketch.skipped()), (Some(0.0), 6, 1));
    assert_eq!(sketch.try_update(f64::INFINITY), Err(Refusal::Infinite));
    assert_eq!((sketch.quantile(0.0), sketch.quantile(1.0)), (Some(f64::MIN), Some(f64::MAX)));
    let other = after(DdSketch::new(0.02, 0.5).unwrap(), [1.0, 2.0]);
    sketch.merge(&other);
    assert_eq!((sketch.count(), sketch.skipped()), (6, 4), "one of another alpha is counted, and not merged");
}

#[test]
fn an_hdr_histogram_is_right_to_its_digits() {
    let values: Vec<u64> = uniform().take(5_000).map(|x| whole(1.0 / x) * 1_000).collect();
    let mut sorted = values.clone();
    sorted.sort_unstable();
    for digits in [1, 3] {
        let empty = HdrHistogram::new(digits, 0.99).unwrap();
        hold(&empty, &values);
        for sketch in ways(&empty, &values) {
            for q in QUANTILES {
                let rank = usize::try_from(whole((q * sorted.len() as f64).ceil().max(1.0))).unwrap() - 1;
                let (found, exact) = (sketch.quantile(q).unwrap() as f64, sorted[rank] as f64);
                let error = 10_f64.powi(-i32::from(digits));
                assert!((found - exact).abs() <= error * exact, "{found} is not {exact} to {digits} digits");
            }
        }
    }
}

#[test]
fn an_hdr_histogram_takes_every_whole_number() {
    let sketch = after(HdrHistogram::new(2, 1.0).unwrap(), [0, 1, u64::MAX]);
    assert_eq!((sketch.quantile(0.0), sketch.count()), (Some(0), 3));
    assert!(sketch.value().unwrap() > u64::MAX / 100 * 99);
    hold(&HdrHistogram::new(2, 1.0).unwrap(), &[0, 1, u64::MAX]);
}

#[test]
fn a_hyper_log_log_counts_different_values_within_its_error() {
    for (different, precision, error) in [(100, 12, 1e-4), (100_000, 12, 0.016 * 3.0), (50_000, 8, 0.065 * 3.0)] {
        let values: Vec<u64> = (0..200_000).map(|i| i * 7_919 % different).collect();
        let empty = HyperLogLog::<u64>::new(precision).unwrap();
        hold(&empty, &values);
        for sketch in ways(&empty, &values) {
            let (found, exact) = (sketch.value().unwrap(), different as f64);
            assert!((found / exact - 1.0).abs() < error, "{found} is not {exact}");
            let (least, most) = sketch.bounds();
            assert!(least <= found && found <= most && sketch.count() == 200_000);
        }
    }
}

#[test]
fn frequent_items_are_bounded_and_none_is_missing() {
    // Item i comes about 1/i times as often as the first.
    let values: Vec<u64> = uniform().take(20_000).map(|x| whole(1_000_f64.powf(x))).collect();
    let mut exact = HashMap::<u64, u64>::new();
    for x in &values {
        *exact.entry(*x).or_default() += 1;
    }
    for size in [32, 64, 2048] {
        let empty = FrequentItems::<u64>::new(size).unwrap();
        for sketch in ways(&empty, &values) {
            assert!(sketch.error() as f64 <= 3.5 / size as f64 * values.len() as f64);
            let frequent = sketch.value().unwrap();
            for Frequent { item, at_least, at_most } in &frequent {
                assert!((*at_least..=*at_most).contains(&exact[item]), "{item}: {at_least} to {at_most}");
                assert_eq!(sketch.bounds(item), (*at_least, *at_most));
            }
            for (item, count) in exact.iter().filter(|(_, count)| **count > sketch.error()) {
                assert!(frequent.iter().any(|frequent| frequent.item == *item), "{item} came {count} times");
            }
            assert!(frequent.is_sorted_by(|one, next| one.at_most >= next.at_most));
        }
    }
    let few: Vec<u64> = values.iter().map(|x| x % 7).collect();
    hold_exactly(&few);
}

/// As long as there are few, nothing is estimated.
fn hold_exactly(values: &[u64]) {
    let sketch = after(FrequentItems::<u64>::new(64).unwrap(), values.iter().copied());
    assert_eq!((sketch.error(), sketch.count()), (0, values.len() as u64));
    for Frequent { item, at_least, at_most } in sketch.value().unwrap() {
        let count = values.iter().filter(|x| **x == item).count() as u64;
        assert_eq!((at_least, at_most), (count, count));
    }
}

#[test]
fn parameters_that_make_no_sense_are_refused_with_their_name_and_value() {
    let refused = [
        (Kll::new(7, 0.5).err(), "`k` is 7, and must be at least 8"),
        (Kll::new(8, -1.0).err(), "`q` is -1, and must be between 0 and 1"),
        (DdSketch::new(0.0, 0.5).err(), "`alpha` is 0, and must be at least 0.0001 and less than 1"),
        (DdSketch::new(f64::NAN, 0.5).err(), "`alpha` is NaN, and must be at least 0.0001 and less than 1"),
        (DdSketch::new(0.1, f64::NAN).err(), "`q` is NaN, and must be between 0 and 1"),
        (HdrHistogram::new(0, 0.5).err(), "`digits` is 0, and must be between 1 and 5"),
        (HdrHistogram::new(6, 0.5).err(), "`digits` is 6, and must be between 1 and 5"),
        (HyperLogLog::<u8>::new(3).err(), "`precision` is 3, and must be between 4 and 21"),
        (
            FrequentItems::<u8>::new(20).err(),
            "`size` is 20, and must be a power of two that is at least 8, and at most 2^31",
        ),
    ];
    for (error, message) in refused {
        assert_eq!(error.unwrap().to_string(), message);
    }
}
