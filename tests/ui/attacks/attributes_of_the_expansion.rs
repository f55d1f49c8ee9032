//! No attribute that is passed to the hidden macro by hand gets to see what the library expands to.
#![allow(unused_macros)]

use antiphon::{Gen, SendFirst, prelude::*};
use std::{convert::Infallible, pin::pin};

macro_rules! by_hand {
    ({ $($inline:tt)* } { $($first:tt)* }) => {
        antiphon::__generator! {
            $ Gen absurd SendFirst { $($inline)* } [u32] [u32] [Infallible] {} { $($first)* let _first } {}
            [yield_ try_yield yield_from try_yield_from] { yield_!(1); }
        }
    };
}

fn on_the_body() -> Gen<u32, u32, Infallible, SendFirst, impl Future<Output = ()>> {
    by_hand!({ #[antiphon::generator(yield = u32)] } {})
}

fn on_the_first_value() -> Gen<u32, u32, Infallible, SendFirst, impl Future<Output = ()>> {
    by_hand!({} { #[antiphon::generator(yield = u32)] })
}

fn that_takes_the_body_away() -> Gen<u32, u32, Infallible, SendFirst, impl Future<Output = ()>> {
    by_hand!({ #[cfg(false)] } {})
}

fn main() {
    let _ = pin!(on_the_body()).send(0);
    let _ = pin!(on_the_first_value()).send(0);
    let _ = pin!(that_takes_the_body_away()).send(0);
}
