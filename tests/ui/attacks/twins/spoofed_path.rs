//! The twin: it passes the body on to the library, and the yields stand in it.
use antiphon::prelude::*;
use std::pin::pin;

mod spoof {
    pub use antiphon::{__private, Gen, Plain};

    macro_rules! as_it_is {
        (
            $d:tt $kind:ident $uncaught:ident $protocol:ident $inline:tt [$yields:ty] [$input:ty] [$error:ty]
            $before:tt $first:tt $after:tt $names:tt $body:tt
        ) => {{
            antiphon::__generator! {
                $d $kind $uncaught $protocol $inline [$yields] [$input] [$error] $before $first $after $names $body
            }
        }};
    }
    pub(crate) use as_it_is as __generator;
}

#[generator(yield = u32, crate = crate::spoof)]
fn numbers() {
    yield_!(1);
}

fn main() {
    let block = antiphon::__private::generate!([crate::spoof] || { yield 2; });
    assert_eq!(pin!(numbers()).start(), Ok(1));
    assert_eq!(pin!(block).start(), Ok(2));
}
