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

/// Whether the value is NaN after each update.
fn nan_after_each<S: Statistic<Output = f64>>(statistic: &mut S, xs: impl IntoIterator<Item = S::Input>) -> Vec<bool> {
    let after = |x| {
        statistic.update(x);
        statistic.value().is_some_and(f64::is_nan)
    };
    xs.into_iter().map(after).collect()
}

#[test]
fn a_nan_leaves_with_the_window_that_was_told() {
    let mut last = LastN::new(2, Mean::new()).unwrap().nan(NanPolicy::Propagate);
    assert_eq!(nan_after_each(&mut last, [1.0, NAN, 3.0, 4.0]), [false, true, true, false]);
    let mut recent = Recent::new(10.0, 5.0, Mean::new()).unwrap().nan(NanPolicy::Propagate);
    let stamped = [(0_u64, 1.0), (5, NAN), (9, 2.0), (7, 2.0), (14, 3.0), (15, 4.0)];
    assert_eq!(nan_after_each(&mut recent, stamped), [false, true, true, true, true, false]);
}

#[test]
fn a_nan_is_of_its_block_alone() {
    let mut tumbling = Tumbling::new(2, Mean::new()).unwrap().nan(NanPolicy::Propagate);
    let after = nan_after_each(&mut tumbling, [1.0, NAN, 3.0, 4.0, 5.0, 6.0]);
    assert_eq!(after, [false, true, true, false, false, false]);
    let mut hourly = TumblingInTime::new(10.0, 0.0, Mean::new()).unwrap().nan(NanPolicy::Propagate);
    let stamped = [(1.0, NAN), (2.0, 1.0), (10.0, 2.0), (20.0, 3.0), (50.0, 4.0)];
    assert_eq!(nan_after_each(&mut hourly, stamped), [false, false, true, false, false]);
}

#[test]
fn a_nan_is_of_its_key_alone() {
    let mut keyed = Keyed::new(Mean::new()).nan(NanPolicy::Propagate);
    let after = nan_after_each(&mut keyed, [("a", 1.0), ("b", NAN), ("a", 2.0), ("b", 3.0)]);
    assert_eq!(after, [false, true, false, true]);
    keyed.remove(&"b");
    assert_eq!(nan_after_each(&mut keyed, [("b", 3.0), ("a", 3.0)]), [false, false]);
    let mut rolling = Keyed::new(LastN::new(2, Mean::new()).unwrap().nan(NanPolicy::Propagate));
    let after = nan_after_each(&mut rolling, [("a", NAN), ("b", 1.0), ("a", 2.0), ("a", 3.0)]);
    assert_eq!(after, [true, false, true, false]);
}

#[test]
fn a_nan_waits_for_its_turn_in_a_lag() {
    let mut mean = Lagged::new(1, Mean::new()).unwrap().nan(NanPolicy::Propagate);
    assert_eq!(nan_after_each(&mut mean, [1.0, NAN, 3.0, 4.0]), [false, false, true, true]);
    let last = LastN::new(1, Last::new()).unwrap().nan(NanPolicy::Propagate);
    let mut lag = Lagged::new(1, last).unwrap();
    assert_eq!(nan_after_each(&mut lag, [1.0, NAN, 3.0, 4.0]), [false, false, true, false]);
}

#[test]
fn around_anything_else_a_nan_stays_until_a_reset() {
    let xs = [1.0, NAN, 3.0, 4.0];
    let mut differences = Differenced::new(LastN::new(1, Last::new()).unwrap()).nan(NanPolicy::Propagate);
    assert_eq!(nan_after_each(&mut differences, xs), [false, true, true, true]);
    let scaled = Scaled::new(1.0, 2.0, LastN::new(1, Last::new()).unwrap()).unwrap();
    let mut scaled = scaled.nan(NanPolicy::Propagate);
    assert_eq!(nan_after_each(&mut scaled, xs), [false, true, true, true]);
    scaled.reset();
    assert_eq!(nan_after_each(&mut scaled, [5.0]), [false]);
    let mut around_differences = LastN::new(2, Differenced::new(Last::new())).unwrap().nan(NanPolicy::Propagate);
    assert_eq!(nan_after_each(&mut around_differences, xs), [false, true, true, false]);
    let mut around_scaled =
        LastN::new(2, Scaled::new(1.0, 2.0, Mean::new()).unwrap()).unwrap().nan(NanPolicy::Propagate);
    assert_eq!(nan_after_each(&mut around_scaled, xs), [false, true, true, false]);
    let mut quiet = Cusum::new(0.0, 1.0).unwrap().refractory(3).nan(NanPolicy::Propagate);
    for x in xs {
        quiet.update(x);
    }
    assert!(quiet.value().unwrap().is_nan());
}

#[test]
fn a_window_that_is_told_begins_anew_and_keeps_its_parameters() {
    let mut last = LastN::new(2, Mean::new()).unwrap();
    last.update(8.0);
    let mut last = last.nan(NanPolicy::Reject);
    assert_eq!((last.n(), last.count(), last.value()), (2, 0, None));
    assert_eq!(last.try_update(NAN), Err(Refusal::Nan));
    let mut periods = TumblingInTime::new(10.0, 5_i64, Mean::new()).unwrap();
    periods.update((50, 1.0));
    let mut periods = periods.nan(NanPolicy::Reject);
    assert_eq!((periods.current(), periods.try_update((4, NAN))), (None, Err(Refusal::Nan)));
    periods.update((4, 1.0));
    assert_eq!((periods.current(), periods.count(), periods.skipped()), (Some(-1), 1, 1));
    let mut tumbling = Tumbling::new(2, Mean::new()).unwrap();
    tumbling.update(8.0);
    assert_eq!(tumbling.nan(NanPolicy::Reject).count(), 0);
    let mut lag = Lagged::new(2, Mean::new()).unwrap();
    lag.update(8.0);
    assert_eq!(lag.nan(NanPolicy::Reject).count(), 0);
    let mut recent = Recent::new(2.0, 1.0, Mean::new()).unwrap();
    recent.update((8.0, 1.0));
    let mut recent = recent.nan(NanPolicy::Skip);
    recent.update((0.0, 3.0));
    assert_eq!(recent.value(), Some(3.0), "no time has passed");
}
