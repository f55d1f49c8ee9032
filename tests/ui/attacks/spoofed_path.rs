//! What stands under `crate = path` gets the tokens of a body, and nothing of the library's: its yields mean nothing.
use antiphon::prelude::*;
use std::pin::pin;

mod spoof {
    pub use antiphon::{__private, Gen, Plain};

    macro_rules! in_an_async_closure {
        (
            $d:tt $kind:ident $uncaught:ident $protocol:ident $inline:tt [$yields:ty] [$input:ty] [$error:ty]
            $before:tt $first:tt $after:tt $names:tt $body:tt
        ) => {{
            let later = async move || $body;
            antiphon::__generator! {
                $d $kind $uncaught $protocol $inline [$yields] [$input] [$error] $before $first $after $names { drop(later) }
            }
        }};
    }
    pub(crate) use in_an_async_closure as __generator;
}

#[generator(yield = u32, crate = crate::spoof)]
fn numbers() {
    yield_!(1);
}

fn main() {
    let block = antiphon::__private::generate!([crate::spoof] || { yield 2; });
    let _ = pin!(numbers()).start();
    let _ = pin!(block).start();
}
