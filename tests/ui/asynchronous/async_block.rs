use antiphon::prelude::*;

#[generator(yield = u32)]
async fn numbers() {
    let later = async {
        yield_!(1);
    };
    later.await;
    let call = async || yield_from!(numbers());
    call().await;
}

fn main() {
    drop(numbers());
}
