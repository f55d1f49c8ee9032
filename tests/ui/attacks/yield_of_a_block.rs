//! A yield does not leave the block in which it stands, whatever macro brings it out.
use antiphon::prelude::*;
use std::pin::pin;

macro_rules! in_an_async_block {
    ($yield:expr) => {
        async { $yield }
    };
}
macro_rules! in_a_closure {
    ($yield:expr) => {
        || $yield
    };
}
macro_rules! in_an_async_closure {
    ($yield:expr) => {
        async || $yield
    };
}
macro_rules! in_another_block {
    ($yield:expr) => {
        generate!(|| in_an_async_block!($yield))
    };
}

fn main() {
    let _ = pin!(generate!(|| {
        let _future = in_an_async_block!(yield 1);
        yield 2;
    }))
    .start();
    let _ = pin!(generate!(|| {
        let _later = in_a_closure!(yield 1);
        yield 2;
    }))
    .start();
    let _ = pin!(generate!(|| {
        let _later = in_an_async_closure!(yield_!(1));
        yield 2;
    }))
    .start();
    let _ = pin!(generate!(|| {
        let _later = in_another_block!(yield 1);
        yield 2;
    }))
    .start();
}
