use antiphon::prelude::*;

#[generator(yield = u32)]
fn inner() {
    yield_!(1);
}

#[generator(yield = u32)]
fn numbers() {
    yield_from!(inner(), ());
}

fn main() {
    let mut numbers = std::pin::pin!(numbers());
    let _: Result<u32, Stopped<(), ()>> = numbers.start();
}
