//! What rustc says of the user's own code is said once, and of that code.
#![deny(unused, unreachable_code)]

use antiphon::prelude::*;

#[generator(yield = u32)]
fn parameter(ignored: u32) {
    yield_!(1);
}

#[generator(yield = u32)]
fn mutable(mut value: u32) {
    yield_!(value);
}

#[generator(yield = u32)]
fn pattern((first, second): (u32, u32)) {
    yield_!(first);
}

#[generator(yield = u32)]
fn sent(#[send] first: u32) {
    yield_!(1);
}

#[generator(yield = u32)]
fn local() {
    let ignored = 1;
    yield_!(1);
}

#[generator(yield = u32)]
fn unreachable() -> u32 {
    return 1;
    yield_!(2);
}

#[generator(yield = u32)]
fn unread(mut value: u32) {
    yield_!(value);
    value = 2;
}

#[generator(yield = u32)]
fn never_called() {
    yield_!(1);
}

#[generator(yield = u32)]
fn on_one_line() { yield_!(1) }

#[generator(yield = u32)]
async fn async_on_one_line(#[send] _first: u32) { for n in 0..3 { yield_!(n); } }

fn main() {
    let _ = (parameter(1), mutable(1), pattern((1, 2)), sent(), local(), unreachable(), unread(1), on_one_line(), async_on_one_line());
    parameter(1);
}
