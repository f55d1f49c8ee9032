//! Delegation to a generator that has a driver of its own: a loop hands everything on.

#[cfg(feature = "alloc")]
use super::on_heap::OnHeap;
use super::{
    delegate::{Begin, Thrown},
    place::Place,
    suspend::{Exit, TrySuspend},
    token::Token,
};
use crate::{Closed, Generator, Interrupt, Stopped, adapt::FromIter};
use core::convert::Infallible;

/// Hands on to `child`: as to a frame of a trampoline where it has a body for it, or else by a loop.
///
/// # Safety
///
/// The future must be awaited at once, directly in the body that the token belongs to.
pub(super) async unsafe fn hand_on<G: Generator, B: Begin<G>>(
    token: Token<G::Yield, G::Input, G::Error>,
    child: G,
    begin: B,
    place: Place,
) -> Result<Result<G::Return, Closed<G::Return>>, Infallible> {
    #[cfg(feature = "alloc")]
    let (child, begin) = match OnHeap::of(token, child, begin) {
        Ok(on_heap) => return on_heap.await,
        Err(others) => others,
    };
    // SAFETY: as the caller promises.
    unsafe { forward(token, child, begin, place) }.await
}

/// Drives `child` with what the body is sent, thrown or asked.
///
/// # Panics
///
/// If the child does not keep the rules of [`Generator`]: it refuses, or says that it is finished, while it has to
/// answer.
///
/// # Safety
///
/// The future must be awaited at once, directly in the body that the token belongs to.
async unsafe fn forward<G: Generator, B: Begin<G>>(
    token: Token<G::Yield, G::Input, G::Error>,
    mut child: G,
    begin: B,
    place: Place,
) -> Result<Result<G::Return, Closed<G::Return>>, Infallible> {
    let mut answer = begin.begin(&mut child);
    loop {
        let value = match answer {
            Ok(value) => value,
            Err(Some(returned)) => return Ok(Ok(returned)),
            Err(None) => lawless(),
        };
        answer = match TrySuspend::new(token, value, place).await {
            Ok(input) => child.send(input).map_err(Stopped::returned),
            Err(Interrupt::Throw(error)) => child.throw(error).map_err(Stopped::returned),
            Err(Interrupt::Close) => match child.close() {
                Ok(returned) => return Ok(Err(Closed(returned))),
                Err(ignored) => Ok(ignored.0),
            },
        };
    }
}

/// Yields what an iterator gives; an error that is thrown meanwhile goes past it.
///
/// # Safety
///
/// As for [`forward`].
pub(super) async unsafe fn forward_iterator<T: Iterator, E>(
    token: Token<T::Item, (), E>,
    values: FromIter<T>,
    place: Place,
) -> Result<Result<(), Closed<()>>, Thrown<E>> {
    for value in values.into_values() {
        match TrySuspend::new(token, value, place).await {
            Ok(()) => {}
            Err(Interrupt::Throw(error)) => return Err(Thrown(error)),
            Err(Interrupt::Close) => return Ok(Err(Closed(None))),
        }
    }
    Ok(Ok(()))
}

/// Turns a delegation that shows a close into one that is closed with the child.
///
/// # Safety
///
/// As for [`forward`].
pub(super) async unsafe fn let_close_out<Y, I, E, T, X>(
    token: Token<Y, I, E>,
    delegation: impl Future<Output = Result<Result<T, Closed<T>>, X>>,
) -> Result<T, X> {
    match delegation.await? {
        Ok(returned) => Ok(returned),
        Err(Closed(discarded)) => {
            drop(discarded);
            match Exit::new(token).await {}
        }
    }
}

#[cold]
#[inline(never)]
pub(super) fn lawless() -> ! {
    panic!("a generator refused, or said it was finished, while it was suspended at a yield")
}
