//! A static of another language has any type that is said of it, also that of the token of a body. In this edition it
//! is declared without `unsafe`; it must not be used without.
#![forbid(unsafe_code)]
#![allow(improper_ctypes)]

use antiphon::{__private::Token, prelude::*};
use std::{convert::Infallible, future::Future, pin::pin};

extern "C" {
    static environ: Token<usize, (), Infallible>;
}

macro_rules! wait {
    ($future:expr) => {
        $future.await
    };
}

#[generator(yield = usize)]
fn yields_an_address() {
    yield_!(8);
}

fn hands_on() -> impl Future {
    async { antiphon::__delegate!(Gen delegate, absurd, environ, yields_an_address()) }
}

fn tries_to_hand_on() -> impl Future {
    async { antiphon::__delegate!(Gen try_delegate, absurd, environ, yields_an_address()) }
}

#[generator(yield = &'static usize)]
fn takes_it_for_a_reference() {
    wait!(hands_on());
    let _ = wait!(tries_to_hand_on());
}

fn main() {
    println!("{}", pin!(takes_it_for_a_reference()).start().unwrap());
}
