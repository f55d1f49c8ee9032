//! The twin: what the macros pass.
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
    assert_eq!(by_hand!({}), Ok(1));
    assert_eq!(by_hand!({ move }), Ok(1));
    assert_eq!(by_hand!({ #[inline] }), Ok(1));
    assert_eq!(by_hand!({ #[inline(always)] move }), Ok(1));
}
