//! As `foreign_token`, with an item of the body that takes the name which the expansion has for its token.
#![forbid(unsafe_code)]
#![allow(improper_ctypes, non_upper_case_globals)]

use antiphon::{__private::Token, prelude::*};
use std::{convert::Infallible, pin::pin};

#[generator(yield = usize)]
fn yields_an_address() {
    yield_!(8);
}

#[generator(yield = &'static usize)]
fn takes_it_for_a_reference() {
    extern "C" {
        #[link_name = "environ"]
        static __antiphon_token: Token<usize, (), Infallible>;
    }
    yield_from!(yields_an_address());
}

fn main() {
    println!("{}", pin!(takes_it_for_a_reference()).start().unwrap());
}
