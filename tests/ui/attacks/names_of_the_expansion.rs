//! The user's statements cannot name what the expansion names, nor leave by its label.
#![allow(unused_macros)]

use antiphon::{Gen, Plain, prelude::*};
use std::{convert::Infallible, pin::pin};

#[generator(yield = u32)]
fn names_the_token() {
    yield_!(1);
    let _ = __antiphon_token;
}

#[generator(yield = u32)]
fn passes_the_token_to_a_hidden_macro() {
    antiphon::__suspend!(absurd, __antiphon_token, 1);
    let _ = antiphon::__try_suspend!(__antiphon_token, 1);
    antiphon::__delegate!(Gen delegate, absurd, __antiphon_token, names_the_token());
    antiphon::__body! { $ Gen absurd __antiphon_token [a b c d] {} }
}

#[generator(yield = u32)]
fn passes_the_token_to_that_of_another_kind() {
    antiphon::__delegate!(AsyncGen delegate, absurd, __antiphon_token, awaits());
    antiphon::__body! { $ AsyncGen absurd __antiphon_token [a b c d] { c!(awaits()) } }
}

#[generator(yield = u32)]
async fn awaits() {
    std::future::ready(()).await;
}

#[generator(yield = u32)]
fn leaves_by_the_label() {
    break 'yield_stands_directly_in_the_body_of_the_generator;
}

fn by_hand() -> Gen<u32, (), Infallible, Plain, impl Future<Output = ()>> {
    antiphon::__generator! {
        $ Gen absurd Plain {} [u32] [()] [Infallible] { let _ = __antiphon_token; } {} { let _ = __antiphon_body; }
        [yield_ try_yield yield_from try_yield_from] { let _ = __antiphon_token; }
    }
}

fn main() {
    let _ = pin!(passes_the_token_to_a_hidden_macro()).start();
    let _ = pin!(passes_the_token_to_that_of_another_kind()).start();
    let _ = pin!(leaves_by_the_label()).start();
    let _ = pin!(by_hand()).start();
}
