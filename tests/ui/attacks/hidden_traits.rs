//! The hidden traits cannot be implemented, and the hidden types cannot be made, outside of the library.
use antiphon::{
    __private::{Delegate, Token},
    Protocol,
    prelude::*,
};
use std::{
    convert::Infallible,
    future::{Ready, ready},
    marker::PhantomData,
};

struct Mine;

impl Protocol for Mine {}

impl<Y, I, E> Delegate<Y, I, E, Mine, Mine> for Mine {
    type Return = ();
    type Past = Infallible;
    type Delegation = Ready<Result<(), Infallible>>;
    type TryDelegation = Ready<Result<Result<(), Closed<()>>, Infallible>>;

    fn delegate(self, token: Token<Y, I, E>, _: Mine) -> Self::Delegation {
        drop(token);
        ready(Ok(()))
    }

    fn try_delegate(self, token: Token<Y, I, E>, _: Mine) -> Self::TryDelegation {
        drop(token);
        ready(Ok(Ok(())))
    }
}

fn forged() -> Token<u8, u8, Infallible> {
    Token(PhantomData)
}

fn main() {
    let _ = forged();
}
