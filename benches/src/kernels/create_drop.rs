//! Makes a generator, takes three values, drops it while it is suspended.

use crate::{Kernel, contenders, mix};
use antiphon::prelude::*;
use std::{hint::black_box, pin::pin};

const N: u32 = 20_000;

pub(super) fn kernel() -> Kernel {
    Kernel {
        name: "create-drop",
        operations: N,
        contenders: contenders![hand, hand_boxed, antiphon_pinned, antiphon_boxed],
    }
}

struct Powers {
    base: u64,
    power: u64,
}

impl Iterator for Powers {
    type Item = u64;

    fn next(&mut self) -> Option<u64> {
        self.power = self.power.wrapping_mul(self.base);
        Some(self.power)
    }
}

#[generator(yield = u64)]
fn powers(base: u64) {
    let mut power = 1_u64;
    loop {
        power = power.wrapping_mul(base);
        yield_!(power);
    }
}

fn consume<I: Iterator<Item = u64>>(make: impl Fn(u64) -> I) -> u64 {
    let mut checksum = 0;
    for base in 0..u64::from(N) {
        for value in make(black_box(base)).take(3) {
            checksum = mix(checksum, value);
        }
    }
    checksum
}

#[inline(never)]
fn hand() -> u64 {
    consume(|base| Powers { base, power: 1 })
}

#[inline(never)]
fn hand_boxed() -> u64 {
    consume(|base| black_box(Box::new(Powers { base, power: 1 })))
}

#[inline(never)]
fn antiphon_pinned() -> u64 {
    let mut checksum = 0;
    for base in 0..u64::from(N) {
        for value in pin!(powers(black_box(base))).take(3) {
            checksum = mix(checksum, value);
        }
    }
    checksum
}

#[inline(never)]
fn antiphon_boxed() -> u64 {
    consume(|base| black_box(powers(base).boxed()))
}
