//! Nothing that the user writes stands in an `unsafe` block of ours, whichever macro it is given to.
#![allow(unused_macros)]

use antiphon::{
    __private::{Token, never},
    Gen, Plain, SendFirst,
    prelude::*,
};
use std::{convert::Infallible, pin::pin};

type Types = Token<u8, (), Infallible>;

#[derive(Clone, Copy)]
union Bits {
    signed: i8,
    unsigned: u8,
}

static mut COUNT: u8 = 0;

const unsafe fn three() -> usize {
    3
}

#[generator(yield = u8)]
fn echo(#[send] mut value: u8) {
    while value > 0 {
        value = yield_!(value);
    }
}

#[generator(yield = u8)]
fn nothing() {}

#[generator(yield = u8)]
fn body(#[send] _first: u8, pointer: *const u8) -> u8 {
    let _here = *pointer;
    yield_!(*pointer);
    yield_!(COUNT);
    let _ = try_yield!(*pointer);
    yield_from!(echo(), *pointer);
    yield_from!(
        {
            let _ = *pointer;
            echo()
        },
        1
    );
    let _ = try_yield_from!(echo(), *pointer);
    let _ = try_yield_from!(
        {
            let _ = *pointer;
            echo()
        },
        1
    );
    return *pointer;
}

#[generator(yield = u8)]
fn pattern(#[send] Bits { unsigned: _first }: Bits, Bits { signed: _second }: Bits) {}

async fn hidden_macros(token: Types, pointer: *const u8) {
    antiphon::__suspend!(absurd, token, *pointer);
    let _ = antiphon::__try_suspend!(token, *pointer);
    antiphon::__delegate!(Gen delegate, absurd, token, {
        let _ = *pointer;
        nothing()
    });
    let _ = antiphon::__delegate!(Gen try_delegate, absurd, token, {
        let _ = *pointer;
        nothing()
    });
    let _ = antiphon::__delegate!(@begin *pointer);
}

fn by_hand(pointer: *const u8) -> Gen<u8, Bits, Infallible, SendFirst, impl Future<Output = u8>> {
    antiphon::__generator! {
        $ Gen absurd SendFirst { move } [u8] [Bits] [Infallible]
        { let _before = *pointer; } { let Bits { unsigned: _first } } { let _after = *pointer; }
        [yield_ try_yield yield_from try_yield_from] { yield_!(*pointer); *pointer }
    }
}

fn in_a_type() -> Gen<[u8; 3], (), Infallible, Plain, impl Future<Output = ()>> {
    antiphon::__generator! {
        $ Gen absurd Plain { move } [[u8; three()]] [()] [Infallible] {} {} {}
        [yield_ try_yield yield_from try_yield_from] {}
    }
}

fn main() {
    let byte = 0;
    let _ = pin!(body(&raw const byte)).send(0);
    let _ = pin!(pattern(Bits { unsigned: 0 })).send(Bits { unsigned: 0 });
    let _ = pin!(by_hand(&raw const byte)).send(Bits { unsigned: 0 });
    let _ = in_a_type();
    if byte > 0 {
        let _ = hidden_macros(never(), &raw const byte);
    }
}
