//! The hidden traits cannot be implemented, and the hidden types cannot be made, outside of the library.
use antiphon::{
    __private::{Delegate, Token},
    Protocol,
    prelude::*,
};
use std::{convert::Infallible, marker::PhantomData};

struct Mine;

impl Protocol for Mine {}

impl<Y, I, E> Delegate<Y, I, E, Mine> for Mine {
    type Return = ();
    type Past = Infallible;

    fn delegate(self, token: Token<Y, I, E>, _: Mine) -> impl Future<Output = Result<(), Infallible>> {
        drop(token);
        async { Ok(()) }
    }

    fn try_delegate(
        self,
        token: Token<Y, I, E>,
        _: Mine,
    ) -> impl Future<Output = Result<Result<(), Closed<()>>, Infallible>> {
        drop(token);
        async { Ok(Ok(())) }
    }
}

fn forged() -> Token<u8, u8, Infallible> {
    Token(PhantomData)
}

fn main() {
    let _ = forged();
}
