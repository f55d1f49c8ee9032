//! What could be misused of the hidden functions is `unsafe`.
use antiphon::{
    __private::{BySend, ByStart, Delegate, Token, asynchronous, delegate, never, try_delegate},
    AsyncGen, Gen, Plain,
    prelude::*,
};
use std::convert::Infallible;

#[generator(yield = u8, send = u8)]
fn echo() {
    loop {
        let _ = yield_!(1);
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
        let _ = Token::<u8, u8, Infallible>::new();
        let token: Token<u8, u8, Infallible> = never();
        let _ = token.suspend(1);
        let _ = token.try_suspend(1);
        let _ = token.first();
        let _ = never::<Token<u8, (), Infallible>>().enter();
        let _ = delegate(token, ByStart, echo());
        let _ = try_delegate(token, ByStart, echo());
        let _ = delegate(token, BySend(1), send_first());
        let _ = Delegate::delegate(echo(), token, ByStart);
        let _ = Delegate::try_delegate(echo().boxed(), token, ByStart);
        let _ = Delegate::delegate([1_u8].into_generator(), never::<Token<u8, (), Infallible>>(), ByStart);
        let _: Gen<u8, u8, Infallible, Plain, _> = Gen::new(token, async {});
        let _ = asynchronous::delegate(token, ByStart, async_echo());
        let _ = asynchronous::try_delegate(token, ByStart, echo());
        let _: AsyncGen<u8, u8, Infallible, Plain, _> = AsyncGen::new(token, async {});
    }
}
