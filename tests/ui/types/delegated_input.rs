use antiphon::prelude::*;

#[generator(yield = u32, send = u8)]
fn bytes() {
    yield_!(1);
}

#[generator(yield = u32)]
fn numbers() {
    yield_from!(bytes());
}

#[generator(yield = u32, send = u8)]
fn from_iterator() {
    yield_from!([1].into_generator());
}

fn main() {
    let mut numbers = std::pin::pin!(numbers());
    let _: Result<u32, Stopped<(), ()>> = numbers.start();
}
