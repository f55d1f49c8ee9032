//! One policy for NaN, for every statistic, window, key and tuple.

use antiphon::online::*;

const NAN: f64 = f64::NAN;

#[test]
fn a_nan_that_is_skipped_takes_no_place_and_is_counted() {
    let mut mean = LastN::new(2, Mean::new()).unwrap();
    for x in [1.0, 3.0, NAN, NAN] {
        mean.update(x);
    }
    assert_eq!((mean.value(), mean.count(), mean.skipped()), (Some(2.0), 2, 2));
}

#[test]
fn a_nan_that_is_propagated_stays_until_it_leaves() {
    let inner = (Mean::new(), Max::new()).nan(NanPolicy::Propagate);
    let mut both = LastN::new(2, inner).unwrap();
    let mut nan = Vec::new();
    for x in [1.0, NAN, 3.0, 4.0] {
        both.update(x);
        nan.push(both.value().unwrap().is_nan());
    }
    assert_eq!(nan, [false, true, true, false]);
    assert_eq!((both.value(), both.count()), (Some((Some(3.5), Some(4.0))), 2));
}

#[test]
fn a_nan_that_is_rejected_says_so_and_changes_nothing() {
    let mut mean = LastN::new(2, Mean::new().nan(NanPolicy::Reject)).unwrap();
    mean.update(1.0);
    assert_eq!(mean.try_update(NAN), Err(Refusal::Nan));
    mean.update(NAN);
    assert_eq!((mean.value(), mean.count(), mean.skipped()), (Some(1.0), 1, 2));
    let mut keyed = Keyed::new(Mean::new().nan(NanPolicy::Reject));
    assert_eq!(keyed.try_update(("a", NAN)), Err(Refusal::Nan));
    assert_eq!(keyed.iter().count(), 0, "a key begins with a value that is taken");
    let mut pairs = Covariance::new().nan(NanPolicy::Reject);
    assert_eq!(pairs.try_update((1.0, NAN)), Err(Refusal::Nan));
}

#[test]
fn an_output_that_cannot_be_nan_is_none_while_one_is_propagated() {
    let mut least = LastN::new(2, ArgMin::new().nan(NanPolicy::Propagate)).unwrap();
    least.update(5.0);
    least.update(NAN);
    assert_eq!(least.value(), None);
    least.update(1.0);
    least.update(2.0);
    assert_eq!(least.value(), Some(0));
}

#[test]
fn policies_merge() {
    let of = |x: f64| {
        let mut mean = Mean::new().nan(NanPolicy::Propagate);
        mean.update(x);
        mean
    };
    let mut both = of(1.0);
    both.merge(&of(NAN));
    assert!(both.value().unwrap().is_nan());
    assert_eq!(both.inner().value(), Some(1.0));
}
