//! Called by hand, and with the beginning of an async closure where the arguments are bound: the body would be the
//! closure's, and could be awaited in a generator of other types.

use antiphon::{Gen, Plain, prelude::*};
use std::convert::Infallible;

fn body_of_a_closure() -> Gen<u8, (), Infallible, Plain, impl Future> {
    antiphon::__generator! {
        $ Gen absurd Plain {} [u8] [()] [Infallible] { async move || } {} {} [yield_ try_yield yield_from try_yield_from] { yield_!(1) }
    }
}

fn body_of_a_later_closure() -> Gen<u8, (), Infallible, Plain, impl Future> {
    antiphon::__generator! {
        $ Gen absurd Plain {} [u8] [()] [Infallible] {} {} { async move || } [yield_ try_yield yield_from try_yield_from] { yield_!(1) }
    }
}

fn main() {
    body_of_a_closure().boxed().start();
    body_of_a_later_closure().boxed().start();
}
