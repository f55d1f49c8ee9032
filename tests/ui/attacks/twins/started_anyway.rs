//! A generator that is sent a type of the user's, and is started by whoever asks for no more than that it can be.
use antiphon::{Starts, prelude::*};

struct Local;

fn start<G: Generator<Protocol: Starts<G::Input>>>(mut generator: G) -> Option<G::Yield> {
    generator.start().ok()
}

#[generator(yield = u32, send = Local)]
fn takes() {
    let Local = yield_!(1);
}

fn main() {
    assert_eq!(start(std::pin::pin!(takes())), Some(1));
}
