//! The example that hands each value to many consumers.

#[allow(dead_code, reason = "its `main` runs as a program, below")]
#[path = "../../../examples/broadcast.rs"]
mod example;

use super::{prints, python};
use antiphon::prelude::*;
use example::{Consumer, broadcast};
use std::cell::RefCell;

type Log = RefCell<Vec<String>>;

/// Logs what it is sent, up to a value with which it leaves.
#[generator]
fn sink(log: &Log, name: &str, last: f64, #[send] mut value: f64) -> String {
    while value < last {
        log.borrow_mut().push(format!("{name} {value}"));
        value = yield_!();
    }
    format!("{name} leaves")
}

#[test]
fn every_consumer_gets_a_value_before_the_next_comes() {
    let log = Log::default();
    let sinks: Vec<Consumer<'_>> = ["a", "b"].map(|name| sink(&log, name, 9.0).erased()).into();
    let answers: Vec<_> = [1.0, 2.0].into_iter().through(broadcast(sinks).boxed()).collect();
    assert_eq!(*log.borrow(), python("SC-03"));
    assert_eq!(answers, [vec![""; 0], vec![]]);
}

/// In Python an error of one ends the broadcast (SC-04): here it is that one's return value.
#[test]
fn a_consumer_that_leaves_takes_nothing_from_the_others() {
    let log = Log::default();
    let sinks = [("a", 9.0), ("b", 2.0), ("c", 9.0)].map(|(name, last)| sink(&log, name, last).erased()).into();
    let answers: Vec<_> = [1.0, 2.0, 3.0].into_iter().through(broadcast(sinks).boxed()).collect();
    assert_eq!(answers, [vec![], vec!["b leaves"], vec![]]);
    assert_eq!(*log.borrow(), ["a 1", "b 1", "c 1", "a 2", "c 2", "a 3", "c 3"]);
}

#[test]
fn broadcast_gives_the_results_of_those_who_leave_and_of_the_rest_when_it_is_closed() {
    prints(
        "broadcast",
        &[
            "12 -> []",
            "18 -> []",
            "33 -> [\"33 is above 20\"]",
            "17 -> []",
            "closed -> Some([\"mean 20\", \"never above 90\"])",
        ],
    );
}
