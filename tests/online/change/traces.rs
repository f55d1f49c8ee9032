//! Values that are published, or computed by hand.

use super::alarms;
use crate::data;
use antiphon::online::*;

/// NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.4: the target is 50, the deviation 2.0539.
const NIST: [f64; 20] = [
    52.0, 47.0, 53.0, 49.3, 50.1, 47.0, 51.0, 50.1, 51.2, 50.5, 49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6,
    52.1,
];

#[test]
fn the_worked_chart_of_nist_comes_out_to_its_digits_and_limits() {
    let Some(table) = data::read("reference/charts_kalman.tsv") else { return };
    let line = table.lines().find(|line| line.starts_with("NIST EWMA")).unwrap();
    let cells: Vec<&str> = line.split('\t').collect();
    let expected: Vec<f64> = serde_json::from_str(cells[1]).unwrap();
    let chart = EwmaChart::new(50.0, 2.0539).and_then(|it| it.with_lambda(0.3)).and_then(|it| it.with_limit(3.0));
    let mut chart = chart.unwrap();
    let averages: Vec<f64> = NIST
        .iter()
        .map(|x| {
            chart.update(*x);
            (chart.average() * 100.0).round() / 100.0
        })
        .collect();
    assert_eq!(averages, expected);
    let (lower, upper) = chart.control_limits();
    assert!((upper - cells[3].parse::<f64>().unwrap()).abs() < 1e-12, "{upper}");
    assert!((lower - cells[5].parse::<f64>().unwrap()).abs() < 1e-12, "{lower}");
    chart.reset();
    assert_eq!(alarms(&mut chart, NIST), [], "the process is in control");
}

#[test]
fn the_sums_of_a_chart_are_those_by_hand_and_each_side_begins_again_alone() {
    let chart = Cusum::new(10.0, 2.0).and_then(|it| it.with_threshold(3.0)).unwrap();
    let mut chart = chart;
    let mut sums = Vec::new();
    for x in [13.0, 8.0, 17.0, 16.0, 3.0, 10.0] {
        chart.update(x);
        sums.push(chart.sums());
    }
    // z is 1.5, -1, 3.5, 3, -3.5, 0.
    assert_eq!(sums, [(1.0, 0.0), (0.0, 0.5), (3.0, 0.0), (5.5, 0.0), (0.0, 3.0), (0.0, 2.5)]);
}

#[test]
fn tails_are_right_far_beyond_the_smallest_number() {
    // Deviations from the mean, and the decimal logarithm of the probability: erfc(z / sqrt 2) to 40 digits.
    for (z, expected) in TAILS {
        // A window of mean 0 and sample deviation 1.
        let mut tail = GaussianTail::new(3, 1, 0.5).unwrap();
        for x in [-1.0, 0.0, 1.0, z] {
            tail.update(x);
        }
        let found = tail.value().unwrap().score;
        assert!((found - expected).abs() < 2e-5, "{found} is not {expected} at {z}");
        assert!(z > 36.0 || (found - expected).abs() < 1e-12 * expected.max(1.0), "{found} is not {expected} at {z}");
    }
}

const TAILS: [(f64, f64); 10] = [
    (0.5, 0.209_661_993_601_259_6),
    (1.0, 0.498_515_545_827_989_3),
    (3.0, 2.568_669_040_265_388),
    (5.0, 6.241_615_676_726_673),
    (10.0, 22.817_023_409_822_095),
    (36.0, 283.077_521_172_384_3),
    (37.0, 298.941_151_182_945_93),
    (38.0, 315.238_759_708_298_5),
    (40.0, 349.135_976_463_681_86),
    (1000.0, 217_150.339_011_998_73),
];

#[test]
fn an_alarm_is_raised_only_when_there_is_enough_to_compare_with() {
    let stream = [1.0, 1.1, 50.0, 1.0, 1.2, 1.1, 0.9, 1.0, 50.0];
    assert_eq!(alarms(&mut ZScore::new(5, 3.0).unwrap(), stream), [(8, Shift::Up)]);
    assert_eq!(alarms(&mut RobustZScore::new(5, 3.5).unwrap(), stream), [(8, Shift::Up)]);
    let steady_then = |n: u16| (0..40).map(move |i| if i < n { 0.0 } else { 100.0 });
    assert_eq!(alarms(&mut PageHinkley::new(), steady_then(20)).first(), Some(&(29, Shift::Up)));
    assert_eq!(alarms(&mut PageHinkley::new(), steady_then(35)).first(), Some(&(35, Shift::Up)));
}

#[test]
fn an_outlier_hides_the_next_from_the_mean_and_not_from_the_median() {
    let stream: Vec<f64> = (0..60).map(|i| if i == 45 || i == 50 { 1e6 } else { f64::from(i % 5) }).collect();
    assert_eq!(alarms(&mut ZScore::new(20, 5.0).unwrap(), stream.clone()), [(45, Shift::Up)]);
    let both = [(45, Shift::Up), (50, Shift::Up)];
    assert_eq!(alarms(&mut RobustZScore::new(20, 5.0).unwrap(), stream), both);
}

#[test]
fn a_refractory_period_ends_and_a_second_event_raises_an_alarm() {
    let stream = |i: u16| if matches!(i, 40..=44 | 70) { 30.0 } else { f64::from(i % 3) };
    let detector = RobustZScore::new(20, 3.5).unwrap();
    assert_eq!(alarms(&mut detector.clone(), (0..100).map(stream)).len(), 6);
    let quiet = |n| alarms(&mut detector.clone().refractory(n), (0..100).map(stream));
    assert_eq!(quiet(4), [(40, Shift::Up), (70, Shift::Up)]);
    assert_eq!(quiet(3), [(40, Shift::Up), (44, Shift::Up), (70, Shift::Up)]);
    assert_eq!(quiet(30), [(40, Shift::Up)]);
}

#[test]
fn a_policy_for_nan_goes_around_a_detector() {
    let mut strict = Cusum::new(0.0, 1.0).unwrap().nan(NanPolicy::Reject);
    assert_eq!(strict.try_update(f64::NAN), Err(Refusal::Nan));
    let mut open = Cusum::new(0.0, 1.0).unwrap().nan(NanPolicy::Propagate);
    open.update(9.0);
    open.update(f64::NAN);
    let verdict = open.value().unwrap();
    assert!(verdict.score.is_nan() && verdict.alarm.is_none());
}

#[test]
fn what_could_not_be_forgotten_is_refused() {
    assert_eq!(EwmaChart::new(0.0, 1.0).unwrap().try_update(f64::INFINITY), Err(Refusal::Infinite));
    assert_eq!(PageHinkley::new().try_update(1e200), Err(Refusal::Infinite));
    assert_eq!(Adwin::new().try_update(-1e200), Err(Refusal::Infinite));
}
