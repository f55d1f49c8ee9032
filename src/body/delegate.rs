//! `yield_from!`: what can be delegated to, and how a delegation begins.
//!
//! What only the body of an async generator can delegate to is in `asynchronous::delegate`.

use super::{
    direct::{Direct, Fed, TryDirect},
    forward::{Driven, ForwardIterator},
    hand_on::HandOn,
    let_close_out::LetCloseOut,
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

/// By which of its abilities a child is delegated to: as a body that is polled in place.
#[derive(Debug)]
pub enum InPlace {}

/// As an iterator.
#[derive(Debug)]
pub enum ByIteration {}

/// As a generator that has a driver of its own.
#[derive(Debug)]
pub enum ByDriving {}

/// An ability by which a body that is not async can delegate.
#[diagnostic::on_unimplemented(
    message = "only an async generator can hand on to an async generator",
    label = "this child may await, and the generator around it cannot",
    note = "make the function around it an `async fn`"
)]
pub trait WithoutAwaiting {}

// Nobody can choose one, so rustc need not list them.
#[diagnostic::do_not_recommend]
impl WithoutAwaiting for InPlace {}
#[diagnostic::do_not_recommend]
impl WithoutAwaiting for ByIteration {}
#[diagnostic::do_not_recommend]
impl WithoutAwaiting for ByDriving {}

/// What a body that yields `Y`, is sent `I` and is thrown `E` can delegate to.
///
/// `Ability` is for the compiler to find. Without it, a child that comes close to one of the implementations is taken for
/// that, and what is missing is reported once more wherever the delegation is used.
///
/// # Safety
///
/// Only this crate implements it: an implementation is handed the token of a body, and must not let it go.
#[diagnostic::on_unimplemented(
    message = "this generator cannot hand on to `{Self}`",
    label = "a child must yield `{Y}`, be sent `{I}` and be thrown `{E}`, as the generator around it",
    note = "a send-first child takes its first value as well, `yield_from!(child, value)`, and no other child does",
    note = "an iterator is made a child with `yield_from!(values.into_generator())`, and for an async generator a stream \
            with `yield_from!(antiphon::adapt::from_stream(stream))` and the feature `futures`"
)]
pub unsafe trait Delegate<Y, I, E, Begin, Ability>: Sized {
    /// What the child returns.
    type Return;
    /// What can be thrown past the child, out of the body that delegates: [`Infallible`] if the child receives it all.
    type Past;
    /// The future of `yield_from!`. It is a type that can be named: of an `impl Future`, rustc often cannot prove that it is
    /// `Send` where a type has a lifetime.
    type Delegation: Future<Output = Result<Self::Return, Self::Past>>;
    /// The future of `try_yield_from!`.
    type TryDelegation: Future<Output = Result<Ended<Self::Return>, Self::Past>>;

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
    unsafe fn delegate(self, token: Token<Y, I, E>, begin: Begin) -> Self::Delegation;

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
    unsafe fn try_delegate(self, token: Token<Y, I, E>, begin: Begin) -> Self::TryDelegation;
}

/// The future of `yield_from!`. With the token first, and the child last, rustc compares the child with the body around
/// it and not the other way round.
///
/// # Safety
///
/// As [`Delegate::delegate`].
#[inline(always)]
#[track_caller]
pub unsafe fn delegate<Y, I, E, B, C, A>(token: Token<Y, I, E>, begin: B, child: C) -> C::Delegation
where
    C: Delegate<Y, I, E, B, A>,
    A: WithoutAwaiting,
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
pub unsafe fn try_delegate<Y, I, E, B, C, A>(token: Token<Y, I, E>, begin: B, child: C) -> C::TryDelegation
where
    C: Delegate<Y, I, E, B, A>,
    A: WithoutAwaiting,
{
    // SAFETY: as the caller promises.
    unsafe { child.try_delegate(token, begin) }
}

/// A body made by the macro is polled as a part of the one around it, and talks to the same slot.
// SAFETY: the token is not used.
#[diagnostic::do_not_recommend]
unsafe impl<Y, I, E, K: Starts<I>, F: Future> Delegate<Y, I, E, ByStart, InPlace> for Gen<Y, I, E, K, F> {
    type Return = F::Output;
    type Past = Infallible;
    type Delegation = Direct<F, Y, I, E>;
    type TryDelegation = TryDirect<F, Y, I, E>;

    #[inline(always)]
    unsafe fn delegate(self, _: Token<Y, I, E>, _: ByStart) -> Self::Delegation {
        Direct::new(self.into_body())
    }

    #[inline(always)]
    unsafe fn try_delegate(self, _: Token<Y, I, E>, _: ByStart) -> Self::TryDelegation {
        TryDirect::new(self.into_body())
    }
}

// SAFETY: the token is not used.
#[diagnostic::do_not_recommend]
unsafe impl<Y, I, E, F: Future> Delegate<Y, I, E, BySend<I>, InPlace> for Gen<Y, I, E, SendFirst, F> {
    type Return = F::Output;
    type Past = Infallible;
    type Delegation = Fed<Direct<F, Y, I, E>, Y, I, E>;
    type TryDelegation = Fed<TryDirect<F, Y, I, E>, Y, I, E>;

    #[inline(always)]
    unsafe fn delegate(self, _: Token<Y, I, E>, begin: BySend<I>) -> Self::Delegation {
        Fed::new(begin.0, Direct::new(self.into_body()))
    }

    #[inline(always)]
    unsafe fn try_delegate(self, _: Token<Y, I, E>, begin: BySend<I>) -> Self::TryDelegation {
        Fed::new(begin.0, TryDirect::new(self.into_body()))
    }
}

/// An iterator cannot be thrown at, so the error leaves the body that delegates, whatever its type.
// SAFETY: the token is not used.
#[diagnostic::do_not_recommend]
unsafe impl<T: Iterator, E> Delegate<T::Item, (), E, ByStart, ByIteration> for FromIter<T> {
    type Return = ();
    type Past = Thrown<E>;
    type Delegation = LetCloseOut<Self::TryDelegation, T::Item, (), E>;
    type TryDelegation = ForwardIterator<T, T::Item, E>;

    #[inline(always)]
    #[track_caller]
    unsafe fn delegate(self, _: Token<T::Item, (), E>, _: ByStart) -> Self::Delegation {
        LetCloseOut::new(ForwardIterator::new(self, Place::caller()))
    }

    #[inline(always)]
    #[track_caller]
    unsafe fn try_delegate(self, _: Token<T::Item, (), E>, _: ByStart) -> Self::TryDelegation {
        ForwardIterator::new(self, Place::caller())
    }
}

/// Any other generator is driven from outside; but what is boxed may have a body that a trampoline can poll.
// SAFETY: the token is not used.
#[diagnostic::do_not_recommend]
unsafe impl<G: Generator, B: Begin<G>> Delegate<G::Yield, G::Input, G::Error, B, ByDriving> for G {
    type Return = G::Return;
    type Past = Infallible;
    type Delegation = LetCloseOut<Self::TryDelegation, G::Yield, G::Input, G::Error>;
    type TryDelegation = HandOn<Driven<G>, B, G::Yield, G::Input, G::Error, G::Return>;

    #[inline(always)]
    #[track_caller]
    unsafe fn delegate(self, _: Token<G::Yield, G::Input, G::Error>, begin: B) -> Self::Delegation {
        assert_new(self.status());
        LetCloseOut::new(HandOn::new(Driven(self), begin, Place::caller()))
    }

    #[inline(always)]
    #[track_caller]
    unsafe fn try_delegate(self, _: Token<G::Yield, G::Input, G::Error>, begin: B) -> Self::TryDelegation {
        assert_new(self.status());
        HandOn::new(Driven(self), begin, Place::caller())
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

#[inline]
#[track_caller]
pub(super) fn assert_new(child: Status) {
    assert!(
        child == Status::Created,
        "`yield_from!` of a generator that has been driven before: the answer it waits for cannot be known here"
    );
}
