//! fauxgen: attribute and `r#yield!`, pinned on the stack with `pin!`.
//!
//! The first value sent is had from `argument!()`. There is no delegation; lending the token of a `gen!` to the async
//! function that yields next is several times faster than a loop over an inner generator, so that is what is measured.
//!
//! On an `async fn` the attribute makes a stream, or an object whose `resume` is awaited.
//!
//! What the attribute makes does not allocate. A `gen!` boxes its token, once in all the operations of a kernel.

use crate::{
    consume,
    executor::{Executor, consume_stream},
    kernels::{async_pending::later, counter, create_drop, delegate, mean8, pipeline3, state_1k, words, xorshift},
    mix,
    peers::{Peer, work},
};
use fauxgen::{Generator, GeneratorState, GeneratorToken, generator};
use std::{future::ready, hint::black_box, pin::pin};

pub(super) const PEER: Peer = Peer {
    name: "fauxgen",
    boxed: false,
    work: work![
        counter,
        xorshift,
        mean8,
        state_1k,
        pipeline3,
        words,
        delegate1,
        delegate4,
        delegate16,
        create_drop,
        async_ready,
        async_pending,
        async_send
    ],
};

#[generator(yield = u64)]
fn count_to(end: u64) {
    let mut n = 0;
    while n < end {
        r#yield!(n);
        n += 1;
    }
}

#[inline(never)]
fn counter() -> u64 {
    consume(pin!(count_to(counter::end())))
}

#[generator(yield = u64)]
fn xorshift_from(mut state: u64) {
    loop {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        r#yield!(state);
    }
}

#[inline(never)]
fn xorshift() -> u64 {
    xorshift::consume(pin!(xorshift_from(black_box(7))))
}

#[generator(yield = f64, arg = f64)]
fn mean() {
    let mut last = [0.0; 8];
    let mut next = 0;
    let mut value = argument!();
    loop {
        last[next] = value;
        next = (next + 1) % 8;
        value = r#yield!(last.iter().sum::<f64>() / 8.0);
    }
}

#[inline(never)]
fn mean8() -> u64 {
    let mut mean = pin!(mean());
    mean8::drive(|value| match mean.as_mut().resume(value) {
        GeneratorState::Yielded(mean) => mean,
        GeneratorState::Complete(()) => 0.0,
    })
}

#[generator(yield = u64, arg = u64)]
fn table() {
    let mut slots = [0; 128];
    let mut key = argument!();
    loop {
        #[allow(clippy::cast_possible_truncation, reason = "it is taken modulo 128")]
        let slot = &mut slots[key as usize % 128];
        *slot = mix(*slot, key);
        let value = *slot;
        key = r#yield!(value);
    }
}

#[inline(never)]
fn state_1k() -> u64 {
    let mut table = pin!(table());
    state_1k::drive(|key| match table.as_mut().resume(key) {
        GeneratorState::Yielded(value) => value,
        GeneratorState::Complete(()) => 0,
    })
}

#[generator(yield = u64)]
fn scaled(values: impl Iterator<Item = u64>) {
    for value in values {
        r#yield!(value.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    }
}

#[generator(yield = u64)]
fn kept(values: impl Iterator<Item = u64>) {
    for value in values {
        if value & 8 == 8 {
            r#yield!(value);
        }
    }
}

#[inline(never)]
fn pipeline3() -> u64 {
    let numbers = pin!(count_to(pipeline3::end()));
    let scaled = pin!(scaled(numbers));
    consume(pin!(kept(scaled)))
}

#[generator(yield = &str)]
fn words_of(mut text: &str) {
    while let Some((word, rest)) = text.split_once(' ') {
        text = rest;
        r#yield!(word);
    }
}

#[inline(never)]
fn words() -> u64 {
    words::consume(pin!(words_of(black_box(&words::TEXT))))
}

async fn leaf(token: &GeneratorToken<u64>, count: u64) {
    let mut state = 0_u64;
    let mut left = count;
    while left > 0 {
        left -= 1;
        state = state.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(1);
        token.yield_(state).await;
    }
}

macro_rules! level {
    ($level:ident > $below:ident) => {
        async fn $level(token: &GeneratorToken<u64>, count: u64) {
            $below(token, count).await;
        }
    };
}
delegate::levels!(level);

macro_rules! depth {
    ($kernel:ident, $top:ident) => {
        #[inline(never)]
        fn $kernel() -> u64 {
            let count = delegate::count();
            consume(pin!(fauxgen::r#gen!(|token: GeneratorToken<u64>| $top(&token, count).await)))
        }
    };
}
depth!(delegate1, level1);
depth!(delegate4, level4);
depth!(delegate16, level16);

#[generator(yield = u64)]
fn powers(base: u64) {
    let mut power = 1_u64;
    loop {
        power = power.wrapping_mul(base);
        r#yield!(power);
    }
}

#[inline(never)]
fn create_drop() -> u64 {
    create_drop::repeat(|base, checksum| create_drop::three(checksum, pin!(powers(base))))
}

#[generator(yield = u64)]
async fn ready_numbers(end: u64) {
    let mut n = 0;
    while n < end {
        r#yield!(ready(n).await);
        n += 1;
    }
}

#[inline(never)]
fn async_ready() -> u64 {
    consume_stream(pin!(ready_numbers(counter::end())))
}

#[generator(yield = u64)]
async fn late_numbers(end: u64) {
    let mut n = 0;
    while n < end {
        r#yield!(later(n).await);
        n += 1;
    }
}

#[inline(never)]
fn async_pending() -> u64 {
    consume_stream(pin!(late_numbers(counter::end())))
}

#[generator(yield = f64, arg = f64)]
async fn awaiting_mean() {
    let mut last = [0.0; 8];
    let mut next = 0;
    let mut value = argument!();
    loop {
        last[next] = ready(value).await;
        next = (next + 1) % 8;
        value = r#yield!(last.iter().sum::<f64>() / 8.0);
    }
}

#[inline(never)]
fn async_send() -> u64 {
    let executor = Executor::new();
    let mut mean = pin!(awaiting_mean());
    mean8::drive(|value| match executor.block_on(mean.as_mut().resume(value)) {
        GeneratorState::Yielded(mean) => mean,
        GeneratorState::Complete(()) => 0.0,
    })
}
