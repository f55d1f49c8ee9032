//! The twin: the macros bring something else out, and the yield stays.
use antiphon::prelude::*;
use std::{future::Future, pin::pin, sync::mpsc, thread};

macro_rules! in_an_async_block {
    ($yield:expr) => {{
        let value = $yield;
        async move { value }
    }};
}
macro_rules! in_a_closure {
    ($yield:expr) => {{
        let value = $yield;
        move || value
    }};
}
macro_rules! in_an_async_closure {
    ($yield:expr) => {{
        let value = $yield;
        async move || value
    }};
}
macro_rules! in_a_box {
    ($yield:expr) => {{
        let value = $yield;
        Box::pin(async move { value }) as std::pin::Pin<Box<dyn Future<Output = ()>>>
    }};
}

#[generator(yield = u32)]
fn into_an_async_block() {
    let _future = in_an_async_block!(yield_!(1));
}

#[generator(yield = u32)]
fn into_an_async_block_that_tries() {
    let _future = in_an_async_block!(drop(try_yield!(1)));
}

#[generator(yield = u32)]
fn into_an_async_block_that_hands_on() {
    let _future = in_an_async_block!(yield_from!(into_an_async_block()));
}

#[generator(yield = u32)]
fn into_an_async_block_that_tries_to_hand_on() {
    let _future = in_an_async_block!(drop(try_yield_from!(into_an_async_block())));
}

#[generator(yield = u32)]
fn into_a_closure() {
    let _later = in_a_closure!(yield_!(1));
}

#[generator(yield = u32)]
fn into_an_async_closure() {
    let _later = in_an_async_closure!(yield_!(1));
}

#[generator(yield = u32)]
fn through_a_channel(sender: mpsc::Sender<std::pin::Pin<Box<dyn Future<Output = ()>>>>) {
    let _ = sender.send(in_a_box!(yield_!(1)));
}

#[generator(yield = u32)]
fn into_a_thread() {
    let _ = thread::spawn(in_a_closure!(yield_!(1))).join();
}

fn main() {
    assert_eq!(pin!(into_an_async_block()).collect::<Vec<_>>(), [1]);
    assert_eq!(pin!(into_an_async_block_that_tries()).collect::<Vec<_>>(), [1]);
    assert_eq!(pin!(into_an_async_block_that_hands_on()).collect::<Vec<_>>(), [1]);
    assert_eq!(pin!(into_an_async_block_that_tries_to_hand_on()).collect::<Vec<_>>(), [1]);
    assert_eq!(pin!(into_a_closure()).collect::<Vec<_>>(), [1]);
    assert_eq!(pin!(into_an_async_closure()).collect::<Vec<_>>(), [1]);
    assert_eq!(pin!(through_a_channel(mpsc::channel().0)).collect::<Vec<_>>(), [1]);
    assert_eq!(pin!(into_a_thread()).collect::<Vec<_>>(), [1]);
}
