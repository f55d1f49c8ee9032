use antiphon::prelude::*;
use std::pin::pin;

#[generator(yield = u32)]
async fn f() {
    yield_!(1);
    yield_!(2);
}

async fn drive() {
    let mut g = pin!(f());
    let a = g.start();
    let _ = a.await;
    let _ = a.await;
}

fn main() {
    drop(drive());
}
