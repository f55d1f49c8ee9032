//! What stands under `crate = path` makes a generator of the other kind, which does less and not more: one that is not
//! async still hands on to none that is, and neither passes for the other.
use antiphon::prelude::*;
use std::{future::ready, pin::pin};

mod exchanged {
    pub use antiphon::{__private, Gen as AsyncGen, Plain};

    macro_rules! of_the_other_kind {
        ($d:tt AsyncGen $($rest:tt)*) => { antiphon::__generator! { $d Gen $($rest)* } };
    }
    pub(crate) use of_the_other_kind as __generator;
}

mod only_the_types {
    pub use antiphon::{__generator, __private, AsyncGen as Gen, Gen as AsyncGen, Plain};
}

#[generator(yield = u32)]
async fn child() {
    ready(()).await;
    yield_!(1);
}

#[generator(yield = u32, crate = crate::exchanged)]
async fn hands_on() {
    yield_from!(child());
}

#[generator(yield = u32, crate = crate::only_the_types)]
async fn awaits() {
    ready(()).await;
    yield_!(1);
}

#[generator(yield = u32, crate = crate::only_the_types)]
fn does_not_await() {
    yield_!(1);
}

fn main() {
    let _ = pin!(hands_on()).start();
    let _ = pin!(awaits()).start();
    drop(pin!(does_not_await()).start());
}
