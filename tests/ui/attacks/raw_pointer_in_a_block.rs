//! What the user writes does not stand inside of an `unsafe` of ours.
use antiphon::prelude::*;
use std::pin::pin;

fn main() {
    let one = 1;
    let pointer = &raw const one;
    let _ = pin!(generate!(|| {
        yield *pointer;
    }))
    .start();
    let _ = pin!(generate!(|| {
        let _ = *pointer + 1;
        yield_from!(std::iter::repeat_n(*pointer, 2).into_generator());
    }))
    .start();
    let _ = genexp!(*pointer + n for n in 0..*pointer if *pointer > 0 for _ in 0..*pointer).next();
}
