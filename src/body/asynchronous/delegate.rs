//! `yield_from!` in the body of an async generator: what can be delegated to.

use super::{driven::AsyncDriven, machine::AsyncGen};
use crate::{
    AsyncGenerator, SendFirst, Starts, Stopped,
    body::{
        delegate::{BySend, ByStart, Delegate, assert_new},
        direct::{Direct, Fed, TryDirect},
        hand_on::HandOn,
        let_close_out::LetCloseOut,
        place::Place,
        token::Token,
    },
};
use core::{
    convert::Infallible,
    pin::Pin,
    task::{Context, Poll},
};

/// By which of its abilities an async child is delegated to: as a body that is polled in place.
#[derive(Debug)]
pub enum InPlace {}

/// As an async generator that has a driver of its own.
#[derive(Debug)]
pub enum ByPolling {}

/// The future of `yield_from!`.
///
/// # Safety
///
/// As [`Delegate::delegate`].
#[inline(always)]
#[track_caller]
pub unsafe fn delegate<Y, I, E, B, C, A>(token: Token<Y, I, E>, begin: B, child: C) -> C::Delegation
where
    C: Delegate<Y, I, E, B, A>,
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
{
    // SAFETY: as the caller promises.
    unsafe { child.try_delegate(token, begin) }
}

/// A body made by the macro is polled as a part of the one around it, and talks to the same slot.
// SAFETY: the token is not used.
#[diagnostic::do_not_recommend]
unsafe impl<Y, I, E, K: Starts<I>, F: Future> Delegate<Y, I, E, ByStart, InPlace> for AsyncGen<Y, I, E, K, F> {
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
unsafe impl<Y, I, E, F: Future> Delegate<Y, I, E, BySend<I>, InPlace> for AsyncGen<Y, I, E, SendFirst, F> {
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

/// Any other async generator is driven from outside; but what is boxed may have a body that a trampoline can poll.
// SAFETY: the token is not used.
#[diagnostic::do_not_recommend]
unsafe impl<G: AsyncGenerator + Unpin, B: Begin<G>> Delegate<G::Yield, G::Input, G::Error, B, ByPolling> for G {
    type Return = G::Return;
    type Past = Infallible;
    type Delegation = LetCloseOut<Self::TryDelegation, G::Yield, G::Input, G::Error>;
    type TryDelegation = HandOn<AsyncDriven<G, G::Input, G::Error>, B, G::Yield, G::Input, G::Error, G::Return>;

    #[inline(always)]
    #[track_caller]
    unsafe fn delegate(self, _: Token<G::Yield, G::Input, G::Error>, begin: B) -> Self::Delegation {
        assert_new(self.status());
        LetCloseOut::new(HandOn::new(AsyncDriven::new(self), begin, Place::caller()))
    }

    #[inline(always)]
    #[track_caller]
    unsafe fn try_delegate(self, _: Token<G::Yield, G::Input, G::Error>, begin: B) -> Self::TryDelegation {
        assert_new(self.status());
        HandOn::new(AsyncDriven::new(self), begin, Place::caller())
    }
}

/// How a delegation begins an async generator that it drives from outside.
pub trait Begin<G: AsyncGenerator>: Sized {
    /// Polls the first operation; what it begins with is taken when it has begun.
    fn poll_begin(
        this: &mut Option<Self>,
        generator: Pin<&mut G>,
        context: &mut Context<'_>,
    ) -> Poll<Result<G::Yield, Option<G::Return>>>;

    /// What the body of the generator is begun with.
    fn into_first(self) -> Option<G::Input>;
}

impl<G: AsyncGenerator<Protocol: Starts<G::Input>>> Begin<G> for ByStart {
    fn poll_begin(
        this: &mut Option<Self>,
        generator: Pin<&mut G>,
        context: &mut Context<'_>,
    ) -> Poll<Result<G::Yield, Option<G::Return>>> {
        let mut nothing = this.take().map(|Self| ());
        let answer = generator.poll_start(context, &mut nothing);
        *this = nothing.map(|()| Self);
        answer.map_err(Stopped::returned)
    }

    fn into_first(self) -> Option<G::Input> {
        None
    }
}

impl<G: AsyncGenerator<Protocol = SendFirst>> Begin<G> for BySend<G::Input> {
    fn poll_begin(
        this: &mut Option<Self>,
        generator: Pin<&mut G>,
        context: &mut Context<'_>,
    ) -> Poll<Result<G::Yield, Option<G::Return>>> {
        let mut value = this.take().map(|begin| begin.0);
        let answer = generator.poll_send(context, &mut value);
        *this = value.map(Self);
        answer.map_err(Stopped::returned)
    }

    fn into_first(self) -> Option<G::Input> {
        Some(self.0)
    }
}
