//! What a body macro says where it does not belong. In a body the attribute and `generate!` put their own in their place.

/// Suspends the generator with a value, and is the value sent in answer.
///
/// An error that is thrown leaves the body as `return Err(error.into())`; a close drops the body where it stands. It
/// stands directly in the body of a [`#[generator]`](macro@crate::generator) function or of
/// [`generate!`](crate::generate), not in a closure or a block that is async. `yield_!()` yields `()`.
#[macro_export]
macro_rules! yield_ {
    ($($value:tt)*) => {
        ::core::compile_error!("`yield_!` stands only in the body of a `#[generator]` function, or of `generate!`")
    };
}

/// Suspends the generator with a value, and is a `Result`: the value sent, or the [`Interrupt`](crate::Interrupt).
///
/// It stands where [`yield_!`](crate::yield_) does.
#[macro_export]
macro_rules! try_yield {
    ($($value:tt)*) => {
        ::core::compile_error!("`try_yield!` stands only in the body of a `#[generator]` function, or of `generate!`")
    };
}

/// Hands on to another generator until that returns, and is the value it returns.
///
/// Every send, throw and close reaches the innermost generator. `yield_from!(child)` starts the child,
/// `yield_from!(child, value)` begins a send-first one. The child must be new, which its type ensures where it comes
/// straight from its function; the child must yield, be sent and be thrown what the generator around it is.
///
/// A child that ends has no answer for the value that made it end: that answer is the next yield of the generator
/// around it, or of the next child.
///
/// When the generator is closed, the child is closed first, and then the body around it where it stands, whatever the
/// child returns. [`try_yield_from!`](crate::try_yield_from) shows the body the close.
///
/// # Panics
///
/// At the line of the `yield_from!`, if the child is a generator in a `&mut`, a `Box` or a `Pin` that has been driven
/// before, or is written by hand and breaks the rules of [`Generator`](crate::Generator).
#[macro_export]
macro_rules! yield_from {
    ($($child:tt)*) => {
        ::core::compile_error!("`yield_from!` stands only in the body of a `#[generator]` function, or of `generate!`")
    };
}

/// Hands on as [`yield_from!`](crate::yield_from) does, and shows the body a close once the child is done with it.
///
/// It is `Result<Return, Closed<Return>>`: [`Closed`](crate::Closed) holds what the child returned in answer. An error
/// that is thrown is the child's to deal with, and comes back in what it returns.
#[macro_export]
macro_rules! try_yield_from {
    ($($child:tt)*) => {
        ::core::compile_error!(
            "`try_yield_from!` stands only in the body of a `#[generator]` function, or of `generate!`"
        )
    };
}
