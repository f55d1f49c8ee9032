//! Methods that take every type by value, and would be called before ours if a method were called by its name alone.
use antiphon::{Gen, Plain, prelude::*};
use std::{convert::Infallible, pin::pin};

macro_rules! hijack {
    ($($name:ident)*) => {
        trait Hijack: Sized {
            $(fn $name(self) -> Infallible { panic!("a method of the user's was called: {}", stringify!($name)) })*
        }
        impl<T> Hijack for T {}
    };
}

hijack! {
    new suspend try_suspend first enter operand delegate try_delegate into_future poll into_body leave absurd begin
    into identity start start_pinned send_pinned throw_pinned close_pinned status_pinned as_mut get_mut prime nothing
    returned undelivered into_values resume finish answer
}

#[generator(yield = u8)]
fn echo(#[send] first: u8) -> u8 {
    let next = yield_!(first);
    let last = match try_yield!(next) {
        Ok(last) => last,
        Err(_) => 0,
    };
    yield_from!(until_zero(), last)
}

#[generator(yield = u8, throw = u16)]
fn fallible() -> Result<u32, u64> {
    yield_!(1);
    Ok(2)
}

#[generator(yield = u8)]
fn until_zero(#[send] mut value: u8) -> u8 {
    while value > 0 {
        value = yield_!(value);
    }
    7
}

#[generator(yield = u8)]
fn hands_on() -> u8 {
    yield_from!([1].into_generator());
    yield_from!(numbers().boxed());
    let _ = try_yield_from!(numbers().erased());
    yield_from!(numbers());
    9
}

fn numbers() -> Gen<u8, (), Infallible, Plain, impl Future<Output = ()>> {
    antiphon::__generator! {
        $ Gen absurd Plain {} [u8] [()] [Infallible] {} {} {} [yield_ try_yield yield_from try_yield_from] { yield_!(2) }
    }
}

fn main() {
    let mut echo = pin!(echo());
    assert_eq!(echo.send(1), Ok(1));
    assert_eq!(echo.send(2), Ok(2));
    assert_eq!(echo.send(3), Ok(3));
    assert_eq!(echo.send(0), Err(Stopped::Returned(7)));
    let mut fallible = pin!(fallible());
    assert_eq!(Generator::start(&mut fallible), Ok(1));
    assert_eq!(fallible.throw(5), Err(Stopped::Returned(Err(5))));
    assert_eq!(pin!(hands_on()).collect::<Vec<_>>(), [1, 2, 2, 2]);
}
