use antiphon::prelude::*;
use std::{future::ready, rc::Rc};

fn sends(_: impl Send) {}

#[generator(yield = u32)]
async fn counted() {
    let count = Rc::new(1);
    ready(()).await;
    yield_!(*count);
}

#[generator(yield = u32)]
async fn dropped_before() {
    let count = *Rc::new(1);
    ready(()).await;
    yield_!(count);
}

fn main() {
    sends(dropped_before());
    sends(counted());
}
