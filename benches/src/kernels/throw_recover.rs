//! A running sum that an error sets back: every eighth operation throws.

use crate::{Kernel, contenders, hidden, mix};
use antiphon::prelude::*;
use std::{hint::black_box, pin::pin};

const N: u32 = 20_000;

/// How many sends there are, and the throw that follows.
const BLOCK: u64 = 8;

pub(super) fn kernel() -> Kernel {
    Kernel {
        name: "throw-recover",
        operations: N,
        contenders: contenders![hand, hand_boxed, antiphon_pinned, antiphon_boxed],
    }
}

/// Set the sum to this.
struct Reset(u64);

#[derive(Default)]
struct Sum(u64);

impl Sum {
    fn send(&mut self, value: u64) -> u64 {
        self.0 = self.0.wrapping_add(value).rotate_left(3);
        self.0
    }

    fn throw(&mut self, error: &Reset) -> u64 {
        self.0 = error.0;
        self.0
    }
}

#[generator(yield = u64, throw = Reset)]
fn sum(#[send] first: u64) {
    let mut sum = 0_u64;
    let mut input = Ok(first);
    loop {
        match input {
            Ok(value) => sum = sum.wrapping_add(value).rotate_left(3),
            Err(Interrupt::Throw(Reset(value))) => sum = value,
            Err(Interrupt::Close) => return,
        }
        input = try_yield!(sum);
    }
}

/// The sequence that everyone runs. It is written in blocks: where the loop asks of each operation which it is, LLVM makes
/// a choice of values out of that for some contenders and a branch for others, and it is that which is measured.
#[inline(always)]
fn drive<T>(target: &mut T, send: impl Fn(&mut T, u64) -> u64, throw: impl Fn(&mut T, Reset) -> u64) -> u64 {
    let mut checksum = 0;
    for block in 0..u64::from(black_box(N)) / BLOCK {
        let end = block * BLOCK + BLOCK - 1;
        for n in block * BLOCK..end {
            checksum = mix(checksum, send(target, n));
        }
        checksum = mix(checksum, throw(target, Reset(end)));
    }
    checksum
}

#[inline(never)]
fn hand() -> u64 {
    drive(&mut Sum::default(), Sum::send, |sum, error| sum.throw(&error))
}

#[inline(never)]
fn hand_boxed() -> u64 {
    drive(&mut hidden(Box::new(Sum::default())), |sum, value| sum.send(value), |sum, error| sum.throw(&error))
}

#[inline(never)]
fn antiphon_pinned() -> u64 {
    drive(&mut pin!(sum()), |sum, value| sum.send(value).unwrap_or(0), |sum, error| sum.throw(error).unwrap_or(0))
}

#[inline(never)]
fn antiphon_boxed() -> u64 {
    drive(
        &mut hidden(sum().boxed()),
        |sum, value| sum.send(value).unwrap_or(0),
        |sum, error| sum.throw(error).unwrap_or(0),
    )
}
