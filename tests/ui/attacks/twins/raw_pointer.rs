//! The twin: the user writes `unsafe` where it is needed.
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
    let _here = unsafe { *pointer };
    yield_!(unsafe { *pointer });
    yield_!(unsafe { COUNT });
    let _ = try_yield!(unsafe { *pointer });
    yield_from!(echo(), unsafe { *pointer });
    yield_from!(
        {
            let _ = unsafe { *pointer };
            echo()
        },
        1
    );
    let _ = try_yield_from!(echo(), unsafe { *pointer });
    let _ = try_yield_from!(
        {
            let _ = unsafe { *pointer };
            echo()
        },
        1
    );
    return unsafe { *pointer };
}

#[generator(yield = u8)]
fn pattern(#[send] _first: Bits, _second: Bits) {}

async fn hidden_macros(token: Types, pointer: *const u8) {
    antiphon::__suspend!(absurd, token, unsafe { *pointer });
    let _ = antiphon::__try_suspend!(token, unsafe { *pointer });
    antiphon::__delegate!(Gen delegate, absurd, token, {
        let _ = unsafe { *pointer };
        nothing()
    });
    let _ = antiphon::__delegate!(Gen try_delegate, absurd, token, {
        let _ = unsafe { *pointer };
        nothing()
    });
    let _ = antiphon::__delegate!(@begin unsafe { *pointer });
}

fn by_hand(pointer: *const u8) -> Gen<u8, Bits, Infallible, SendFirst, impl Future<Output = u8>> {
    antiphon::__generator! {
        $ Gen absurd SendFirst { move } [u8] [Bits] [Infallible]
        { let _before = unsafe { *pointer }; } { let _first } { let _after = unsafe { *pointer }; }
        [yield_ try_yield yield_from try_yield_from] { yield_!(unsafe { *pointer }); unsafe { *pointer } }
    }
}

fn in_a_type() -> Gen<[u8; 3], (), Infallible, Plain, impl Future<Output = ()>> {
    antiphon::__generator! {
        $ Gen absurd Plain { move } [[u8; unsafe { three() }]] [()] [Infallible] {} {} {}
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
