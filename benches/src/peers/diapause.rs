//! diapause: a state enum written by the macro, kept by value, never pinned.
//!
//! `start` takes no value, so a body that is sent values first yields one that does not matter. It delegates with
//! `yield_all!`, forwarding what is sent. It does not allocate.

use crate::{
    consume,
    kernels::{counter, create_drop, delegate, mean8, pipeline3, state_1k, words, xorshift},
    mix,
    peers::{Peer, work},
};
use diapause::{Coroutine, CoroutineState, Iter};
use std::hint::black_box;

pub(super) const PEER: Peer = Peer {
    name: "diapause",
    boxed: false,
    work: work![counter, xorshift, mean8, state_1k, pipeline3, words, delegate1, delegate4, delegate16, create_drop],
};

#[diapause::coroutine(yield = u64)]
fn count_to(end: u64) {
    let mut n: u64 = 0;
    while n < end {
        yield_!(n);
        n += 1;
    }
}

#[inline(never)]
fn counter() -> u64 {
    consume(Iter::new(count_to(counter::end())))
}

#[diapause::coroutine(yield = u64)]
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
    xorshift::consume(Iter::new(xorshift_from(black_box(7))))
}

#[diapause::coroutine(yield = f64, resume = f64)]
fn mean() {
    let mut last: [f64; 8] = [0.0; 8];
    let mut next: usize = 0;
    loop {
        let value = yield_!(last.iter().sum::<f64>() / 8.0);
        last[next] = value;
        next = (next + 1) % 8;
    }
}

#[inline(never)]
fn mean8() -> u64 {
    let mut mean = mean();
    let _ = mean.start();
    mean8::drive(|value| match mean.resume(value) {
        CoroutineState::Yielded(mean) => mean,
        CoroutineState::Complete(()) => 0.0,
    })
}

#[diapause::coroutine(yield = u64, resume = u64)]
fn table() {
    let mut slots: [u64; 128] = [0; 128];
    let mut value: u64 = 0;
    loop {
        let key = yield_!(value);
        #[allow(clippy::cast_possible_truncation, reason = "it is taken modulo 128")]
        let slot = &mut slots[key as usize % 128];
        *slot = mix(*slot, key);
        value = *slot;
    }
}

#[inline(never)]
fn state_1k() -> u64 {
    let mut table = table();
    let _ = table.start();
    state_1k::drive(|key| match table.resume(key) {
        CoroutineState::Yielded(value) => value,
        CoroutineState::Complete(()) => 0,
    })
}

#[diapause::coroutine(yield = u64)]
fn scaled(values: impl Iterator<Item = u64>) {
    for value in values {
        yield_!(value.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    }
}

#[diapause::coroutine(yield = u64)]
fn kept(values: impl Iterator<Item = u64>) {
    for value in values {
        if value & 8 == 8 {
            yield_!(value);
        }
    }
}

#[inline(never)]
fn pipeline3() -> u64 {
    let numbers = Iter::new(count_to(pipeline3::end()));
    let scaled = Iter::new(scaled(numbers));
    consume(Iter::new(kept(scaled)))
}

#[diapause::coroutine(yield = &'text str)]
fn words_of<'text>(mut text: &'text str) {
    while let Some((word, rest)) = text.split_once(' ') {
        text = rest;
        yield_!(word);
    }
}

#[inline(never)]
fn words() -> u64 {
    words::consume(Iter::new(words_of(black_box(&words::TEXT))))
}

#[diapause::coroutine(yield = u64)]
fn leaf(count: u64) {
    let mut state: u64 = 0;
    let mut left: u64 = count;
    while left > 0 {
        left -= 1;
        state = state.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(1);
        yield_!(state);
    }
}

macro_rules! level {
    ($level:ident > $below:ident) => {
        #[diapause::coroutine(yield = u64)]
        fn $level(count: u64) {
            yield_all!($below(count));
        }
    };
}
delegate::levels!(level);

macro_rules! depth {
    ($kernel:ident, $top:ident) => {
        #[inline(never)]
        fn $kernel() -> u64 {
            consume(Iter::new($top(delegate::count())))
        }
    };
}
depth!(delegate1, level1);
depth!(delegate4, level4);
depth!(delegate16, level16);

#[diapause::coroutine(yield = u64)]
fn powers(base: u64) {
    let mut power: u64 = 1;
    loop {
        power = power.wrapping_mul(base);
        yield_!(power);
    }
}

#[inline(never)]
fn create_drop() -> u64 {
    create_drop::repeat(|base, checksum| create_drop::three(checksum, Iter::new(powers(base))))
}
