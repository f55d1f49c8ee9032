//! next-gen: attribute and `yield_!`, pinned on the stack, which its documentation calls the form to prefer.
//!
//! The first value sent is the body's, by `resume(T) as name`. There is no delegation but a loop, which cannot forward
//! what is sent. A generator keeps its place of exchange beside its body and does not allocate.

use crate::{
    consume,
    kernels::{counter, create_drop, delegate, mean8, pipeline3, state_1k, words, xorshift},
    mix,
    peers::{Peer, work},
};
use next_gen::prelude::*;
use std::hint::black_box;

pub(super) const PEER: Peer = Peer {
    name: "next-gen",
    boxed: false,
    work: work![counter, xorshift, mean8, state_1k, pipeline3, words, delegate1, delegate4, delegate16, create_drop],
};

#[generator(yield(u64))]
fn count_to(end: u64) {
    let mut n = 0;
    while n < end {
        yield_!(n);
        n += 1;
    }
}

#[inline(never)]
fn counter() -> u64 {
    mk_gen!(let count = count_to(counter::end()));
    consume(count)
}

#[generator(yield(u64))]
fn xorshift_from(mut state: u64) {
    loop {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        yield_!(state);
    }
}

#[inline(never)]
fn xorshift() -> u64 {
    mk_gen!(let xorshift = xorshift_from(black_box(7)));
    xorshift::consume(xorshift)
}

#[generator(yield(f64), resume(f64) as mut value)]
fn mean() {
    let mut last = [0.0; 8];
    let mut next = 0;
    loop {
        last[next] = value;
        next = (next + 1) % 8;
        value = yield_!(last.iter().sum::<f64>() / 8.0);
    }
}

#[inline(never)]
fn mean8() -> u64 {
    mk_gen!(let mut mean = mean());
    mean8::drive(|value| match mean.as_mut().resume(value) {
        GeneratorState::Yielded(mean) => mean,
        GeneratorState::Returned(()) => 0.0,
    })
}

#[generator(yield(u64), resume(u64) as mut key)]
fn table() {
    let mut slots = [0; 128];
    loop {
        #[allow(clippy::cast_possible_truncation, reason = "it is taken modulo 128")]
        let slot = &mut slots[key as usize % 128];
        *slot = mix(*slot, key);
        let value = *slot;
        key = yield_!(value);
    }
}

#[inline(never)]
fn state_1k() -> u64 {
    mk_gen!(let mut table = table());
    state_1k::drive(|key| match table.as_mut().resume(key) {
        GeneratorState::Yielded(value) => value,
        GeneratorState::Returned(()) => 0,
    })
}

#[generator(yield(u64))]
fn scaled(values: impl Iterator<Item = u64>) {
    for value in values {
        yield_!(value.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    }
}

#[generator(yield(u64))]
fn kept(values: impl Iterator<Item = u64>) {
    for value in values {
        if value & 8 == 8 {
            yield_!(value);
        }
    }
}

#[inline(never)]
fn pipeline3() -> u64 {
    mk_gen!(let numbers = count_to(pipeline3::end()));
    mk_gen!(let scaled = scaled(numbers));
    mk_gen!(let kept = kept(scaled));
    consume(kept)
}

#[generator(yield(&'text str))]
fn words_of<'text>(mut text: &'text str) {
    while let Some((word, rest)) = text.split_once(' ') {
        text = rest;
        yield_!(word);
    }
}

#[inline(never)]
fn words() -> u64 {
    mk_gen!(let words = words_of(black_box(&words::TEXT)));
    words::consume(words)
}

#[generator(yield(u64))]
fn leaf(count: u64) {
    let mut state = 0_u64;
    let mut left = count;
    while left > 0 {
        left -= 1;
        state = state.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(1);
        yield_!(state);
    }
}

macro_rules! level {
    ($level:ident > $below:ident) => {
        #[generator(yield(u64))]
        fn $level(count: u64) {
            mk_gen!(let below = $below(count));
            for value in below {
                yield_!(value);
            }
        }
    };
}
delegate::levels!(level);

macro_rules! depth {
    ($kernel:ident, $top:ident) => {
        #[inline(never)]
        fn $kernel() -> u64 {
            mk_gen!(let top = $top(delegate::count()));
            consume(top)
        }
    };
}
depth!(delegate1, level1);
depth!(delegate4, level4);
depth!(delegate16, level16);

#[generator(yield(u64))]
fn powers(base: u64) {
    let mut power = 1_u64;
    loop {
        power = power.wrapping_mul(base);
        yield_!(power);
    }
}

#[inline(never)]
fn create_drop() -> u64 {
    create_drop::repeat(|base, checksum| {
        mk_gen!(let powers = powers(base));
        create_drop::three(checksum, powers)
    })
}
