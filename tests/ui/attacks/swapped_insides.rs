//! Neither the insides of two pinned generators are swapped, nor are they moved out.
use antiphon::prelude::*;
use std::pin::pin;

#[generator(yield = u32)]
fn numbers() {
    let values = [1, 2];
    for value in &values {
        yield_!(*value);
    }
}

fn main() {
    let (mut left, mut right) = (numbers().boxed(), numbers().boxed());
    let _ = (left.start(), right.start());
    std::mem::swap(&mut *left, &mut *right);
    let _moved = *left;

    let local = numbers();
    let mut pinned = pin!(local);
    let _ = pinned.start();
    drop(local);
}
