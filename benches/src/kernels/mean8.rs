//! Answers each value sent with the mean of the last eight: with `yield_!`, and with `try_yield!`.

use crate::{Kernel, contenders, hidden, mix};
use antiphon::prelude::*;
use std::{hint::black_box, pin::pin};

pub(super) const N: u32 = 20_000;

pub(super) fn kernel() -> Kernel {
    Kernel {
        name: "mean8",
        operations: N,
        contenders: contenders![hand, hand_boxed, antiphon_pinned, antiphon_boxed, antiphon_block],
    }
}

pub(super) fn kernel_try() -> Kernel {
    use with_try::{antiphon_boxed, antiphon_pinned};
    Kernel {
        name: "mean8-try",
        operations: N,
        contenders: contenders![hand, hand_boxed, antiphon_pinned, antiphon_boxed],
    }
}

#[derive(Default)]
struct Mean8 {
    last: [f64; 8],
    next: usize,
}

impl Mean8 {
    fn send(&mut self, value: f64) -> f64 {
        self.last[self.next] = value;
        self.next = (self.next + 1) % 8;
        self.last.iter().sum::<f64>() / 8.0
    }
}

#[generator(yield = f64)]
fn mean8(#[send] mut value: f64) {
    let mut last = [0.0; 8];
    let mut next = 0;
    loop {
        last[next] = value;
        next = (next + 1) % 8;
        value = yield_!(last.iter().sum::<f64>() / 8.0);
    }
}

/// What is sent, the same for everyone.
#[inline(always)]
pub(crate) fn drive(mut send: impl FnMut(f64) -> f64) -> u64 {
    let mut checksum = 0;
    for n in 0..black_box(N) {
        checksum = mix(checksum, send(f64::from(n & 1023)).to_bits());
    }
    checksum
}

#[inline(never)]
fn hand() -> u64 {
    let mut mean = Mean8::default();
    drive(|value| mean.send(value))
}

#[inline(never)]
fn hand_boxed() -> u64 {
    let mut mean = hidden(Box::new(Mean8::default()));
    drive(|value| mean.send(value))
}

#[inline(never)]
fn antiphon_pinned() -> u64 {
    let mut mean = pin!(mean8());
    drive(|value| mean.send(value).unwrap_or(0.0))
}

#[inline(never)]
fn antiphon_boxed() -> u64 {
    let mut mean = hidden(mean8().boxed());
    drive(|value| mean.send(value).unwrap_or(0.0))
}

#[inline(never)]
fn antiphon_block() -> u64 {
    let mut mean = pin!(generate!(|first: f64| {
        let (mut last, mut next, mut value) = ([0.0; 8], 0, first);
        loop {
            last[next] = value;
            next = (next + 1) % 8;
            value = yield last.iter().sum::<f64>() / 8.0;
        }
    }));
    drive(|value| mean.send(value).unwrap_or(0.0))
}

mod with_try {
    use super::{Generator, Interrupt, drive, generator, hidden, pin};

    #[generator(yield = f64, throw = String)]
    fn mean8(#[send] mut value: f64) -> usize {
        let mut last = [0.0; 8];
        let mut next = 0;
        loop {
            last[next] = value;
            next = (next + 1) % 8;
            match try_yield!(last.iter().sum::<f64>() / 8.0) {
                Ok(sent) => value = sent,
                Err(Interrupt::Throw(_)) => last = [0.0; 8],
                Err(Interrupt::Close) => return next,
            }
        }
    }

    #[inline(never)]
    pub(super) fn antiphon_pinned() -> u64 {
        let mut mean = pin!(mean8());
        drive(|value| mean.send(value).unwrap_or(0.0))
    }

    #[inline(never)]
    pub(super) fn antiphon_boxed() -> u64 {
        let mut mean = hidden(mean8().boxed());
        drive(|value| mean.send(value).unwrap_or(0.0))
    }
}
