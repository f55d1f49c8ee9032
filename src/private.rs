//! What the macros' expansions use. Nothing in here is part of the API, and what could be misused is `unsafe`.

pub use crate::body::{BySend, ByStart, Delegate, Thrown, Token, delegate, try_delegate};
use core::convert::Infallible;
pub use core::{
    convert::identity,
    result::Result::{Err, Ok},
};

/// The value of a `break` or a `return` that never runs, and is there only for its label or its type.
#[must_use]
pub fn never<T>() -> T {
    unreachable!("it is there only for its type")
}

/// A return type by which an error leaves the body that it was thrown into.
#[diagnostic::on_unimplemented(
    message = "an error thrown into this generator cannot leave it, since it returns `{Self}`",
    label = "an error can be thrown in here, and would leave the body as `return Err(error.into())`",
    note = "return a `Result<_, E>` whose `E` can be made from the error, or catch the error here with `try_yield!`",
    note = "`yield_from!` of an iterator: loop over it and `try_yield!` each item, or give it to a generator that does"
)]
pub trait Leave<E> {
    fn leave(error: E) -> Self;
}

#[diagnostic::do_not_recommend]
impl<T, X: From<E>, E> Leave<Thrown<E>> for Result<T, X> {
    fn leave(error: Thrown<E>) -> Self {
        Err(error.0.into())
    }
}

/// What cannot be thrown needs no way out.
#[diagnostic::do_not_recommend]
impl<R> Leave<Infallible> for R {
    fn leave(error: Infallible) -> Self {
        match error {}
    }
}

/// Leaves a body with what was thrown into it.
#[inline(always)]
pub fn leave<E, R: Leave<E>>(error: E) -> R {
    R::leave(error)
}

/// What never comes, since nothing can be thrown into the body.
pub trait Unthrown {
    fn never<R>(self) -> R;
}

impl Unthrown for Infallible {
    fn never<R>(self) -> R {
        match self {}
    }
}

impl Unthrown for Thrown<Infallible> {
    fn never<R>(self) -> R {
        match self.0 {}
    }
}

/// As `leave`, for a body into which nothing can be thrown, whatever it returns.
#[inline(always)]
pub fn unthrown<E: Unthrown, R>(error: E) -> R {
    error.never()
}

/// A yield. `$leave` is `leave` or `unthrown`.
#[doc(hidden)]
#[macro_export]
macro_rules! __suspend {
    ($leave:ident, $token:ident, $value:expr) => {{
        let value = $crate::__private::Token::operand($token, $value);
        match unsafe { $crate::__private::Token::suspend($token, value) }.await {
            $crate::__private::Ok(input) => input,
            $crate::__private::Err(thrown) => {
                return $crate::__private::$leave($crate::__private::Thrown(thrown));
            }
        }
    }};
}

/// A yield whose body sees what is thrown, and a close.
#[doc(hidden)]
#[macro_export]
macro_rules! __try_suspend {
    ($token:ident, $value:expr) => {{
        let value = $crate::__private::Token::operand($token, $value);
        unsafe { $crate::__private::Token::try_suspend($token, value) }.await
    }};
}

/// A delegation, by `delegate` or `try_delegate`. What the user wrote is evaluated outside of the `unsafe`.
#[doc(hidden)]
#[macro_export]
macro_rules! __delegate {
    ($method:ident, $leave:ident, $token:ident, $child:expr $(, $first:expr)?) => {
        match ($child, $crate::__delegate!(@begin $($first)?)) {
            (child, begin) => match unsafe { $crate::__private::$method($token, begin, child) }.await {
                $crate::__private::Ok(returned) => returned,
                $crate::__private::Err(thrown) => return $crate::__private::$leave(thrown),
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
