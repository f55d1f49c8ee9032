use antiphon::prelude::*;

#[generator(yield = u32)]
fn numbers() {
    yield_!("one");
    let _ = try_yield!("two");
    yield_!();
}

fn main() {
    let mut numbers = std::pin::pin!(numbers());
    let _: Result<u32, Stopped<(), ()>> = numbers.start();
}
