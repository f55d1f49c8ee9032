//! A macro that takes a yield in its arguments apart finds only what the user wrote, and cannot put it elsewhere.
#![allow(unused_labels, unused_macros)]

use antiphon::prelude::*;
use std::pin::pin;

macro_rules! vec {
    ($name:ident ! ($value:expr)) => {
        async { $name!($value) }
    };
}
macro_rules! println {
    ($name:ident $bang:tt $arguments:tt) => {
        || $name $bang $arguments
    };
}
macro_rules! __suspend {
    ($($token:tt)*) => {
        async move { 'yield_stands_directly_in_the_body_of_the_generator: { $($token)* } }
    };
}
macro_rules! check {
    ($name:ident ! ($value:expr)) => {
        async move {
            macro_rules! __body {
                ($any:tt) => {};
            }
            'yield_stands_directly_in_the_body_of_the_generator: { $name!($value) }
        }
    };
}
macro_rules! own_body {
    ($name:ident ! ($value:expr)) => {
        antiphon::__generator! {
            $Gen absurd Plain {} [u64] [()] [std::convert::Infallible] {} {} {}
            [own_yield own_try_yield own_yield_from own_try_yield_from] { $name!($value) }
        }
    };
}

#[generator(yield = u32)]
fn numbers() {
    let _ = vec![yield_!(1)];
    let _ = println!(yield_!(2));
    let _ = __suspend!(yield_!(3));
    let _ = check!(yield_!(4));
    let _ = own_body!(yield_!(5));
}

fn main() {
    let _ = pin!(numbers()).start();
}
