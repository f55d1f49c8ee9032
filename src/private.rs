//! What the macros' expansions use. Nothing in here is part of the API, and what could be misused is `unsafe`.

mod nested;

pub use crate::body::asynchronous;
pub use crate::body::{BySend, ByStart, Delegate, Thrown, Token, delegate, try_delegate};
#[cfg(feature = "online")]
pub use crate::online::{
    named::{Of, least, most},
    together::any,
};
pub use antiphon_macros::{generate, genexp};
use core::convert::Infallible;
pub use core::{
    convert::identity,
    result::Result::{Err, Ok},
};
pub use nested::{Kept, KeptByReference, Nested};

/// The value of a `break` or a `return` that never runs, and is there only for its label or its type.
#[must_use]
pub fn never<T>() -> T {
    unreachable!("it is there only for its type")
}

/// What a body takes from its surroundings by value though it borrows all else: it cannot be copied, so that to unpack it
/// is to consume it.
#[derive(Debug)]
pub struct Packed<T>(T);

impl<T> Packed<T> {
    #[inline(always)]
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    #[inline(always)]
    pub fn unpack(self) -> T {
        self.0
    }
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

/// What a child that receives every error lets past.
#[diagnostic::do_not_recommend]
impl<R> Leave<Infallible> for R {
    fn leave(error: Infallible) -> Self {
        match error {}
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
        let (__antiphon_token, __antiphon_value) = ($token, $crate::__private::Token::operand($token, $value));
        match unsafe { $crate::__private::Token::suspend(__antiphon_token, __antiphon_value) }.await {
            $crate::__private::Ok(__antiphon_input) => __antiphon_input,
            $crate::__private::Err(__antiphon_error) => {
                let __antiphon_thrown = $crate::__private::Thrown(__antiphon_error);
                $crate::__uncaught!($uncaught, __antiphon_thrown)
            }
        }
    }};
}

/// A yield that shows the body what is thrown, and a close.
#[doc(hidden)]
#[macro_export]
macro_rules! __try_suspend {
    ($token:ident, $value:expr) => {{
        let (__antiphon_token, __antiphon_value) = ($token, $crate::__private::Token::operand($token, $value));
        unsafe { $crate::__private::Token::try_suspend(__antiphon_token, __antiphon_value) }.await
    }};
}

/// A delegation, by `delegate` or `try_delegate` of the kind of generator that the body is of. What the user wrote is
/// evaluated outside of the `unsafe`.
#[doc(hidden)]
#[macro_export]
macro_rules! __delegate {
    ($kind:ident $method:ident, $uncaught:ident, $token:ident, $child:expr $(, $first:expr)?) => {
        match ($token, $child, $crate::__delegate!(@begin $($first)?)) {
            (__antiphon_token, __antiphon_child, __antiphon_begin) => match unsafe {
                $crate::__delegate!(@$kind $method)(__antiphon_token, __antiphon_begin, __antiphon_child)
            }
            .await
            {
                $crate::__private::Ok(__antiphon_returned) => __antiphon_returned,
                $crate::__private::Err(__antiphon_thrown) => $crate::__uncaught!($uncaught, __antiphon_thrown),
            },
        }
    };
    (@begin) => {
        $crate::__private::ByStart
    };
    (@begin $first:expr) => {
        $crate::__private::BySend($first)
    };
    (@Gen $method:ident) => {
        $crate::__private::$method
    };
    (@AsyncGen $method:ident) => {
        $crate::__private::asynchronous::$method
    };
}
