//! The feedback loops: the traces that were computed elsewhere, or else a second computation.

#[allow(dead_code, reason = "its `main` runs as a program, below")]
#[path = "../../../examples/feedback/main.rs"]
mod example;
mod loops;
mod models;

use super::prints;

#[track_caller]
fn close(got: f64, expected: f64, tolerance: f64) {
    assert!((got - expected).abs() <= tolerance * expected.abs().max(1.0), "{got}, and not {expected}");
}

#[test]
fn every_loop_shows_what_it_does() {
    prints(
        "feedback",
        &[
            "pi: 1.000 after two hours, and never above 1.021",
            "aimd: 1 and 40 have become [15.00, 15.00]",
            "ucb1: pulls [50.0, 50.0, 900.0]",
            "conformal: 390 of 3900 scores above the threshold",
            "kalman: 9.0±2.0 10.8±1.5 10.4±1.4 9.7±1.4 10.3±1.4 14.7±1.4! 17.8±1.4! 18.9±1.4 20.5±1.4 19.7±1.4",
            "sprt: Some(Alternative) after 19 throws",
            "golden section: the cosine is lowest at 3.14159, after 35 calls",
            "holt-winters: 17.0 23.9 32.8 41.0",
            "logistic: 1955 of 2000 right, weights [3.9, -3.9]",
        ],
    );
}
