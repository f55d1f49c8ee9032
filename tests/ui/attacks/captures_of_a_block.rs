//! What stands before a body that is passed to the hidden macro by hand makes nothing else of it.
use antiphon::prelude::*;
use std::pin::pin;

macro_rules! by_hand {
    ({ $($captures:tt)* }) => {
        pin!(antiphon::__generator! {
            $ Gen absurd Plain { $($captures)* } [u32] [()] [std::convert::Infallible] {} {} {}
            [yield_ try_yield yield_from try_yield_from] { yield_!(1) }
        })
        .start()
    };
}

fn main() {
    let _ = by_hand!({ unsafe });
    let _ = by_hand!({ gen });
    let _ = by_hand!({ move || });
    let _ = by_hand!({ #[inline] || async });
}
