//! The twin: the static has another type, and is not used.
#![forbid(unsafe_code)]
#![allow(dead_code)]

use antiphon::prelude::*;
use std::pin::pin;

extern "C" {
    static environ: u8;
}

#[generator(yield = usize)]
fn yields_an_address() {
    yield_!(8);
}

#[generator(yield = usize)]
fn hands_on() {
    yield_from!(yields_an_address());
}

fn main() {
    assert_eq!(pin!(hands_on()).start(), Ok(8));
}
