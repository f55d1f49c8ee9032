use antiphon::prelude::*;

#[generator(yield = u32)]
async fn echoes(#[send] mut value: u32) {
    loop {
        value = yield_!(value);
    }
}

#[generator(yield = u32, send = u32)]
async fn hands_on() {
    yield_from!(echoes());
}

fn main() {
    drop(hands_on());
}
