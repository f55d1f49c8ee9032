#![deny(unused_must_use)]

use antiphon::prelude::*;
use std::pin::pin;

#[generator(yield = u32)]
async fn numbers() {
    yield_!(1);
}

async fn drive() {
    numbers();
    let mut numbers = pin!(numbers());
    numbers.start();
    numbers.send(());
    numbers.close();
}

fn main() {
    drop(drive());
}
