use antiphon::prelude::*;

#[generator(yield = u32)]
async fn numbers() {
    yield_!(1);
}

async fn drive() {
    let mut numbers = numbers();
    let _ = numbers.start().await;
    let _ = numbers.send(()).await;
}

fn main() {
    drop(drive());
}
