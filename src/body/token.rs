//! The token of a body: its types, and the way to the futures that suspend it.

use super::{
    place::Place,
    suspend::{Enter, First, Suspend, TrySuspend},
};
use core::marker::PhantomData;

/// The types of a body.
///
/// Invariant in all of them: with a covariant one, a body that promises to yield `&'static str` could yield a borrow of
/// a local. It has no influence on auto traits.
#[allow(clippy::type_complexity, reason = "this is its name")]
pub(super) type Types<Y, I, E> = PhantomData<fn(Y, I, E) -> (Y, I, E)>;

/// Carries the types of a body from its signature to its yields.
///
/// The macro names it with an identifier that no user code can write, and all that can be done with
/// it is `unsafe`.
#[derive(Debug)]
pub struct Token<Y, I, E>(Types<Y, I, E>);

impl<Y, I, E> Clone for Token<Y, I, E> {
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}

impl<Y, I, E> Copy for Token<Y, I, E> {}

impl<Y, I, E> Token<Y, I, E> {
    /// # Safety
    ///
    /// Only for the body that [`Gen::new`](crate::Gen::new) makes a generator of, together with this token.
    #[inline(always)]
    #[must_use]
    pub unsafe fn new() -> Self {
        Self(PhantomData)
    }

    /// Gives the operand of a yield the type it is expected to have.
    #[inline(always)]
    pub fn operand(self, value: Y) -> Y {
        value
    }

    /// The future of `yield_!`.
    ///
    /// # Safety
    ///
    /// It must be awaited at once, directly in the body that the token belongs to.
    #[inline(always)]
    #[track_caller]
    pub unsafe fn suspend(self, value: Y) -> Suspend<Y, I, E> {
        Suspend::new(self, value, Place::caller())
    }

    /// The future of `try_yield!`.
    ///
    /// # Safety
    ///
    /// As for [`Token::suspend`].
    #[inline(always)]
    #[track_caller]
    pub unsafe fn try_suspend(self, value: Y) -> TrySuspend<Y, I, E> {
        TrySuspend::new(self, value, Place::caller())
    }

    /// The future of the first value sent.
    ///
    /// # Safety
    ///
    /// It must be awaited in the body that the token belongs to, before anything else is.
    #[inline(always)]
    pub unsafe fn first(self) -> First<Y, I, E> {
        First::new(self)
    }
}

impl<Y, E> Token<Y, (), E> {
    /// The future that a plain body begins with.
    ///
    /// # Safety
    ///
    /// As for [`Token::first`].
    #[inline(always)]
    pub unsafe fn enter(self) -> Enter<Y, E> {
        Enter::new(self)
    }
}
