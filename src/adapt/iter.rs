//! A plain generator is an iterator, where it is pinned.

use super::FromIter;
use crate::{Gen, PinnedGenerator, Plain};
use core::{iter::FusedIterator, pin::Pin};

/// Implements the iterator traits for a pinned plain generator.
macro_rules! iterate {
    ([$($parameter:tt)*] $pinned:ty, $item:ty) => {
        impl<$($parameter)*> Iterator for $pinned {
            type Item = $item;

            #[inline(always)]
            fn next(&mut self) -> Option<$item> {
                self.as_mut().send_pinned(()).ok()
            }
        }

        impl<$($parameter)*> FusedIterator for $pinned {}
    };
}

/// Implements the iterator traits for a plain generator that may move.
macro_rules! iterate_plain {
    ([$($parameter:tt)*] $generator:ty, $item:ty) => {
        impl<$($parameter)*> Iterator for $generator {
            type Item = $item;

            #[inline]
            fn next(&mut self) -> Option<$item> {
                self.send(()).ok()
            }
        }

        impl<$($parameter)*> core::iter::FusedIterator for $generator {}
    };
}
pub(super) use iterate_plain;

iterate!([Y, E, F: Future] Pin<&mut Gen<Y, (), E, Plain, F>>, Y);
iterate!([T: Iterator] Pin<&mut FromIter<T>>, T::Item);

#[cfg(feature = "alloc")]
mod on_the_heap {
    use super::{FromIter, FusedIterator, Gen, Pin, PinnedGenerator, Plain};
    use alloc::boxed::Box;

    iterate!([Y, E, F: Future] Pin<Box<Gen<Y, (), E, Plain, F>>>, Y);
    iterate!([T: Iterator] Pin<Box<FromIter<T>>>, T::Item);
    iterate!(['a, Y, E, R]
        Pin<Box<dyn PinnedGenerator<Yield = Y, Input = (), Error = E, Return = R, Protocol = Plain> + 'a>>, Y);
    iterate!(['a, Y, E, R]
        Pin<Box<dyn PinnedGenerator<Yield = Y, Input = (), Error = E, Return = R, Protocol = Plain> + Send + 'a>>, Y);
}
