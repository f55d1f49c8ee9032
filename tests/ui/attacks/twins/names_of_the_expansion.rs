//! The twin: the same names, of things of the user's own.
#![allow(unused_macros)]

use antiphon::{Gen, Plain, prelude::*};
use std::{convert::Infallible, pin::pin};

#[generator(yield = u32)]
fn names_the_token() {
    let __antiphon_token = 2;
    yield_!(1);
    yield_!(__antiphon_token);
}

#[generator(yield = u32)]
fn leaves_by_the_label() {
    'yield_stands_directly_in_the_body_of_the_generator: {
        yield_!(1);
        break 'yield_stands_directly_in_the_body_of_the_generator;
    }
}

fn by_hand() -> Gen<u32, (), Infallible, Plain, impl Future<Output = ()>> {
    antiphon::__generator! {
        $ Gen absurd Plain {} [u32] [()] [Infallible] { let __antiphon_token = 1; let _ = __antiphon_token; } {} { let __antiphon_body = 2; }
        [yield_ try_yield yield_from try_yield_from] { yield_!(__antiphon_token); let _ = try_yield!(__antiphon_body); yield_from!(leaves_by_the_label()); let _ = try_yield_from!(leaves_by_the_label()); }
    }
}

fn main() {
    assert_eq!(pin!(names_the_token()).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(pin!(leaves_by_the_label()).collect::<Vec<_>>(), [1]);
    assert_eq!(pin!(by_hand()).collect::<Vec<_>>(), [1, 2, 1, 1]);
}
