//! How many bytes a generator takes, beside its body, hand-written state, and the peers that suspend in place.
//!
//! The bodies are those of the kernels. The peers' are those that are sent nothing: there everyone's text is the same.
//! What allocates is left out: its bytes lie in several places, or are a stack.

use ::next_gen::generator_fn::CallBoxed;
use antiphon::Gen;
use antiphon_benches::report::Table;
use genawaiter::stack;
use std::pin::pin;

type Mean8 = ([f64; 8], usize);
type Range = (u64, u64);
type Levels4<I> = Option<Option<Option<Option<I>>>>;
type Levels16<I> = Levels4<Levels4<Levels4<Levels4<I>>>>;

/// The kernels' bodies that are sent nothing, as functions of one attribute.
macro_rules! bodies {
    ($numbers:meta, $words:meta) => {
        #[$numbers]
        pub(super) fn counter(end: u64) {
            let mut n: u64 = 0;
            while n < end {
                yield_!(n);
                n += 1;
            }
        }

        #[$numbers]
        pub(super) fn xorshift(mut state: u64) {
            loop {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                yield_!(state);
            }
        }

        #[allow(clippy::elidable_lifetime_names, reason = "diapause wants its name")]
        #[$words]
        pub(super) fn words<'text>(mut text: &'text str) {
            while let Some((word, rest)) = text.split_once(' ') {
                text = rest;
                yield_!(word);
            }
        }

        #[$numbers]
        pub(super) fn leaf(count: u64) {
            let mut state: u64 = 0;
            let mut left: u64 = count;
            while left > 0 {
                left -= 1;
                state = state.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(1);
                yield_!(state);
            }
        }

        #[$numbers]
        pub(super) fn create_drop(base: u64) {
            let mut power: u64 = 1;
            loop {
                power = power.wrapping_mul(base);
                yield_!(power);
            }
        }
    };
}

/// Defines the levels above a leaf, each with the macro named: `level!(upper > lower)`.
macro_rules! levels {
    ($level:ident) => {
        levels! { $level: leaf level1 level2 level3 level4 level5 level6 level7 level8 level9 level10 level11 level12
            level13 level14 level15 level16 }
    };
    ($level:ident: $below:ident) => {};
    ($level:ident: $below:ident $above:ident $($rest:ident)*) => {
        $level!($above > $below);
        levels! { $level: $above $($rest)* }
    };
}

mod ours {
    use antiphon::{Interrupt, generator};

    bodies!(generator(yield = u64), generator(yield = &'text str));

    macro_rules! level {
        ($level:ident > $below:ident) => {
            #[generator(yield = u64)]
            pub(super) fn $level(count: u64) {
                yield_from!($below(count));
            }
        };
    }
    levels!(level);

    #[generator(yield = f64)]
    pub(super) fn mean8(#[send] mut value: f64) {
        let mut last = [0.0; 8];
        let mut next = 0;
        loop {
            last[next] = value;
            next = (next + 1) % 8;
            value = yield_!(last.iter().sum::<f64>() / 8.0);
        }
    }

    #[generator(yield = f64, throw = String)]
    pub(super) fn mean8_try(#[send] mut value: f64) -> usize {
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

    #[generator(yield = u64)]
    pub(super) fn state_1k(#[send] mut key: u64) {
        let mut slots = [0_u64; 128];
        loop {
            #[allow(clippy::cast_possible_truncation, reason = "it is taken modulo 128")]
            let slot = &mut slots[key as usize % 128];
            *slot = antiphon_benches::mix(*slot, key);
            let value = *slot;
            key = yield_!(value);
        }
    }

    #[generator(yield = u64)]
    pub(super) fn scaled(values: impl Iterator<Item = u64>) {
        for value in values {
            yield_!(value.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        }
    }

    #[generator(yield = u64)]
    pub(super) fn kept(values: impl Iterator<Item = u64>) {
        for value in values {
            if value & 8 == 8 {
                yield_!(value);
            }
        }
    }

    #[generator(yield = u64, throw = u64)]
    pub(super) fn throw_recover(#[send] first: u64) {
        let mut sum = 0_u64;
        let mut input = Ok(first);
        loop {
            match input {
                Ok(value) => sum = sum.wrapping_add(value).rotate_left(3),
                Err(Interrupt::Throw(value)) => sum = value,
                Err(Interrupt::Close) => return,
            }
            input = try_yield!(sum);
        }
    }
}

mod next_gen {
    use next_gen::prelude::*;

    bodies!(generator(yield(u64)), generator(yield(&'text str)));

    macro_rules! level {
        ($level:ident > $below:ident) => {
            #[generator(yield(u64))]
            pub(super) fn $level(count: u64) {
                mk_gen!(let below = $below(count));
                for value in below {
                    yield_!(value);
                }
            }
        };
    }
    levels!(level);
}

mod bodies_of_genawaiter {
    use genawaiter::stack::Co;

    pub(super) async fn counter(co: Co<'_, u64>, end: u64) {
        let mut n = 0;
        while n < end {
            co.yield_(n).await;
            n += 1;
        }
    }

    pub(super) async fn xorshift(co: Co<'_, u64>, mut state: u64) {
        loop {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            co.yield_(state).await;
        }
    }

    pub(super) async fn words<'text>(co: Co<'_, &'text str>, mut text: &'text str) {
        while let Some((word, rest)) = text.split_once(' ') {
            text = rest;
            co.yield_(word).await;
        }
    }

    async fn leaf(co: &Co<'_, u64>, count: u64) {
        let mut state = 0_u64;
        let mut left = count;
        while left > 0 {
            left -= 1;
            state = state.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(1);
            co.yield_(state).await;
        }
    }

    macro_rules! level {
        ($level:ident > $below:ident) => {
            pub(super) async fn $level(co: &Co<'_, u64>, count: u64) {
                $below(co, count).await;
            }
        };
    }
    levels!(level);

    pub(super) async fn create_drop(co: Co<'_, u64>, base: u64) {
        let mut power = 1_u64;
        loop {
            power = power.wrapping_mul(base);
            co.yield_(power).await;
        }
    }
}

mod diapause {
    bodies!(diapause::coroutine(yield = u64), diapause::coroutine(yield = &'text str));

    macro_rules! level {
        ($level:ident > $below:ident) => {
            #[diapause::coroutine(yield = u64)]
            pub(super) fn $level(count: u64) {
                yield_all!($below(count));
            }
        };
    }
    levels!(level);
}

/// The bytes of the body, which is what the compiler makes of the async block, and those of the generator around it.
fn antiphon<Y, I, E, P, F>(_: &Gen<Y, I, E, P, F>) -> [usize; 2] {
    [size_of::<F>(), size_of::<Gen<Y, I, E, P, F>>()]
}

/// The bytes of a place on the stack that genawaiter keeps a generator in, and of the reference that drives it.
fn stack_bytes<Y, R, F: Future>(_: &stack::Gen<'_, Y, R, F>) -> usize {
    size_of::<stack::Shelf<Y, R, F>>() + size_of::<stack::Gen<'_, Y, R, F>>()
}

/// Those of three stages, each with a reference to the one before.
fn three_stages() -> [usize; 2] {
    let numbers = pin!(ours::counter(1));
    let first = antiphon(&numbers);
    let scaled = pin!(ours::scaled(numbers));
    let bytes = [first, antiphon(&scaled), antiphon(&ours::kept(scaled))];
    [0, 1].map(|part| bytes.iter().map(|stage| stage[part]).sum())
}

/// The table.
#[must_use]
pub(crate) fn table() -> Table {
    let mut table = Table::new("kernel");
    for (kernel, hand, [body, generator]) in [
        ("counter", size_of::<Range>(), antiphon(&ours::counter(1))),
        ("xorshift", size_of::<u64>(), antiphon(&ours::xorshift(1))),
        ("mean8", size_of::<Mean8>(), antiphon(&ours::mean8())),
        ("mean8-try", size_of::<Mean8>(), antiphon(&ours::mean8_try())),
        ("state-1k", size_of::<[u64; 128]>(), antiphon(&ours::state_1k())),
        ("pipeline3", size_of::<Range>(), three_stages()),
        ("words", size_of::<&str>(), antiphon(&ours::words(""))),
        ("delegate1", size_of::<Option<Range>>(), antiphon(&ours::level1(1))),
        ("delegate4", size_of::<Levels4<Range>>(), antiphon(&ours::level4(1))),
        ("delegate16", size_of::<Levels16<Range>>(), antiphon(&ours::level16(1))),
        ("throw-recover", size_of::<u64>(), antiphon(&ours::throw_recover())),
        ("create-drop", size_of::<Range>(), antiphon(&ours::create_drop(1))),
    ] {
        table.set(kernel, "hand", hand.to_string());
        table.set(kernel, "the body", body.to_string());
        table.set(kernel, "antiphon", generator.to_string());
    }
    macro_rules! peer {
        ($name:literal: $($kernel:literal $generator:expr),* $(,)?) => {
            $(table.set($kernel, $name, size_of_val(&$generator).to_string());)*
        };
    }
    peer! { "next-gen":
        "counter" *next_gen::counter.call_boxed((1,)),
        "xorshift" *next_gen::xorshift.call_boxed((1,)),
        "words" *next_gen::words.call_boxed(("",)),
        "delegate1" *next_gen::level1.call_boxed((1,)),
        "delegate4" *next_gen::level4.call_boxed((1,)),
        "delegate16" *next_gen::level16.call_boxed((1,)),
        "create-drop" *next_gen::create_drop.call_boxed((1,)),
    }
    macro_rules! genawaiter {
        ($($kernel:literal $producer:expr),* $(,)?) => {
            $({
                genawaiter::stack::let_gen_using!(generator, $producer);
                table.set($kernel, "genawaiter-stack", stack_bytes(&generator).to_string());
            })*
        };
    }
    genawaiter! {
        "counter" |co| bodies_of_genawaiter::counter(co, 1),
        "xorshift" |co| bodies_of_genawaiter::xorshift(co, 1),
        "words" |co| bodies_of_genawaiter::words(co, ""),
        "delegate1" |co| async move { bodies_of_genawaiter::level1(&co, 1).await },
        "delegate4" |co| async move { bodies_of_genawaiter::level4(&co, 1).await },
        "delegate16" |co| async move { bodies_of_genawaiter::level16(&co, 1).await },
        "create-drop" |co| bodies_of_genawaiter::create_drop(co, 1),
    }
    peer! { "diapause":
        "counter" diapause::counter(1),
        "xorshift" diapause::xorshift(1),
        "words" diapause::words(""),
        "delegate1" diapause::level1(1),
        "delegate4" diapause::level4(1),
        "delegate16" diapause::level16(1),
        "create-drop" diapause::create_drop(1),
    }
    table
}
