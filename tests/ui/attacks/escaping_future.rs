//! A yield whose future would leave its body does not compile, whatever macro brings it out.
use antiphon::prelude::*;
use std::{future::Future, pin::pin, sync::mpsc, thread};

macro_rules! in_an_async_block {
    ($yield:expr) => {
        async { $yield }
    };
}
macro_rules! in_a_closure {
    ($yield:expr) => {
        || $yield
    };
}
macro_rules! in_an_async_closure {
    ($yield:expr) => {
        async || $yield
    };
}
macro_rules! in_a_box {
    ($yield:expr) => {
        Box::pin(async { $yield }) as std::pin::Pin<Box<dyn Future<Output = ()>>>
    };
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
    let _ = pin!(into_an_async_block()).start();
    let _ = pin!(into_an_async_block_that_tries()).start();
    let _ = pin!(into_an_async_block_that_hands_on()).start();
    let _ = pin!(into_an_async_block_that_tries_to_hand_on()).start();
    let _ = pin!(into_a_closure()).start();
    let _ = pin!(into_an_async_closure()).start();
    let _ = pin!(through_a_channel(mpsc::channel().0)).start();
    let _ = pin!(into_a_thread()).start();
}
