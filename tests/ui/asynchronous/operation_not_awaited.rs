use antiphon::prelude::*;

#[generator(yield = u32)]
async fn numbers() {
    let one = std::future::ready(1).await;
    yield_!(one);
}

fn main() {
    let mut numbers = std::pin::pin!(numbers());
    let _: Result<u32, Stopped<(), ()>> = numbers.start();
}
