use antiphon::prelude::*;

#[generator(yield = u32)]
fn numbers() {
    [1, 2].into_iter().for_each(|n| {
        yield_!(n);
        yield_from!([n].into_generator());
    });
}

fn main() {
    let mut numbers = std::pin::pin!(numbers());
    let _: Result<u32, Stopped<(), ()>> = numbers.start();
}
