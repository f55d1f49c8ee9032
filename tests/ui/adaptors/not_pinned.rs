use antiphon::prelude::*;

#[generator(yield = u32)]
fn numbers() {
    yield_!(1);
}

fn main() {
    let _ = numbers().map_yield(|n| n + 1);
}
