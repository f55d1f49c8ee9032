//! corosensei: coroutines with a stack of their own, so a body calls and yields wherever it likes.
//!
//! The first value sent is an argument of the body. Delegation is a plain call that is lent the yielder. A stack is
//! allocated for each coroutine; where coroutines come and go (`create-drop`), one stack serves them all, as in the
//! crate's own benchmark. A coroutine that borrows has to be a scoped one.

use crate::{
    consume,
    kernels::{counter, create_drop, delegate, mean8, pipeline3, state_1k, tree, words, xorshift},
    mix,
    peers::{Peer, work},
};
use corosensei::{Coroutine, ScopedCoroutine, Yielder, stack::DefaultStack};
use std::{cell::RefCell, hint::black_box, iter};

pub(super) const PEER: Peer = Peer {
    name: "corosensei",
    boxed: true,
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
        tree_balanced,
        tree_list,
        tree_list_1k,
    ],
};

/// A coroutine is no iterator; this is one, over what it yields.
fn iterate<T>(mut coroutine: Coroutine<(), T, ()>) -> impl Iterator<Item = T> {
    iter::from_fn(move || coroutine.resume(()).as_yield())
}

fn count_to(end: u64) -> Coroutine<(), u64, ()> {
    Coroutine::new(move |yielder, ()| {
        let mut n = 0;
        while n < end {
            yielder.suspend(n);
            n += 1;
        }
    })
}

#[inline(never)]
fn counter() -> u64 {
    consume(iterate(count_to(counter::end())))
}

#[inline(never)]
fn xorshift() -> u64 {
    let mut state = black_box(7_u64);
    xorshift::consume(iterate(Coroutine::new(move |yielder, ()| {
        loop {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            yielder.suspend(state);
        }
    })))
}

#[inline(never)]
fn mean8() -> u64 {
    let mut mean = Coroutine::<f64, f64, ()>::new(|yielder, mut value| {
        let mut last = [0.0; 8];
        let mut next = 0;
        loop {
            last[next] = value;
            next = (next + 1) % 8;
            value = yielder.suspend(last.iter().sum::<f64>() / 8.0);
        }
    });
    mean8::drive(|value| mean.resume(value).as_yield().unwrap_or(0.0))
}

#[inline(never)]
fn state_1k() -> u64 {
    let mut table = Coroutine::<u64, u64, ()>::new(|yielder, mut key| {
        let mut slots = [0; 128];
        loop {
            #[allow(clippy::cast_possible_truncation, reason = "it is taken modulo 128")]
            let slot = &mut slots[key as usize % 128];
            *slot = mix(*slot, key);
            key = yielder.suspend(*slot);
        }
    });
    state_1k::drive(|key| table.resume(key).as_yield().unwrap_or(0))
}

#[inline(never)]
fn pipeline3() -> u64 {
    let numbers = iterate(count_to(pipeline3::end()));
    let scaled = iterate(Coroutine::new(move |yielder, ()| {
        for value in numbers {
            yielder.suspend(value.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        }
    }));
    consume(iterate(Coroutine::new(move |yielder, ()| {
        for value in scaled {
            if value & 8 == 8 {
                yielder.suspend(value);
            }
        }
    })))
}

#[inline(never)]
fn words() -> u64 {
    let mut text: &str = black_box(&words::TEXT);
    let words = ScopedCoroutine::new(|yielder: &Yielder<(), &str>, ()| {
        while let Some((word, rest)) = text.split_once(' ') {
            text = rest;
            yielder.suspend(word);
        }
    });
    words.scope(|mut words| words::consume(iter::from_fn(|| words.resume(()).as_yield())))
}

fn leaf(yielder: &Yielder<(), u64>, count: u64) {
    let mut state = 0_u64;
    let mut left = count;
    while left > 0 {
        left -= 1;
        state = state.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(1);
        yielder.suspend(state);
    }
}

macro_rules! level {
    ($level:ident > $below:ident) => {
        fn $level(yielder: &Yielder<(), u64>, count: u64) {
            $below(yielder, count);
        }
    };
}
delegate::levels!(level);

macro_rules! depth {
    ($kernel:ident, $top:ident) => {
        #[inline(never)]
        fn $kernel() -> u64 {
            let count = delegate::count();
            consume(iterate(Coroutine::new(move |yielder, ()| $top(yielder, count))))
        }
    };
}
depth!(delegate1, level1);
depth!(delegate4, level4);
depth!(delegate16, level16);

#[inline(never)]
fn create_drop() -> u64 {
    let mut stack = DefaultStack::default();
    create_drop::repeat(|base, checksum| {
        let powers = ScopedCoroutine::with_stack(&mut stack, |yielder: &Yielder<(), u64>, ()| {
            let mut power = 1_u64;
            loop {
                power = power.wrapping_mul(base);
                yielder.suspend(power);
            }
        });
        powers.scope(|mut powers| create_drop::three(checksum, iter::from_fn(|| powers.resume(()).as_yield())))
    })
}

/// Recursion is a call, on a stack that has to be as large as the deepest tree needs. It is made once: the kernel's pages
/// are there from the first run on.
fn keys(tree: &tree::Node) -> u64 {
    fn walk(yielder: &Yielder<(), u64>, node: &tree::Node) {
        if let Some(left) = &node.left {
            walk(yielder, left);
        }
        yielder.suspend(node.key);
        if let Some(right) = &node.right {
            walk(yielder, right);
        }
    }
    thread_local! {
        static STACK: RefCell<DefaultStack> =
            RefCell::new(DefaultStack::new(1 << 29).expect("half a gigabyte of addresses"));
    }
    STACK.with_borrow_mut(|stack| {
        let keys = ScopedCoroutine::with_stack(stack, |yielder: &Yielder<(), u64>, ()| walk(yielder, tree));
        keys.scope(|mut keys| consume(iter::from_fn(|| keys.resume(()).as_yield())))
    })
}

#[inline(never)]
fn tree_balanced() -> u64 {
    keys(black_box(&tree::BALANCED))
}

#[inline(never)]
fn tree_list() -> u64 {
    keys(black_box(&tree::LIST))
}

#[inline(never)]
fn tree_list_1k() -> u64 {
    keys(black_box(&tree::SHORT_LIST))
}
