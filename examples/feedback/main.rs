//! Feedback loops and models: the answer of each drives what it is sent next.
//!
//! Each is a generator whose state are its locals. They are no part of the library, but to be taken and changed.

pub(crate) mod aimd;
pub(crate) mod conformal;
pub(crate) mod golden_section;
pub(crate) mod holt_winters;
pub(crate) mod kalman;
pub(crate) mod logistic;
pub(crate) mod pi;
pub(crate) mod sprt;
pub(crate) mod ucb1;

fn main() {
    pi::demo();
    aimd::demo();
    ucb1::demo();
    conformal::demo();
    kalman::demo();
    sprt::demo();
    golden_section::demo();
    holt_winters::demo();
    logistic::demo();
}
