//! A hidden macro takes what the attribute gives it and nothing else.
#![allow(unused_macros)]

use antiphon::{Gen, Plain, prelude::*};
use std::convert::Infallible;

type Made<F> = Gen<u32, (), Infallible, Plain, F>;

fn no_dollar() -> Made<impl Future<Output = ()>> {
    antiphon::__generator! {
        % Gen absurd Plain {} [u32] [()] [Infallible] {} {} {} [yield_ try_yield yield_from try_yield_from] { yield_!(1) }
    }
}

fn no_protocol() -> Made<impl Future<Output = ()>> {
    antiphon::__generator! {
        $ Gen absurd Gen {} [u32] [()] [Infallible] {} {} {} [yield_ try_yield yield_from try_yield_from] { yield_!(1) }
    }
}

fn no_way_out() -> Made<impl Future<Output = ()>> {
    antiphon::__generator! {
        $ Gen mine Plain {} [u32] [()] [Infallible] {} {} {} [yield_ try_yield yield_from try_yield_from] { yield_!(1) }
    }
}

fn no_kind() -> Made<impl Future<Output = ()>> {
    antiphon::__generator! {
        $ Plain absurd Plain {} [u32] [()] [Infallible] {} {} {}
        [yield_ try_yield yield_from try_yield_from] { yield_from!([1].into_generator()) }
    }
}

fn statements_for_a_pattern() -> Made<impl Future<Output = ()>> {
    antiphon::__generator! {
        $ Gen absurd Plain {} [u32] [()] [Infallible] {} { let _first = 1; let _second } {}
        [yield_ try_yield yield_from try_yield_from] { yield_!(1) }
    }
}

fn main() {
    let _ = no_dollar();
    let _ = no_protocol();
    let _ = no_way_out();
    let _ = no_kind();
    let _ = statements_for_a_pattern();
}
