//! The surface that the acceptance programs leave open.

use antiphon::prelude::*;
use std::pin::pin;

#[generator(yield = u32)]
fn countdown(from: u32) -> &'static str {
    for n in (1..=from).rev() {
        yield_!(n);
    }
    "lift-off"
}

#[test]
fn start_and_send_both_begin_a_plain_generator_and_go_on() {
    let mut begun_by_start = pin!(countdown(2));
    assert_eq!(begun_by_start.start(), Ok(2));
    assert_eq!(begun_by_start.start(), Ok(1));
    let mut begun_by_send = pin!(countdown(2));
    assert_eq!(begun_by_send.send(()), Ok(2));
    assert_eq!(begun_by_send.send(()), Ok(1));
    assert_eq!(begun_by_send.start(), Err(Stopped::Returned("lift-off")));
}
