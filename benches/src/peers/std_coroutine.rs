//! The compiler's own coroutines, on a nightly toolchain: what hand-written code is held to.
//!
//! The first value sent is an argument of the body. There is no delegation but a loop. None of these borrows its own
//! state across a yield, so they need no pinning; they do not allocate.

use crate::{
    consume,
    kernels::{counter, create_drop, delegate, mean8, pipeline3, state_1k, words, xorshift},
    mix,
    peers::{Peer, work},
};
use std::{
    hint::black_box,
    iter,
    ops::{Coroutine, CoroutineState},
    pin::Pin,
};

pub(super) const PEER: Peer = Peer {
    name: "std-coroutine",
    boxed: false,
    work: work![counter, xorshift, mean8, state_1k, pipeline3, words, delegate1, delegate4, delegate16, create_drop],
};

/// A coroutine is no iterator; this is one, over what it yields.
fn iterate<T>(mut coroutine: impl Coroutine<Yield = T, Return = ()> + Unpin) -> impl Iterator<Item = T> {
    iter::from_fn(move || match Pin::new(&mut coroutine).resume(()) {
        CoroutineState::Yielded(value) => Some(value),
        CoroutineState::Complete(()) => None,
    })
}

fn count_to(end: u64) -> impl Coroutine<Yield = u64, Return = ()> + Unpin {
    #[coroutine]
    move || {
        let mut n = 0;
        while n < end {
            yield n;
            n += 1;
        }
    }
}

#[inline(never)]
fn counter() -> u64 {
    consume(iterate(count_to(counter::end())))
}

#[inline(never)]
fn xorshift() -> u64 {
    let mut state = black_box(7_u64);
    xorshift::consume(iterate(
        #[coroutine]
        move || {
            loop {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                yield state;
            }
        },
    ))
}

#[inline(never)]
fn mean8() -> u64 {
    let mut mean = #[coroutine]
    |mut value: f64| {
        let mut last = [0.0; 8];
        let mut next = 0;
        loop {
            last[next] = value;
            next = (next + 1) % 8;
            value = yield last.iter().sum::<f64>() / 8.0;
        }
    };
    mean8::drive(|value| match Pin::new(&mut mean).resume(value) {
        CoroutineState::Yielded(mean) => mean,
        CoroutineState::Complete(()) => 0.0,
    })
}

#[inline(never)]
fn state_1k() -> u64 {
    let mut table = #[coroutine]
    |mut key: u64| {
        let mut slots = [0; 128];
        loop {
            #[allow(clippy::cast_possible_truncation, reason = "it is taken modulo 128")]
            let slot = &mut slots[key as usize % 128];
            *slot = mix(*slot, key);
            let value = *slot;
            key = yield value;
        }
    };
    state_1k::drive(|key| match Pin::new(&mut table).resume(key) {
        CoroutineState::Yielded(value) => value,
        CoroutineState::Complete(()) => 0,
    })
}

#[inline(never)]
fn pipeline3() -> u64 {
    let numbers = iterate(count_to(pipeline3::end()));
    let scaled = iterate(
        #[coroutine]
        move || {
            for value in numbers {
                yield value.wrapping_mul(0x9E37_79B9_7F4A_7C15);
            }
        },
    );
    consume(iterate(
        #[coroutine]
        move || {
            for value in scaled {
                if value & 8 == 8 {
                    yield value;
                }
            }
        },
    ))
}

#[inline(never)]
fn words() -> u64 {
    let mut text: &str = black_box(&words::TEXT);
    words::consume(iterate(
        #[coroutine]
        move || {
            while let Some((word, rest)) = text.split_once(' ') {
                text = rest;
                yield word;
            }
        },
    ))
}

fn leaf(count: u64) -> impl Coroutine<Yield = u64, Return = ()> + Unpin {
    #[coroutine]
    move || {
        let mut state = 0_u64;
        let mut left = count;
        while left > 0 {
            left -= 1;
            state = state.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(1);
            yield state;
        }
    }
}

macro_rules! level {
    ($level:ident > $below:ident) => {
        fn $level(count: u64) -> impl Coroutine<Yield = u64, Return = ()> + Unpin {
            #[coroutine]
            move || {
                for value in iterate($below(count)) {
                    yield value;
                }
            }
        }
    };
}
delegate::levels!(level);

macro_rules! depth {
    ($kernel:ident, $top:ident) => {
        #[inline(never)]
        fn $kernel() -> u64 {
            consume(iterate($top(delegate::count())))
        }
    };
}
depth!(delegate1, level1);
depth!(delegate4, level4);
depth!(delegate16, level16);

#[inline(never)]
fn create_drop() -> u64 {
    create_drop::repeat(|base, checksum| {
        let powers = #[coroutine]
        move || {
            let mut power = 1_u64;
            loop {
                power = power.wrapping_mul(base);
                yield power;
            }
        };
        create_drop::three(checksum, iterate(powers))
    })
}
