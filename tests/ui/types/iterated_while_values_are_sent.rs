use antiphon::prelude::*;

#[generator(yield = u32, send = u32)]
fn numbers() {
    yield_!(1);
}

#[generator(yield = u32)]
fn echo(#[send] mut value: u32) {
    loop {
        value = yield_!(value);
    }
}

fn main() {
    for _ in numbers() {}
    for _ in std::pin::pin!(echo()) {}
}
