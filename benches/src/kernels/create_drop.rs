//! Makes a generator, takes three values, drops it while it is suspended.

use crate::{Kernel, contenders, hidden, mix};
use antiphon::prelude::*;
use std::{hint::black_box, pin::pin};

/// Few, since a coroutine with a stack of its own takes microseconds to unwind.
const N: u32 = 4_000;

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

/// Calls `once` with every base and the checksum so far.
pub(crate) fn repeat(mut once: impl FnMut(u64, u64) -> u64) -> u64 {
    (0..u64::from(N)).fold(0, |checksum, base| once(black_box(base), checksum))
}

/// Takes three values, and drops the rest.
#[inline(always)]
pub(crate) fn three(checksum: u64, values: impl Iterator<Item = u64>) -> u64 {
    values.take(3).fold(checksum, mix)
}

#[inline(never)]
fn hand() -> u64 {
    repeat(|base, checksum| three(checksum, Powers { base, power: 1 }))
}

#[inline(never)]
fn hand_boxed() -> u64 {
    repeat(|base, checksum| three(checksum, hidden(Box::new(Powers { base, power: 1 }))))
}

#[inline(never)]
fn antiphon_pinned() -> u64 {
    repeat(|base, checksum| three(checksum, pin!(powers(base))))
}

#[inline(never)]
fn antiphon_boxed() -> u64 {
    repeat(|base, checksum| three(checksum, hidden(powers(base).boxed())))
}
