//! What the macros' expansions use. Nothing in here is part of the API, and what could be misused is `unsafe`.

pub use crate::body::{BySend, ByStart, Delegate, Thrown, Token};
use core::convert::Infallible;

/// Lets `?` and `return` in a body know the type that it returns.
#[inline(always)]
pub fn returning<R, F: Future<Output = R>>(body: F) -> F {
    body
}

/// The value of a `break` that never runs, and is there only for its label.
#[must_use]
pub fn never<T>() -> T {
    unreachable!("the break of a label check")
}

/// How an error leaves the body that it was thrown into: as a return value `R`.
#[diagnostic::on_unimplemented(
    message = "an error thrown into this generator cannot leave it: it does not return a `Result` that can hold it",
    label = "an error may be thrown in at this yield",
    note = "return `Result<_, E>` with an `E` that can be made of the error, or catch it with `try_yield!` or in the child"
)]
pub trait Leave<R> {
    fn leave(self) -> R;
}

impl<T, X: From<E>, E> Leave<Result<T, X>> for Thrown<E> {
    fn leave(self) -> Result<T, X> {
        Err(self.0.into())
    }
}

/// What a child that receives every error lets past.
impl<R> Leave<R> for Infallible {
    fn leave(self) -> R {
        match self {}
    }
}

/// An error that cannot be, in a body into which nothing can be thrown.
pub trait Absurd {
    fn absurd(self) -> !;
}

impl Absurd for Infallible {
    fn absurd(self) -> ! {
        match self {}
    }
}

impl Absurd for Thrown<Infallible> {
    fn absurd(self) -> ! {
        match self.0 {}
    }
}

/// What becomes of an error that the body does not catch: it returns with it, or there is none.
#[doc(hidden)]
#[macro_export]
macro_rules! __uncaught {
    (leave, $thrown:ident) => {
        return $crate::__private::Leave::leave($thrown)
    };
    (absurd, $thrown:ident) => {
        $crate::__private::Absurd::absurd($thrown)
    };
}

/// A yield that shows the body only what is sent; `$uncaught` is for `__uncaught`.
#[doc(hidden)]
#[macro_export]
macro_rules! __suspend {
    ($uncaught:ident, $token:ident, $value:expr) => {{
        let value = $crate::__private::Token::operand($token, $value);
        match unsafe { $crate::__private::Token::suspend($token, value) }.await {
            ::core::result::Result::Ok(input) => input,
            ::core::result::Result::Err(error) => {
                let thrown = $crate::__private::Thrown(error);
                $crate::__uncaught!($uncaught, thrown)
            }
        }
    }};
}

/// A yield that shows the body what is thrown, and a close.
#[doc(hidden)]
#[macro_export]
macro_rules! __try_suspend {
    ($token:ident, $value:expr) => {{
        let value = $crate::__private::Token::operand($token, $value);
        unsafe { $crate::__private::Token::try_suspend($token, value) }.await
    }};
}

/// A delegation, by one of the two methods of `Delegate`. What the user wrote is evaluated outside of the `unsafe`.
#[doc(hidden)]
#[macro_export]
macro_rules! __delegate {
    ($method:ident, $uncaught:ident, $token:ident, $child:expr $(, $first:expr)?) => {
        match ($child, $crate::__delegate!(@begin $($first)?)) {
            (child, begin) => match unsafe { $crate::__private::Delegate::$method(child, $token, begin) }.await {
                ::core::result::Result::Ok(returned) => returned,
                ::core::result::Result::Err(thrown) => $crate::__uncaught!($uncaught, thrown),
            },
        }
    };
    (@begin) => {
        $crate::__private::ByStart
    };
    (@begin $first:expr) => {
        $crate::__private::BySend($first)
    };
}
