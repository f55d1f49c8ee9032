//! A send-first generator that is started without a value, by a type of the user's for what is sent.
use antiphon::{SendFirst, Starts, prelude::*};

struct Local;

impl Starts<Local> for SendFirst {
    fn nothing() -> Option<Local> {
        None
    }
}

#[generator(yield = u32)]
fn takes(#[send] _first: Local) {
    yield_!(1);
}

fn main() {
    let _ = std::pin::pin!(takes()).start();
}
