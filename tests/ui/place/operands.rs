use antiphon::prelude::*;

#[generator(yield = u32)]
fn numbers() {
    yield_!(1, 2);
    let _ = try_yield!(1, 2);
    yield_from!();
    let _ = try_yield_from!(1, 2, 3);
}

fn main() {
    let mut numbers = std::pin::pin!(numbers());
    let _: Result<u32, Stopped<(), ()>> = numbers.start();
}
