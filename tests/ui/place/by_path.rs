use antiphon::prelude::*;

#[generator(yield = u32)]
fn numbers() {
    antiphon::yield_!(1);
    ::antiphon::yield_from!([1].into_generator());
}

fn main() {
    let mut numbers = std::pin::pin!(numbers());
    let _: Result<u32, Stopped<(), ()>> = numbers.start();
}
