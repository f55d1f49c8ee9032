//! No part of a body stands in an `unsafe` block that the user did not write.
use antiphon::prelude::*;

#[generator(yield = u32)]
fn echo(#[send] mut value: u32) {
    loop {
        value = yield_!(value);
    }
}

#[generator(yield = u32)]
fn numbers(#[send] _first: u32, pointer: *const u32) {
    let one = *pointer;
    yield_!(one);
    yield_!(*pointer);
    let _ = try_yield!(*pointer);
    yield_from!(echo(), *pointer);
    yield_from!({ let _ = *pointer; echo() }, 1);
}

fn main() {
    let _ = std::pin::pin!(numbers(std::ptr::null())).send(1);
}
