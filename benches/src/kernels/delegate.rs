//! A sequence delegated to through 1, 4 and 16 levels.

use crate::{Kernel, contenders, mix};
use antiphon::prelude::*;
use std::{hint::black_box, pin::pin};

const N: u32 = 50_000;

/// A level of hand-written delegation: hands on until the child is done.
struct Level<I>(Option<I>);

impl<I: Iterator<Item = u64>> Iterator for Level<I> {
    type Item = u64;

    fn next(&mut self) -> Option<u64> {
        let value = self.0.as_mut()?.next();
        if value.is_none() {
            self.0 = None;
        }
        value
    }
}

struct Leaf {
    state: u64,
    left: u64,
}

impl Iterator for Leaf {
    type Item = u64;

    fn next(&mut self) -> Option<u64> {
        self.left = self.left.checked_sub(1)?;
        self.state = self.state.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(1);
        Some(self.state)
    }
}

#[generator(yield = u64)]
fn leaf(count: u64) {
    let mut state = 0_u64;
    let mut left = count;
    while left > 0 {
        left -= 1;
        state = state.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(1);
        yield_!(state);
    }
}

fn consume(values: impl Iterator<Item = u64>) -> u64 {
    let mut checksum = 0;
    for value in values {
        checksum = mix(checksum, value);
    }
    checksum
}

fn count() -> u64 {
    black_box(u64::from(N))
}

/// Defines the levels above a leaf, and the contenders that drive the topmost.
macro_rules! levels {
    ($kernel:ident, $module:ident, $name:literal, $top:ident: $($level:ident > $below:ident),*; $hand:expr) => {
        pub(super) fn $kernel() -> Kernel {
            use $module::{antiphon_boxed, antiphon_pinned, hand, hand_boxed};
            Kernel {
                name: $name,
                operations: N,
                contenders: contenders![hand, hand_boxed, antiphon_pinned, antiphon_boxed],
            }
        }

        mod $module {
            use super::{Leaf, Level, black_box, consume, count, generator, leaf, pin};

            $(
                #[generator(yield = u64)]
                fn $level(count: u64) {
                    yield_from!($below(count));
                }
            )*

            #[inline(never)]
            pub(super) fn hand() -> u64 {
                let leaf = Leaf { state: 0, left: count() };
                consume($hand(leaf))
            }

            #[inline(never)]
            pub(super) fn hand_boxed() -> u64 {
                let leaf = Leaf { state: 0, left: count() };
                consume(black_box(Box::new($hand(leaf))))
            }

            #[inline(never)]
            pub(super) fn antiphon_pinned() -> u64 {
                consume(pin!($top(count())))
            }

            #[inline(never)]
            pub(super) fn antiphon_boxed() -> u64 {
                consume(black_box($top(count()).boxed()))
            }
        }
    };
}

/// Wraps in one or four levels of hand-written delegation.
macro_rules! wrapped {
    (1) => {
        |inner| Level(Some(inner))
    };
    (4) => {
        |inner| Level(Some(Level(Some(Level(Some(Level(Some(inner))))))))
    };
    (16) => {
        |inner| wrapped!(4)(wrapped!(4)(wrapped!(4)(wrapped!(4)(inner))))
    };
}

levels!(kernel_1, depth_1, "delegate1", a1: a1 > leaf; wrapped!(1));
levels!(kernel_4, depth_4, "delegate4", a4: a4 > a3, a3 > a2, a2 > a1, a1 > leaf; wrapped!(4));
levels!(kernel_16, depth_16, "delegate16", a16: a16 > a15, a15 > a14, a14 > a13, a13 > a12, a12 > a11, a11 > a10,
    a10 > a9, a9 > a8, a8 > a7, a7 > a6, a6 > a5, a5 > a4, a4 > a3, a3 > a2, a2 > a1, a1 > leaf; wrapped!(16));
