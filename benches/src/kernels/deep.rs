//! Many levels of recursion: what an item costs at the bottom of them, and what a level costs, down and back.

use crate::{Kernel, contenders, mix};
use antiphon::prelude::*;
use std::{cell::RefCell, hint::black_box};

const ITEMS: u32 = 20_000;
const LEVELS: u32 = 100_000;

/// Answers numbers at the bottom of that many levels, until it is sent zero.
#[generator(yield = u64, send = u64, throw = u64)]
fn descend(levels: u32) -> Result<u64, u64> {
    if levels > 0 {
        let below = yield_from!(descend(levels - 1).boxed())?;
        return Ok(below + 1);
    }
    let mut value = yield_!(0);
    while value != 0 {
        value = yield_!(scramble(value));
    }
    Ok(0)
}

#[inline(always)]
fn scramble(value: u64) -> u64 {
    value.wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// The levels by hand: each in a box, as those of a generator are.
#[allow(clippy::vec_box, reason = "what is compared has a box a level")]
struct Levels(Vec<Box<Level>>);

struct Level {
    left: u32,
    below: Option<Result<u64, u64>>,
}

impl Levels {
    fn descend(levels: u32) -> Self {
        let mut stack = Self(vec![Box::new(Level { left: levels, below: None })]);
        while let Some(left) = stack.0.last().and_then(|level| level.left.checked_sub(1)) {
            stack.0.push(Box::new(Level { left, below: None }));
        }
        stack
    }

    fn send(&mut self, value: u64) -> Option<u64> {
        let bottom = black_box(self).0.last()?;
        (bottom.left == 0 && value != 0).then(|| scramble(value))
    }

    /// Ends every level with what the one below it has returned.
    fn end(mut self, mut returned: Result<u64, u64>) -> Result<u64, u64> {
        self.0.pop();
        while let Some(level) = self.0.last_mut() {
            level.below = Some(returned);
            returned = level.below.take().unwrap_or(returned).map(|below| below + 1);
            self.0.pop();
        }
        returned
    }

    /// Ends every level, the innermost first.
    fn close(mut self) -> u64 {
        while self.0.pop().is_some() {}
        1
    }
}

fn started(levels: u32) -> impl Generator<Yield = u64, Input = u64, Error = u64, Return = Result<u64, u64>> {
    let mut levels = descend(levels).boxed();
    assert_eq!(levels.start(), Ok(0));
    levels
}

#[inline(always)]
fn drive(mut send: impl FnMut(u64) -> Option<u64>) -> u64 {
    (1..=u64::from(black_box(ITEMS))).fold(0, |checksum, n| mix(checksum, send(n).unwrap_or(0)))
}

/// The items alone: who answers is made once, and has descended before anything is measured.
macro_rules! item {
    ($module:ident, $name:literal, $levels:literal) => {
        pub(super) mod $module {
            use super::*;

            pub(in crate::kernels) fn kernel() -> Kernel {
                Kernel { name: $name, operations: ITEMS, contenders: contenders![hand_boxed, antiphon_boxed] }
            }

            #[inline(never)]
            fn hand_boxed() -> u64 {
                thread_local!(static RUN: RefCell<Box<dyn FnMut() -> u64>> = {
                    let mut levels = Levels::descend($levels);
                    RefCell::new(Box::new(move || drive(|value| levels.send(value))))
                });
                RUN.with_borrow_mut(|run| run())
            }

            #[inline(never)]
            fn antiphon_boxed() -> u64 {
                thread_local!(static RUN: RefCell<Box<dyn FnMut() -> u64>> = {
                    let mut levels = started($levels);
                    RefCell::new(Box::new(move || drive(|value| levels.send(value).ok())))
                });
                RUN.with_borrow_mut(|run| run())
            }
        }
    };
}
item!(item_at_10, "deep-item-10", 10);
item!(item_at_1k, "deep-item-1k", 1_000);
item!(item_at_100k, "deep-item-100k", 100_000);

/// A level is an operation: down all of them, and back in one of the ways there are.
macro_rules! levels {
    ($module:ident, $name:literal, |$levels:ident| by hand $hand:expr, by antiphon $antiphon:expr) => {
        pub(super) mod $module {
            use super::*;

            pub(in crate::kernels) fn kernel() -> Kernel {
                Kernel { name: $name, operations: LEVELS, contenders: contenders![hand_boxed, antiphon_boxed] }
            }

            #[inline(never)]
            fn hand_boxed() -> u64 {
                let $levels = black_box(Levels::descend(black_box(LEVELS)));
                $hand
            }

            #[inline(never)]
            #[allow(unused_mut, reason = "one that is dropped is not driven before")]
            fn antiphon_boxed() -> u64 {
                let mut $levels = black_box(started(black_box(LEVELS)));
                $antiphon
            }
        }
    };
}

levels!(to_return, "deep-return", |levels|
    by hand levels.end(Ok(0)).unwrap_or(0),
    by antiphon match levels.send(0) {
        Err(Stopped::Returned(Ok(count))) => count,
        _ => 0,
    }
);
levels!(to_throw, "deep-throw", |levels|
    by hand levels.end(Err(7)).err().unwrap_or(0),
    by antiphon match levels.throw(7) {
        Err(Stopped::Returned(Err(error))) => error,
        _ => 0,
    }
);
levels!(to_close, "deep-close", |levels|
    by hand levels.close(),
    by antiphon u64::from(levels.close() == Ok(None))
);
levels!(to_drop, "deep-drop", |levels|
    by hand {
        drop(levels);
        0
    },
    by antiphon {
        drop(levels);
        0
    }
);
