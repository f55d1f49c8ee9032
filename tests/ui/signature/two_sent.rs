use antiphon::prelude::*;

#[generator(yield = u32)]
fn numbers(#[send] first: u32, limit: u32, #[send] second: u32) {
    yield_!(first + second + limit);
}

fn main() {
    let mut numbers = std::pin::pin!(numbers(3));
    let _ = numbers.send(1);
}
