//! The twin: attributes that change nothing, and one that takes the first value away, which the first yield then gives.
#![allow(unused_macros)]

use antiphon::{Gen, SendFirst, prelude::*};
use std::{convert::Infallible, pin::pin};

macro_rules! by_hand {
    ({ $($inline:tt)* } { $($first:tt)* }) => {
        antiphon::__generator! {
            $ Gen absurd SendFirst { $($inline)* } [u32] [u32] [Infallible] {} { $($first)* let _first } {}
            [yield_ try_yield yield_from try_yield_from] { yield_!(1) }
        }
    };
}

fn on_the_body() -> Gen<u32, u32, Infallible, SendFirst, impl Future<Output = u32>> {
    by_hand!({ #[cfg(true)] } {})
}

fn on_the_first_value() -> Gen<u32, u32, Infallible, SendFirst, impl Future<Output = u32>> {
    by_hand!({} { #[allow(unused)] })
}

fn that_takes_the_first_value_away() -> Gen<u32, u32, Infallible, SendFirst, impl Future<Output = u32>> {
    by_hand!({} { #[cfg(false)] })
}

fn main() {
    assert_eq!(pin!(on_the_body()).send(0), Ok(1));
    assert_eq!(pin!(on_the_first_value()).send(0), Ok(1));
    assert_eq!(pin!(that_takes_the_first_value_away()).send(5), Err(Stopped::Returned(5)));
}
