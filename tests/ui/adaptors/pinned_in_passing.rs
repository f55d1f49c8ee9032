use antiphon::prelude::*;

#[generator(yield = u32)]
fn numbers() {
    yield_!(1);
}

fn main() {
    let mut numbers = std::pin::pin!(numbers()).map_yield(|n| n + 1);
    let _ = numbers.next();
}
