use antiphon::prelude::*;

#[generator(yield = u32, colour = u8)]
fn numbers() {
    yield_!(1);
}

#[generator(item = u32, error = String, returns = u8)]
fn misnamed() {}

fn main() {
    let mut numbers = std::pin::pin!(numbers());
    let _: Result<u32, Stopped<(), ()>> = numbers.start();
    let _ = misnamed();
}
