use antiphon::prelude::*;
use std::{pin::pin, task::Context};

#[generator(yield = u32)]
async fn f() {
    std::future::pending::<()>().await;
    yield_!(1);
}

fn main() {
    let mut g = pin!(f());
    let mut a = g.start();
    let b = g.start();
    let _ = pin!(b).poll(&mut Context::from_waker(std::task::Waker::noop()));
    let _ = pin!(&mut a).poll(&mut Context::from_waker(std::task::Waker::noop()));
}
