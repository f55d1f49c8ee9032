//! The twin: `unsafe` is written down, and nothing of it runs.
use antiphon::{
    __private::{BySend, ByStart, Delegate, Token, asynchronous, delegate, never, try_delegate},
    AsyncGen, Gen, Plain,
    prelude::*,
};
use std::convert::Infallible;

#[generator(yield = u8, send = u8)]
fn echo() {
    loop {
        let _ = unsafe { yield_!(1) };
    }
}

#[generator(yield = u8, send = u8)]
async fn async_echo() {
    yield_!(1);
}

#[generator(yield = u8)]
fn send_first(#[send] _value: u8) {}

fn main() {
    if std::env::args().count() > 1_000 {
        let _ = unsafe { Token::<u8, u8, Infallible>::new() };
        let token: Token<u8, u8, Infallible> = never();
        let _ = unsafe { token.suspend(1) };
        let _ = unsafe { token.try_suspend(1) };
        let _ = unsafe { token.first() };
        let _ = unsafe { never::<Token<u8, (), Infallible>>().enter() };
        let _ = unsafe { delegate(token, ByStart, echo()) };
        let _ = unsafe { try_delegate(token, ByStart, echo()) };
        let _ = unsafe { delegate(token, BySend(1), send_first()) };
        let _ = unsafe { Delegate::delegate(echo(), token, ByStart) };
        let _ = unsafe { Delegate::try_delegate(echo().boxed(), token, ByStart) };
        let _ = unsafe { Delegate::delegate([1_u8].into_generator(), never::<Token<u8, (), Infallible>>(), ByStart) };
        let _: Gen<u8, u8, Infallible, Plain, _> = unsafe { Gen::new(token, async {}) };
        let _ = unsafe { asynchronous::delegate(token, ByStart, async_echo()) };
        let _ = unsafe { asynchronous::try_delegate(token, ByStart, echo()) };
        let _: AsyncGen<u8, u8, Infallible, Plain, _> = unsafe { AsyncGen::new(token, async {}) };
    }
}
