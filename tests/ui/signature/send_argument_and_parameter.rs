use antiphon::prelude::*;

#[generator(yield = u32, send = u32)]
fn numbers(#[send] first: u32) {
    yield_!(first);
}

fn main() {
    let mut numbers = std::pin::pin!(numbers());
    let _ = numbers.send(1);
}
