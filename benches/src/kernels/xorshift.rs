//! A pseudo-random sequence without end.

use crate::{Kernel, contenders, hidden, mix};
use antiphon::prelude::*;
use std::{hint::black_box, pin::pin};

const N: u32 = 20_000;

pub(super) fn kernel() -> Kernel {
    Kernel {
        name: "xorshift",
        operations: N,
        contenders: contenders![hand, hand_boxed, antiphon_pinned, antiphon_boxed],
    }
}

struct Xorshift(u64);

impl Iterator for Xorshift {
    type Item = u64;

    fn next(&mut self) -> Option<u64> {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        Some(self.0)
    }
}

#[generator(yield = u64)]
fn xorshift(mut state: u64) {
    loop {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        yield_!(state);
    }
}

#[inline(always)]
pub(crate) fn consume(mut values: impl Iterator<Item = u64>) -> u64 {
    let mut checksum = 0;
    for _ in 0..black_box(N) {
        checksum = mix(checksum, values.next().unwrap_or(0));
    }
    checksum
}

#[inline(never)]
fn hand() -> u64 {
    consume(Xorshift(black_box(7)))
}

#[inline(never)]
fn hand_boxed() -> u64 {
    consume(hidden(Box::new(Xorshift(7))))
}

#[inline(never)]
fn antiphon_pinned() -> u64 {
    consume(pin!(xorshift(black_box(7))))
}

#[inline(never)]
fn antiphon_boxed() -> u64 {
    consume(hidden(xorshift(7).boxed()))
}
