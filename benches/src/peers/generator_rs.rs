//! generator (generator-rs): coroutines with a stack of their own, so a body calls and yields wherever it likes.
//!
//! The first value sent is had from `get_yield()`. Delegation is a plain call that is lent the scope; the crate's
//! `yield_from` would give every level a stack and a switch more. A stack is allocated for each generator, and cannot
//! be kept for the next.

use crate::{
    consume,
    kernels::{counter, create_drop, delegate, mean8, pipeline3, state_1k, words, xorshift},
    mix,
    peers::{Peer, work},
};
use generator_rs::{Generator, Gn, Scope, done};
use std::hint::black_box;

pub(super) const PEER: Peer = Peer {
    name: "generator-rs",
    boxed: true,
    work: work![counter, xorshift, mean8, state_1k, pipeline3, words, delegate1, delegate4, delegate16, create_drop],
};

fn count_to(end: u64) -> Generator<'static, (), u64> {
    Gn::new_scoped(move |mut scope| {
        let mut n = 0;
        while n < end {
            scope.yield_with(n);
            n += 1;
        }
        done!();
    })
}

#[inline(never)]
fn counter() -> u64 {
    consume(count_to(counter::end()))
}

#[inline(never)]
fn xorshift() -> u64 {
    let mut state = black_box(7_u64);
    xorshift::consume(Gn::<()>::new_scoped(move |mut scope| -> u64 {
        loop {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            scope.yield_with(state);
        }
    }))
}

#[inline(never)]
fn mean8() -> u64 {
    let mut mean = Gn::<f64>::new_scoped(|mut scope| {
        let mut last = [0.0; 8];
        let mut next = 0;
        let mut input = scope.get_yield();
        while let Some(value) = input {
            last[next] = value;
            next = (next + 1) % 8;
            input = scope.yield_(last.iter().sum::<f64>() / 8.0);
        }
        done!();
    });
    mean8::drive(|value| mean.send(value))
}

#[inline(never)]
fn state_1k() -> u64 {
    let mut table = Gn::<u64>::new_scoped(|mut scope| {
        let mut slots = [0; 128];
        let mut input = scope.get_yield();
        while let Some(key) = input {
            #[allow(clippy::cast_possible_truncation, reason = "it is taken modulo 128")]
            let slot = &mut slots[key as usize % 128];
            *slot = mix(*slot, key);
            input = scope.yield_(*slot);
        }
        done!();
    });
    state_1k::drive(|key| table.send(key))
}

#[inline(never)]
fn pipeline3() -> u64 {
    let numbers = count_to(pipeline3::end());
    let scaled = Gn::new_scoped(|mut scope| {
        for value in numbers {
            scope.yield_with(value.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        }
        done!();
    });
    consume(Gn::<()>::new_scoped(|mut scope| {
        for value in scaled {
            if value & 8 == 8 {
                scope.yield_with(value);
            }
        }
        done!();
    }))
}

#[inline(never)]
fn words() -> u64 {
    let mut text: &str = black_box(&words::TEXT);
    words::consume(Gn::<()>::new_scoped(move |mut scope| {
        while let Some((word, rest)) = text.split_once(' ') {
            text = rest;
            scope.yield_with(word);
        }
        done!();
    }))
}

fn leaf(scope: &mut Scope<'_, '_, (), u64>, count: u64) {
    let mut state = 0_u64;
    let mut left = count;
    while left > 0 {
        left -= 1;
        state = state.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(1);
        scope.yield_with(state);
    }
}

macro_rules! level {
    ($level:ident > $below:ident) => {
        fn $level(scope: &mut Scope<'_, '_, (), u64>, count: u64) {
            $below(scope, count);
        }
    };
}
delegate::levels!(level);

macro_rules! depth {
    ($kernel:ident, $top:ident) => {
        #[inline(never)]
        fn $kernel() -> u64 {
            let count = delegate::count();
            consume(Gn::<()>::new_scoped(move |mut scope| {
                $top(&mut scope, count);
                done!();
            }))
        }
    };
}
depth!(delegate1, level1);
depth!(delegate4, level4);
depth!(delegate16, level16);

#[inline(never)]
fn create_drop() -> u64 {
    create_drop::repeat(|base, checksum| {
        let powers = Gn::<()>::new_scoped(move |mut scope| -> u64 {
            let mut power = 1_u64;
            loop {
                power = power.wrapping_mul(base);
                scope.yield_with(power);
            }
        });
        create_drop::three(checksum, powers)
    })
}
