//! A body with 1 KiB of state, of which each value sent touches one slot.

use crate::{Kernel, contenders, hidden, mix};
use antiphon::prelude::*;
use std::{hint::black_box, pin::pin};

const N: u32 = 20_000;

pub(super) fn kernel() -> Kernel {
    Kernel {
        name: "state-1k",
        operations: N,
        contenders: contenders![hand, hand_boxed, antiphon_pinned, antiphon_boxed],
    }
}

struct Table {
    slots: [u64; 128],
}

impl Table {
    fn send(&mut self, key: u64) -> u64 {
        #[allow(clippy::cast_possible_truncation, reason = "it is taken modulo 128")]
        let slot = &mut self.slots[key as usize % 128];
        *slot = mix(*slot, key);
        *slot
    }
}

#[generator(yield = u64)]
fn table(#[send] mut key: u64) {
    let mut slots = [0; 128];
    loop {
        #[allow(clippy::cast_possible_truncation, reason = "it is taken modulo 128")]
        let slot = &mut slots[key as usize % 128];
        *slot = mix(*slot, key);
        let value = *slot;
        key = yield_!(value);
    }
}

#[inline(always)]
pub(crate) fn drive(mut send: impl FnMut(u64) -> u64) -> u64 {
    let mut checksum = 0;
    for n in 0..black_box(N) {
        checksum = mix(checksum, send(u64::from(n) * 7));
    }
    checksum
}

#[inline(never)]
fn hand() -> u64 {
    let mut table = Table { slots: [0; 128] };
    drive(|key| table.send(key))
}

#[inline(never)]
fn hand_boxed() -> u64 {
    let mut table = hidden(Box::new(Table { slots: [0; 128] }));
    drive(|key| table.send(key))
}

#[inline(never)]
fn antiphon_pinned() -> u64 {
    let mut table = pin!(table());
    drive(|key| table.send(key).unwrap_or(0))
}

#[inline(never)]
fn antiphon_boxed() -> u64 {
    let mut table = hidden(table().boxed());
    drive(|key| table.send(key).unwrap_or(0))
}
