//! Periods of time: their bounds in exact arithmetic, and statistics of each.

use crate::exact::rational;
use antiphon::online::*;
use dashu_ratio::Relaxed;
use proptest::prelude::*;
use std::{collections::BTreeMap, time::Duration};

/// Whether a period has the time in it, exactly.
fn has(period: i64, time: f64, origin: f64, span: f64) -> bool {
    let bound = |k: i64| rational(origin) + Relaxed::from(k) * rational(span);
    let time = rational(time);
    bound(period) <= time && time < bound(period + 1)
}

/// Spans that are no binary fractions, and whole ones, of all magnitudes.
fn span() -> impl Strategy<Value = f64> {
    let simple = prop::sample::select(vec![0.1, 0.3, 1.0 / 3.0, 0.7, 1.0, 3.0, 7.0, 60.0, 1e-9, 1e9, 5e-324, 1e300]);
    prop_oneof![simple, any::<f64>().prop_map(f64::abs).prop_filter("a span", |span| span.is_normal())]
}

/// Some representable steps from a number.
fn beside(x: f64, steps: i32) -> f64 {
    (0..steps.abs()).fold(x, |x, _| if steps > 0 { x.next_up() } else { x.next_down() })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_time_at_a_bound_is_never_on_the_wrong_side(
        span in span(),
        k in prop_oneof![-20_i64..20, -(1_i64 << 50)..1 << 50],
        steps in -3..=3,
        origin in prop_oneof![Just(0.0), Just(0.1), -1e9..1e9],
    ) {
        let time = beside(origin + k as f64 * span, steps);
        // With a span that is small beside the origin, the time does not tell.
        if let Some(period) = time.period(origin, span) {
            prop_assert!(has(period, time, origin, span), "{time} is not in {period}");
        } else {
            prop_assert!(!time.is_finite() || (time - origin).abs() / span > 1e15, "{time} is in some period");
        }
    }

    #[test]
    fn any_number_is_in_its_period(time: f64, origin: f64, span in span()) {
        if let Some(period) = time.period(origin, span) {
            prop_assert!(has(period, time, origin, span), "{time} is not in {period}");
        }
    }

    #[test]
    fn integers_are_exact_however_far_away(time: i64, origin: i64, span in 1_u32.., near: bool) {
        let time = if near { origin.saturating_add(time % 1000) } else { time };
        let expected = (i128::from(time) - i128::from(origin)).div_euclid(span.into());
        prop_assert_eq!(time.period(origin, span.into()), i64::try_from(expected).ok());
    }

    #[test]
    fn durations_are_counted_in_nanoseconds(
        seconds in 0..u64::MAX,
        nanos in 0_u32..1_000_000_000,
        tenths in 1_u32..100,
    ) {
        let (time, origin) = (Duration::new(seconds, nanos), Duration::from_secs(1_700_000_000));
        let distance = time.as_nanos().cast_signed() - origin.as_nanos().cast_signed();
        let expected = distance.div_euclid(i128::from(tenths) * 100_000_000);
        prop_assert_eq!(time.period(origin, f64::from(tenths) / 10.0), i64::try_from(expected).ok());
    }

    #[test]
    fn values_are_grouped_as_by_a_table(
        steps in prop::collection::vec((-4_i64..8, -9.0..9.0), 0..60),
        span in 1_u8..6,
        origin in -9_i64..9,
    ) {
        let mut tumbling = TumblingInTime::new(span.into(), origin, (Sum::new(), Last::new())).unwrap();
        let period = |time: i64| (time - origin).div_euclid(span.into());
        let mut table = BTreeMap::<i64, Vec<f64>>::new();
        let (mut seen, mut time, mut late) = (BTreeMap::new(), 0, 0);
        for (step, x) in steps {
            time += step;
            if table.last_key_value().is_some_and(|(latest, _)| period(time) < *latest) {
                late += 1;
                prop_assert_eq!(tumbling.try_update((time, x)), Err(Refusal::Late));
                continue;
            }
            table.entry(period(time)).or_default().push(x);
            prop_assert_eq!(tumbling.try_update((time, x)), Ok(()));
            prop_assert_eq!(tumbling.current(), Some(period(time)));
            let of = |values: &Vec<f64>| (Some(values.iter().sum::<f64>()), values.last().copied());
            let near = |one: Option<f64>, other: Option<f64>| (one.unwrap() - other.unwrap()).abs() < 1e-12;
            let (found, expected) = (tumbling.value(), table.get(&(period(time) - 1)).map(of));
            prop_assert_eq!(found.is_some(), expected.is_some());
            if let (Some((sum, last)), Some((its_sum, its_last))) = (found, expected) {
                prop_assert!(near(sum, its_sum) && last == its_last);
            }
            seen.extend(tumbling.last_block().map(|(period, (_, last))| (period, last.value())));
        }
        prop_assert_eq!(tumbling.skipped(), late);
        table.pop_last();
        let lasts: BTreeMap<_, _> = table.into_iter().map(|(k, values)| (k, values.last().copied())).collect();
        prop_assert_eq!(seen, lasts, "each period with values is seen once it is complete");
    }
}

#[test]
fn what_is_no_time_is_in_no_period() {
    for time in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e300] {
        assert_eq!(time.period(0.0, 1.0), None);
        assert_eq!(0.0.period(time, 1.0), None);
    }
    for span in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        assert_eq!((1.0.period(0.0, span), 1_i64.period(0, span)), (None, None));
        assert_eq!(Duration::ZERO.period(Duration::ZERO, span), None);
    }
    assert_eq!((f64::MAX.period(-f64::MAX, 1e300), (-1e-300).period(0.0, 1e300)), (None, Some(-1)));
    assert_eq!((u64::MAX.period(0, 0.5), u64::MAX.period(0, 2.0)), (None, Some(i64::MAX)));
    assert_eq!((i64::MIN.period(0, 1.0), i64::MIN.period(i64::MAX, 1e300)), (Some(i64::MIN), Some(-1)));
    assert_eq!((0_i64.period(0, 5e-324), 1_i64.period(0, 5e-324)), (Some(0), None));
    assert_eq!(Duration::MAX.period(Duration::ZERO, f64::MAX), Some(0));
}

#[test]
fn nanoseconds_since_1970_keep_their_last_digit() {
    let midnight = 1_700_006_400_000_000_000_i64;
    assert_eq!((midnight - 1).period(0, 86_400e9), Some(19_675));
    assert_eq!(midnight.period(0, 86_400e9), Some(19_676));
}

#[test]
fn an_instant_is_in_a_period_too() {
    let start = std::time::Instant::now();
    let periods = [0, 99, 100, 300].map(|ms| (start + Duration::from_millis(ms)).period(start, 0.1));
    assert_eq!(periods, [Some(0), Some(0), Some(1), Some(3)]);
    assert_eq!(start.period(start + Duration::from_nanos(1), 0.1), Some(-1));
}

#[test]
fn a_period_is_complete_once_a_later_one_begins() {
    let mut sum = TumblingInTime::new(10.0, 5.0, Sum::new()).unwrap();
    assert_eq!((sum.value(), sum.period(), sum.current(), sum.blocks()), (None, None, None, 0));
    for (time, x) in [(-1.0, 1.0), (4.9, 2.0), (-5.0, 4.0)] {
        assert_eq!(sum.try_update((time, x)), Ok(()), "order does not matter within a period");
    }
    assert_eq!((sum.value(), sum.block().value(), sum.current()), (None, Some(7.0), Some(-1)));
    sum.update((5.0, 8.0));
    assert_eq!((sum.value(), sum.period(), sum.blocks()), (Some(7.0), Some(-1), 1));
    assert_eq!(sum.try_update((4.9, 1.0)), Err(Refusal::Late));
    assert_eq!((sum.count(), sum.skipped()), (4, 1));
}

#[test]
fn a_period_without_values_has_no_value() {
    let mut count = TumblingInTime::new(1.0, 0_u64, Count::new()).unwrap();
    count.update((0, ()));
    count.update((0, ()));
    count.update((5, ()));
    assert_eq!((count.value(), count.period(), count.blocks()), (None, Some(4), 5));
    assert_eq!(count.last_block().map(|(period, count)| (period, count.value())), Some((0, Some(2))));
    count.advance(6);
    assert_eq!((count.value(), count.period(), count.blocks()), (Some(1), Some(5), 6));
    count.advance(3);
    assert_eq!((count.value(), count.period()), (Some(1), Some(5)), "time does not go back");
}

#[test]
fn what_is_skipped_begins_no_period() {
    let mut distinct = TumblingInTime::new(10.0, 0.0, Distinct::<u8>::new(1).unwrap()).unwrap();
    distinct.update((1.0, 7));
    assert_eq!(distinct.try_update((2.0, 8)), Err(Refusal::Full));
    assert_eq!(distinct.try_update((12.0, 8)), Ok(()), "a new period has room");
    let mut mean = TumblingInTime::new(10.0, 0.0, Mean::new()).unwrap();
    for (time, x) in [(1.0, 1.0), (25.0, f64::NAN), (2.0, 3.0)] {
        assert_eq!(mean.try_update((time, x)), Ok(()));
    }
    assert_eq!((mean.block().value(), mean.count(), mean.skipped()), (Some(2.0), 2, 1));
}

#[test]
fn advancing_says_which_period_is_the_first() {
    let mut mean = TumblingInTime::new(0.1, Duration::ZERO, Mean::new()).unwrap();
    mean.advance(Duration::from_millis(300));
    assert_eq!((mean.current(), mean.blocks()), (Some(3), 0));
    assert_eq!(mean.try_update((Duration::from_millis(299), 1.0)), Err(Refusal::Late));
    assert_eq!(mean.try_update((Duration::from_millis(300), 1.0)), Ok(()));
}

#[test]
fn nonsense_is_refused_and_nothing_overflows() {
    for span in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        assert_eq!(TumblingInTime::new(span, 0.0, Mean::new()).unwrap_err().parameter, "span");
    }
    for origin in [f64::NAN, f64::INFINITY] {
        let error = TumblingInTime::new(1.0, origin, Mean::new()).unwrap_err();
        assert_eq!(error.to_string(), "`origin` is NaN, and must be a time");
    }
    let mut mean = TumblingInTime::new(1.0, 0_i64, Mean::new()).unwrap();
    mean.update((i64::MIN, 1.0));
    mean.update((i64::MAX, 2.0));
    mean.advance(i64::MIN);
    assert_eq!((mean.value(), mean.period(), mean.blocks()), (None, Some(i64::MAX - 1), u64::MAX));
    for time in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let mut mean = TumblingInTime::new(1.0, 0.0, Mean::new()).unwrap();
        mean.advance(time);
        assert_eq!(mean.try_update((time, 1.0)), Err(Refusal::Late));
        assert_eq!((mean.current(), mean.skipped()), (None, 1));
    }
}
