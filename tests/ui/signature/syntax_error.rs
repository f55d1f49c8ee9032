use antiphon::prelude::*;

#[generator(yield = u32)]
fn numbers() {
    let one = ;
    yield_!(one);
}

fn main() {
    let mut numbers = std::pin::pin!(numbers());
    let _: Result<u32, Stopped<(), ()>> = numbers.start();
}
