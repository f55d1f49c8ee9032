//! The positions at which river 0.26.1 found drifts in streams of zeros and ones.

use super::alarms;
use crate::data;
use antiphon::online::{Adwin, PageHinkley, Shift};

#[test]
fn drifts_are_found_where_the_reference_finds_them() {
    let Some(stream) = data::numbers("reference/drift_stream.txt") else { return };
    let eager = Adwin::new().with_delta(0.001).and_then(|it| it.with_clock(1)).unwrap();
    assert_eq!(alarms(&mut Adwin::new(), stream.clone()), [(1023, Shift::Up)]);
    assert_eq!(alarms(&mut eager.clone(), stream.clone()).first(), Some(&(1002, Shift::Up)));
    assert_eq!(alarms(&mut PageHinkley::new(), stream).first(), Some(&(1006, Shift::Up)));
}

#[test]
fn a_change_of_a_probability_is_found_where_the_reference_finds_it() {
    let Some(stream) = data::numbers("reference/bernoulli_02_04.txt") else { return };
    assert_eq!(alarms(&mut Adwin::new(), stream.clone()).first(), Some(&(5183, Shift::Up)));
    assert_eq!(alarms(&mut PageHinkley::new(), stream).first(), Some(&(5174, Shift::Up)));
}
