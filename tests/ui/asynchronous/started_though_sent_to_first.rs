use antiphon::prelude::*;

#[generator(yield = u32)]
async fn echoes(#[send] mut value: u32) {
    loop {
        value = yield_!(value);
    }
}

async fn drive() {
    let mut echoes = std::pin::pin!(echoes());
    let _ = echoes.start().await;
}

fn main() {
    drop(drive());
}
