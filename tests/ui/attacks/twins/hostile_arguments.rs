//! The twin: what the attribute gives it.
#![allow(unused_macros)]

use antiphon::{Gen, Plain, prelude::*};
use std::{convert::Infallible, pin::pin};

type Made<F> = Gen<u32, (), Infallible, Plain, F>;

fn numbers() -> Made<impl Future<Output = ()>> {
    antiphon::__generator! {
        $ Gen absurd Plain {} [u32] [()] [Infallible] {} {} {} [yield_ try_yield yield_from try_yield_from] { yield_!(1) }
    }
}

fn main() {
    assert_eq!(pin!(numbers()).start(), Ok(1));
}
