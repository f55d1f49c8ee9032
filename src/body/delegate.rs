//! `yield_from!`: what can be delegated to, and how a delegation begins.

use super::{
    direct::{Direct, Fed, TryDirect},
    forward::{HandOn, TryHandOn, forward_iterator, let_close_out},
    machine::Gen,
    place::Place,
    token::Token,
};
use crate::{Closed, Generator, SendFirst, Starts, Status, Stopped, adapt::FromIter};
use core::convert::Infallible;

/// The delegation begins with `start`.
#[derive(Debug, Clone, Copy)]
pub struct ByStart;

/// The delegation begins with this value.
#[derive(Debug, Clone, Copy)]
pub struct BySend<I>(pub I);

/// An error that was thrown past a child which cannot receive one.
#[derive(Debug, Clone, Copy)]
pub struct Thrown<E>(pub E);

/// The outcome of a delegation that shows a close: what the child returned by itself, or when it was closed.
pub(super) type Ended<T> = Result<T, Closed<T>>;

/// What a body that yields `Y`, is sent `I` and is thrown `E` can delegate to.
///
/// # Safety
///
/// Only this crate implements it: an implementation is handed the token of a body, and must not let it go.
#[diagnostic::on_unimplemented(
    message = "this generator cannot hand on to `{Self}`",
    label = "a child must yield `{Y}`, be sent `{I}` and be thrown `{E}`, as the generator around it",
    note = "a send-first child takes its first value as well, `yield_from!(child, value)`, and no other child does",
    note = "an iterator is made a child with `yield_from!(values.into_generator())`"
)]
pub unsafe trait Delegate<Y, I, E, Begin>: Sized {
    /// What the child returns.
    type Return;
    /// What can be thrown past the child, out of the body that delegates: [`Infallible`] if the child receives it all.
    type Past;

    /// The future of `yield_from!`.
    ///
    /// # Panics
    ///
    /// If the child has been driven before.
    ///
    /// # Safety
    ///
    /// It must be awaited at once, directly in the body that the token belongs to.
    #[track_caller]
    unsafe fn delegate(
        self,
        token: Token<Y, I, E>,
        begin: Begin,
    ) -> impl Future<Output = Result<Self::Return, Self::Past>>;

    /// The future of `try_yield_from!`.
    ///
    /// # Panics
    ///
    /// As [`Delegate::delegate`].
    ///
    /// # Safety
    ///
    /// As [`Delegate::delegate`].
    #[track_caller]
    unsafe fn try_delegate(
        self,
        token: Token<Y, I, E>,
        begin: Begin,
    ) -> impl Future<Output = Result<Ended<Self::Return>, Self::Past>>;
}

/// The future of `yield_from!`. With the token first, and the child last, rustc compares the child with the body around
/// it and not the other way round.
///
/// # Safety
///
/// As [`Delegate::delegate`].
#[inline(always)]
#[track_caller]
pub unsafe fn delegate<Y, I, E, B, C>(
    token: Token<Y, I, E>,
    begin: B,
    child: C,
) -> impl Future<Output = Result<C::Return, C::Past>>
where
    C: Delegate<Y, I, E, B>,
{
    // SAFETY: as the caller promises.
    unsafe { child.delegate(token, begin) }
}

/// The future of `try_yield_from!`.
///
/// # Safety
///
/// As [`Delegate::delegate`].
#[inline(always)]
#[track_caller]
pub unsafe fn try_delegate<Y, I, E, B, C>(
    token: Token<Y, I, E>,
    begin: B,
    child: C,
) -> impl Future<Output = Result<Ended<C::Return>, C::Past>>
where
    C: Delegate<Y, I, E, B>,
{
    // SAFETY: as the caller promises.
    unsafe { child.try_delegate(token, begin) }
}

/// A body made by the macro is polled as a part of the one around it, and talks to the same slot.
// SAFETY: the token is not used.
#[diagnostic::do_not_recommend]
unsafe impl<Y, I, E, K: Starts<I>, F: Future> Delegate<Y, I, E, ByStart> for Gen<Y, I, E, K, F> {
    type Return = F::Output;
    type Past = Infallible;

    #[inline(always)]
    unsafe fn delegate(self, _: Token<Y, I, E>, _: ByStart) -> impl Future<Output = Result<F::Output, Infallible>> {
        Direct::<F, Y, I, E>::new(self.into_body())
    }

    #[inline(always)]
    unsafe fn try_delegate(
        self,
        _: Token<Y, I, E>,
        _: ByStart,
    ) -> impl Future<Output = Result<Ended<F::Output>, Infallible>> {
        TryDirect::<F, Y, I, E>::new(self.into_body())
    }
}

// SAFETY: the token is not used.
#[diagnostic::do_not_recommend]
unsafe impl<Y, I, E, F: Future> Delegate<Y, I, E, BySend<I>> for Gen<Y, I, E, SendFirst, F> {
    type Return = F::Output;
    type Past = Infallible;

    #[inline(always)]
    unsafe fn delegate(
        self,
        _: Token<Y, I, E>,
        begin: BySend<I>,
    ) -> impl Future<Output = Result<F::Output, Infallible>> {
        Fed::<_, Y, I, E>::new(begin.0, Direct::<F, Y, I, E>::new(self.into_body()))
    }

    #[inline(always)]
    unsafe fn try_delegate(
        self,
        _: Token<Y, I, E>,
        begin: BySend<I>,
    ) -> impl Future<Output = Result<Ended<F::Output>, Infallible>> {
        Fed::<_, Y, I, E>::new(begin.0, TryDirect::<F, Y, I, E>::new(self.into_body()))
    }
}

/// An iterator cannot be thrown at, so the error leaves the body that delegates, whatever its type.
// SAFETY: the token goes only to futures that the body awaits.
#[diagnostic::do_not_recommend]
unsafe impl<T: Iterator, E> Delegate<T::Item, (), E, ByStart> for FromIter<T> {
    type Return = ();
    type Past = Thrown<E>;

    #[track_caller]
    unsafe fn delegate(self, token: Token<T::Item, (), E>, _: ByStart) -> impl Future<Output = Result<(), Thrown<E>>> {
        // SAFETY: as the caller promises of the future that this one is inside of.
        let delegation = unsafe { forward_iterator(token, self, Place::caller()) };
        // SAFETY: as above.
        unsafe { let_close_out(token, delegation) }
    }

    #[track_caller]
    unsafe fn try_delegate(
        self,
        token: Token<T::Item, (), E>,
        _: ByStart,
    ) -> impl Future<Output = Result<Ended<()>, Thrown<E>>> {
        // SAFETY: as the caller promises of the future that this one is inside of.
        unsafe { forward_iterator(token, self, Place::caller()) }
    }
}

/// Any other generator is driven from outside, by a loop that hands everything on; but what is boxed may have a body
/// that a trampoline can poll.
// SAFETY: the token goes only to futures that the body awaits.
#[diagnostic::do_not_recommend]
unsafe impl<G: Generator, B: Begin<G>> Delegate<G::Yield, G::Input, G::Error, B> for G {
    type Return = G::Return;
    type Past = Infallible;

    #[track_caller]
    unsafe fn delegate(
        self,
        token: Token<G::Yield, G::Input, G::Error>,
        begin: B,
    ) -> impl Future<Output = Result<G::Return, Infallible>> {
        assert_new(self.status());
        HandOn::new(token, self, begin, Place::caller())
    }

    #[track_caller]
    unsafe fn try_delegate(
        self,
        token: Token<G::Yield, G::Input, G::Error>,
        begin: B,
    ) -> impl Future<Output = Result<Ended<G::Return>, Infallible>> {
        assert_new(self.status());
        TryHandOn::new(token, self, begin, Place::caller())
    }
}

/// How a delegation begins a generator that it drives from outside.
pub trait Begin<G: Generator> {
    fn begin(self, generator: &mut G) -> Result<G::Yield, Option<G::Return>>;

    /// What the body of the generator is begun with.
    fn into_first(self) -> Option<G::Input>;
}

impl<G: Generator<Protocol: Starts<G::Input>>> Begin<G> for ByStart {
    fn begin(self, generator: &mut G) -> Result<G::Yield, Option<G::Return>> {
        generator.start().map_err(Stopped::returned)
    }

    fn into_first(self) -> Option<G::Input> {
        None
    }
}

impl<G: Generator<Protocol = SendFirst>> Begin<G> for BySend<G::Input> {
    fn begin(self, generator: &mut G) -> Result<G::Yield, Option<G::Return>> {
        generator.send(self.0).map_err(Stopped::returned)
    }

    fn into_first(self) -> Option<G::Input> {
        Some(self.0)
    }
}

#[track_caller]
pub(super) fn assert_new(child: Status) {
    assert!(
        child == Status::Created,
        "`yield_from!` of a generator that has been driven before: the answer it waits for cannot be known here"
    );
}
