use antiphon::prelude::*;

#[generator(yield = u32)]
fn numbers() {
    yield_from!(vec![1, 2, 3]);
}

#[generator(yield = u32)]
fn iterator() {
    yield_from!(0..3);
}

fn main() {
    let mut numbers = std::pin::pin!(numbers());
    let _: Result<u32, Stopped<(), ()>> = numbers.start();
}
