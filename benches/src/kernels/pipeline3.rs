//! Three stages, each pulling from the one before: numbers, a map, a filter.
//!
//! The filter looks at a bit in the middle. Whether the product is odd follows from the counter, and LLVM then unrolled
//! the hand-written loop by two, without the test: there was no pipeline left to measure.

use crate::{Kernel, consume, contenders, hidden};
use antiphon::prelude::*;
use std::{hint::black_box, pin::pin};

const N: u32 = 20_000;

pub(super) fn kernel() -> Kernel {
    Kernel {
        name: "pipeline3",
        operations: N,
        contenders: contenders![hand, hand_boxed, antiphon_pinned, antiphon_boxed],
    }
}

struct Numbers {
    next: u64,
    end: u64,
}

impl Iterator for Numbers {
    type Item = u64;

    fn next(&mut self) -> Option<u64> {
        (self.next < self.end).then(|| {
            self.next += 1;
            self.next - 1
        })
    }
}

struct Scaled<I>(I);

impl<I: Iterator<Item = u64>> Iterator for Scaled<I> {
    type Item = u64;

    fn next(&mut self) -> Option<u64> {
        Some(self.0.next()?.wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }
}

struct Kept<I>(I);

impl<I: Iterator<Item = u64>> Iterator for Kept<I> {
    type Item = u64;

    fn next(&mut self) -> Option<u64> {
        loop {
            let value = self.0.next()?;
            if value & 8 == 8 {
                return Some(value);
            }
        }
    }
}

#[generator(yield = u64)]
fn numbers(end: u64) {
    let mut n = 0;
    while n < end {
        yield_!(n);
        n += 1;
    }
}

#[generator(yield = u64)]
fn scaled(values: impl Iterator<Item = u64>) {
    for value in values {
        yield_!(value.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    }
}

#[generator(yield = u64)]
fn kept(values: impl Iterator<Item = u64>) {
    for value in values {
        if value & 8 == 8 {
            yield_!(value);
        }
    }
}

pub(crate) fn end() -> u64 {
    black_box(u64::from(N))
}

#[inline(never)]
fn hand() -> u64 {
    consume(Kept(Scaled(Numbers { next: 0, end: end() })))
}

#[inline(never)]
fn hand_boxed() -> u64 {
    let numbers = hidden(Box::new(Numbers { next: 0, end: end() }));
    let scaled = hidden(Box::new(Scaled(numbers)));
    consume(hidden(Box::new(Kept(scaled))))
}

#[inline(never)]
fn antiphon_pinned() -> u64 {
    let numbers = pin!(numbers(end()));
    let scaled = pin!(scaled(numbers));
    consume(pin!(kept(scaled)))
}

#[inline(never)]
fn antiphon_boxed() -> u64 {
    let numbers = hidden(numbers(end()).boxed());
    let scaled = hidden(scaled(numbers).boxed());
    consume(hidden(kept(scaled).boxed()))
}
