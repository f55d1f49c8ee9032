//! Windows of time, and rates.

use antiphon::online::*;
use std::time::Duration;

#[test]
fn a_window_of_time_is_open_on_the_left() {
    let mut count = Recent::new(10.0, 0.0, Count::new()).unwrap();
    let counts = [0_u64, 5, 9, 10, 10, 15].map(|time| {
        count.update((time, ()));
        count.count()
    });
    assert_eq!(counts, [1, 2, 3, 3, 4, 4]);
}

#[test]
fn a_timestamp_may_be_late_by_the_lateness_and_no_more() {
    let mut last = Recent::new(10.0, 2.0, (First::new(), Last::new())).unwrap();
    for (time, x) in [(0_u64, 1.0), (4, 4.0), (2, 2.0)] {
        assert_eq!(last.try_update((time, x)), Ok(()));
    }
    assert_eq!(last.value(), Some((Some(1.0), Some(4.0))), "the late one stands in the order of time");
    assert_eq!(last.try_update((1, 9.0)), Err(Refusal::Late));
    assert_eq!((last.count(), last.skipped()), (3, 1));
    last.update((11, 11.0));
    assert_eq!(last.value(), Some((Some(2.0), Some(11.0))), "it leaves in the order of time");
}

#[test]
fn time_goes_on_without_values() {
    let mut sum = Recent::new(1.0, 0.0, Sum::new()).unwrap();
    sum.update((Duration::from_millis(100), 1e300));
    sum.update((Duration::from_millis(600), 2.0));
    sum.advance(Duration::from_millis(1100));
    assert_eq!(sum.value(), Some(2.0));
    sum.advance(Duration::from_secs(9));
    assert_eq!(sum.value(), None);
}

#[test]
fn what_is_no_time_is_refused() {
    let mut recent = Recent::new(1.0, 0.0, Sum::new()).unwrap();
    assert_eq!(recent.try_update((f64::NAN, 1.0)), Err(Refusal::Late));
    let mut mean = EwMeanInTime::new(1.0).unwrap();
    assert_eq!(mean.try_update((f64::NAN, 1.0)), Err(Refusal::Late));
    mean.update((5.0, 1.0));
    assert_eq!(mean.try_update((4.0, 1.0)), Err(Refusal::Late));
}

/// Of samples each 15 s from 10 to 70, of which the third is a reset: it rose by 20, 5, 30 and 30.
fn samples() -> CounterRate<f64> {
    let mut rate = CounterRate::new();
    for sample in [(10.0, 100.0), (25.0, 120.0), (40.0, 5.0), (55.0, 35.0), (70.0, 65.0)] {
        rate.update(sample);
    }
    rate
}

#[test]
fn a_rate_is_extrapolated_by_prometheus_rules() {
    let rate = samples();
    assert_eq!(rate.increase(), Some(85.0));
    // To both ends, which are less than 1.1 intervals away.
    assert_eq!(rate.extrapolated(0.0, 80.0), Some(85.0 * (80.0 / 60.0) / 80.0));
    // By half an interval to the end that is farther.
    assert_eq!(rate.extrapolated(0.0, 100.0), Some(85.0 * (77.5 / 60.0) / 100.0));
    let mut young = CounterRate::new();
    young.update((10.0, 1.0));
    young.update((20.0, 11.0));
    // The counter was zero one second before the first sample.
    assert_eq!(young.extrapolated(5.0, 20.0), Some(10.0 * (11.0 / 10.0) / 15.0));
}
