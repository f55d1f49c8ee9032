use antiphon::prelude::*;

#[generator(yield = u32)]
fn numbers() {
    const {
        yield_!(1);
    };
}

fn main() {
    let mut numbers = std::pin::pin!(numbers());
    let _: Result<u32, Stopped<(), ()>> = numbers.start();
}
