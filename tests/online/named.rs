//! Sets of statistics by name: what tuples do, with names.

use antiphon::{Generator, online::*};
use proptest::prelude::*;

statistics! {
    /// Two that take the same.
    #[derive(Debug, Clone, Default, serde::Serialize, serde::Deserialize)]
    pub(crate) struct MeanAndMax of f64 => MeanAndMaxSoFar {
        mean: Mean,
        max: Max,
    }
}

statistics! {
    /// Three of which each takes something else.
    #[derive(Debug, Clone)]
    struct Choosy of f64 => ChoosySoFar {
        growth: GeometricMean,
        faded: EwMean,
        strict: Guarded<GeometricMean>,
    }
}

fn choosy() -> (GeometricMean, EwMean, Guarded<GeometricMean>) {
    let faded = EwMean::new(Decay::alpha(0.5).unwrap());
    (GeometricMean::new(), faded, GeometricMean::new().nan(NanPolicy::Reject))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_set_takes_skips_and_refuses_what_a_tuple_does(
        xs in prop::collection::vec(prop_oneof![Just(f64::NAN), Just(f64::INFINITY), Just(f64::NEG_INFINITY), -2.0..3.0], 0..30),
    ) {
        let mut tuple = choosy();
        let (growth, faded, strict) = choosy();
        let mut set = Choosy { growth, faded, strict };
        for x in xs {
            prop_assert_eq!(set.admits(&x), tuple.admits(&x));
            prop_assert_eq!(set.try_update(x), tuple.try_update(x));
            prop_assert_eq!((set.count(), set.skipped()), (tuple.count(), tuple.skipped()));
            let (found, expected) = (set.value().unwrap(), tuple.value().unwrap());
            prop_assert_eq!((found.growth, found.faded, found.strict), expected);
        }
    }
}

#[test]
fn a_set_stands_wherever_a_statistic_does() {
    let means = |answers: Vec<Option<MeanAndMaxSoFar>>| -> Vec<_> {
        answers.into_iter().map(|answer| answer.and_then(|answer| answer.mean)).collect()
    };
    let set = MeanAndMax::default;
    let mut rolling = LastN::new(2, set()).unwrap().generator();
    let answers = [1.0, 3.0, 7.0].map(|x| rolling.send(x).unwrap());
    assert_eq!(means(answers.to_vec()), [Some(1.0), Some(2.0), Some(5.0)]);
    let mut keyed = Keyed::new(set()).generator();
    let answers = [("a", 1.0), ("b", 3.0), ("a", 7.0)].map(|x| keyed.send(x).unwrap());
    assert_eq!(means(answers.to_vec()), [Some(1.0), Some(3.0), Some(4.0)]);
    let mut hourly = TumblingInTime::new(3600.0, 0_u64, set()).unwrap().generator();
    let answers = [(5, 1.0), (9, 3.0), (4000, 7.0)].map(|x| hourly.send(x).unwrap());
    assert_eq!(means(answers.to_vec()), [None, None, Some(2.0)]);
    let mut together = (set(), Tumbling::new(1, set()).unwrap());
    together.update(4.0);
    assert_eq!(together.value().unwrap().1.unwrap().max, Some(4.0));
}

#[test]
fn the_answers_are_nan_where_one_of_them_is() {
    let mut rolling = LastN::new(1, MeanAndMax::default().nan(NanPolicy::Propagate)).unwrap();
    rolling.update(f64::NAN);
    assert!(rolling.value().unwrap().is_nan());
    rolling.update(2.0);
    assert_eq!(rolling.value(), Some(MeanAndMaxSoFar { mean: Some(2.0), max: Some(2.0) }));
    assert!(MeanAndMaxSoFar { mean: None, max: Some(f64::NAN) }.is_nan());
}

#[test]
fn a_set_in_a_window_is_saved_and_restored() {
    let mut rolling = LastN::new(3, MeanAndMax::default()).unwrap();
    for x in [0.1, 1e300, 0.2, 0.3, 0.7] {
        rolling.update(x);
    }
    let saved = serde_json::to_string(&rolling).unwrap();
    let mut restored: LastN<MeanAndMax> = serde_json::from_str(&saved).unwrap();
    rolling.update(0.4);
    restored.update(0.4);
    assert_eq!(format!("{restored:?}"), format!("{rolling:?}"));
}
