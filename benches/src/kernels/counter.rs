//! Counts: the least that a generator can do, so that nothing hides its cost.

use crate::{Kernel, consume, contenders, hidden};
use antiphon::prelude::*;
use std::{hint::black_box, pin::pin};

pub(super) const N: u32 = 20_000;

pub(super) fn kernel() -> Kernel {
    Kernel {
        name: "counter",
        operations: N,
        contenders: contenders![hand, hand_boxed, antiphon_pinned, antiphon_boxed, antiphon_block],
    }
}

struct Counter {
    next: u64,
    end: u64,
}

impl Iterator for Counter {
    type Item = u64;

    fn next(&mut self) -> Option<u64> {
        (self.next < self.end).then(|| {
            self.next += 1;
            self.next - 1
        })
    }
}

#[generator(yield = u64)]
fn count(end: u64) {
    let mut n = 0;
    while n < end {
        yield_!(n);
        n += 1;
    }
}

pub(crate) fn end() -> u64 {
    black_box(u64::from(N))
}

#[inline(never)]
fn hand() -> u64 {
    consume(Counter { next: 0, end: end() })
}

#[inline(never)]
fn hand_boxed() -> u64 {
    consume(hidden(Box::new(Counter { next: 0, end: end() })))
}

#[inline(never)]
fn antiphon_pinned() -> u64 {
    consume(pin!(count(end())))
}

#[inline(never)]
fn antiphon_boxed() -> u64 {
    consume(hidden(count(end()).boxed()))
}

/// The same body, borrowing its end.
#[inline(never)]
fn antiphon_block() -> u64 {
    let end = end();
    consume(pin!(generate!(|| {
        let mut n = 0;
        while n < end {
            yield n;
            n += 1;
        }
    })))
}
