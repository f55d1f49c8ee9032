//! There is no way back from a pinned generator to one that can be moved, whatever its body is.
use antiphon::{Gen, Plain, prelude::*};
use std::{convert::Infallible, pin::Pin};

type Numbers<F> = Gen<u32, (), Infallible, Plain, F>;

#[generator(yield = u32)]
fn numbers() {
    let values = [1, 2];
    for value in &values {
        yield_!(*value);
    }
}

fn swap<F: Future + Unpin>(left: Pin<&mut Numbers<F>>, right: Pin<&mut Numbers<F>>) {
    std::mem::swap(left.get_mut(), right.get_mut());
}

fn unpin<F: Future + Unpin>(boxed: Pin<Box<Numbers<F>>>) -> Box<Numbers<F>> {
    Pin::into_inner(boxed)
}

fn drive<F: Future + Unpin>(mut generator: Numbers<F>) {
    let _ = Pin::new(&mut generator).start();
}

fn main() {
    let _ = numbers();
    let _ = (swap::<std::future::Ready<()>>, unpin::<std::future::Ready<()>>, drive::<std::future::Ready<()>>);
}
