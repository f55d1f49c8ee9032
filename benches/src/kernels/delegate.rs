//! A sequence delegated to through 1, 4 and 16 levels.

use crate::{Kernel, consume, contenders, hidden};
use antiphon::prelude::*;
use std::{hint::black_box, pin::pin};

const N: u32 = 20_000;

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

pub(crate) fn count() -> u64 {
    black_box(u64::from(N))
}

/// Defines the levels above a leaf, each with the macro named: `level!(upper > lower)`.
macro_rules! levels {
    ($level:ident) => {
        $level!(level1 > leaf);
        $level!(level2 > level1);
        $level!(level3 > level2);
        $level!(level4 > level3);
        $level!(level5 > level4);
        $level!(level6 > level5);
        $level!(level7 > level6);
        $level!(level8 > level7);
        $level!(level9 > level8);
        $level!(level10 > level9);
        $level!(level11 > level10);
        $level!(level12 > level11);
        $level!(level13 > level12);
        $level!(level14 > level13);
        $level!(level15 > level14);
        $level!(level16 > level15);
    };
}
pub(crate) use levels;

macro_rules! level {
    ($level:ident > $below:ident) => {
        #[generator(yield = u64)]
        fn $level(count: u64) {
            yield_from!($below(count));
        }
    };
}
levels!(level);

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

/// The kernel of one depth: who drives which topmost level.
macro_rules! depth {
    ($module:ident, $name:literal, $hand:expr, $top:ident) => {
        pub(super) mod $module {
            use super::*;

            pub(in crate::kernels) fn kernel() -> Kernel {
                Kernel {
                    name: $name,
                    operations: N,
                    contenders: contenders![hand, hand_boxed, antiphon_pinned, antiphon_boxed],
                }
            }

            #[inline(never)]
            fn hand() -> u64 {
                consume($hand(Leaf { state: 0, left: count() }))
            }

            #[inline(never)]
            fn hand_boxed() -> u64 {
                consume(hidden(Box::new($hand(Leaf { state: 0, left: count() }))))
            }

            #[inline(never)]
            fn antiphon_pinned() -> u64 {
                consume(pin!($top(count())))
            }

            #[inline(never)]
            fn antiphon_boxed() -> u64 {
                consume(hidden($top(count()).boxed()))
            }
        }
    };
}

depth!(depth_1, "delegate1", wrapped!(1), level1);
depth!(depth_4, "delegate4", wrapped!(4), level4);
depth!(depth_16, "delegate16", wrapped!(16), level16);
