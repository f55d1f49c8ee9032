use antiphon::prelude::*;

#[generator(yield = u32)]
fn echo(#[send] mut value: u32) {
    loop {
        value = yield_!(value);
    }
}

#[generator(yield = u32)]
fn numbers(#[send] _first: u32) {
    yield_from!(echo());
}

#[generator(yield = u32)]
fn boxed(#[send] _first: u32) {
    yield_from!(echo().boxed());
}

fn main() {
    let _ = std::pin::pin!(numbers()).send(1);
    let _ = std::pin::pin!(boxed()).send(1);
}
