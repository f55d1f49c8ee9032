use antiphon::prelude::*;

fn now() -> u32 {
    1
}

#[generator(yield = u32)]
async fn numbers() {
    yield_!(now().await);
    let two = 2.await;
    yield_!(two);
}

fn main() {
    drop(numbers());
}
