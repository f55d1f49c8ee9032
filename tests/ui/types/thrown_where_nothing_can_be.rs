use antiphon::prelude::*;

#[generator(yield = u32)]
fn numbers() {
    yield_!(1);
}

fn main() {
    let mut numbers = std::pin::pin!(numbers());
    let _ = numbers.throw("reset");
}
