use antiphon::prelude::*;

#[generator(yield = u32, send = u32)]
fn numbers() {
    let _text: &str = yield_!(1);
}

fn main() {
    let mut numbers = std::pin::pin!(numbers());
    let _ = numbers.start();
    let _ = numbers.send("one");
}
