use antiphon::prelude::*;

#[generator(yield = u32)]
const fn numbers() {
    yield_!(1);
}

fn main() {
    let mut numbers = std::pin::pin!(numbers());
    let _: Result<u32, Stopped<(), ()>> = numbers.start();
}
