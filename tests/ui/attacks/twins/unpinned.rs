//! The twin: an iterator that is made a generator may move.
use antiphon::{adapt::FromIter, prelude::*};
use std::{array, pin::Pin};

type Numbers<F> = FromIter<F>;

fn numbers() -> Numbers<array::IntoIter<u32, 2>> {
    [1, 2].into_generator()
}

fn swap<F: Iterator + Unpin>(left: Pin<&mut Numbers<F>>, right: Pin<&mut Numbers<F>>) {
    std::mem::swap(left.get_mut(), right.get_mut());
}

fn unpin<F: Iterator + Unpin>(boxed: Pin<Box<Numbers<F>>>) -> Box<Numbers<F>> {
    Pin::into_inner(boxed)
}

fn drive<F: Iterator + Unpin>(mut generator: Numbers<F>) {
    let _ = Pin::new(&mut generator).start();
}

fn main() {
    let (mut left, mut right) = (numbers().boxed(), numbers().boxed());
    assert_eq!((left.start(), left.start(), right.start()), (Ok(1), Ok(2), Ok(1)));
    swap(left.as_mut(), right.as_mut());
    assert_eq!(left.start(), Ok(2));
    let mut right = *unpin(right);
    assert_eq!(Pin::new(&mut right).start(), Err(Stopped::Returned(())));
    drive(numbers());
}
