use antiphon::prelude::*;

#[derive(Debug)]
struct Reset;

#[generator(yield = u32, throw = Reset)]
fn numbers() -> u64 {
    yield_!(1);
    yield_!(2);
    3
}

#[generator(yield = u32, throw = Reset)]
fn from_iterator() {
    yield_from!([1, 2].into_generator());
}

#[generator(yield = u32, throw = Reset)]
fn other_error() -> Result<(), std::fmt::Error> {
    yield_!(1);
    Ok(())
}

fn main() {
    let mut numbers = std::pin::pin!(numbers());
    let _: Result<u32, Stopped<u64, ()>> = numbers.start();
    let _ = std::pin::pin!(from_iterator()).throw(Reset);
    let _ = std::pin::pin!(other_error()).throw(Reset);
}
