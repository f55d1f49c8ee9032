//! What drives a child from outside: it is handed what comes, and what it yields is handed on.

use super::{
    delegate::{Ended, Thrown},
    place::Place,
    slot::{Phase, Slot},
    suspend::{Exit, TrySuspend},
    token::Token,
};
use crate::{Closed, Generator, Interrupt, adapt::FromIter};
use core::mem;

/// Hands to a child what the body around it is sent, thrown or asked: what it yields, or how it ended.
///
/// # Panics
///
/// If the child does not keep the rules of [`Generator`]: it refuses, or says that it is finished, while it has to
/// answer.
pub(super) fn resume<G: Generator>(
    child: &mut G,
    slot: &mut Slot<G::Yield, G::Input, G::Error>,
) -> Result<G::Yield, Ended<G::Return>> {
    match mem::replace(&mut slot.phase, Phase::Running) {
        Phase::Sent => {
            // SAFETY: `Sent` says that the input is set; the phase has changed, so it is moved out once.
            let input = unsafe { slot.input.assume_init_read() };
            child.send(input).map_err(|stopped| Ok(lawful(stopped.returned())))
        }
        Phase::Thrown => {
            // SAFETY: as above, for the error.
            let error = unsafe { slot.error.assume_init_read() };
            child.throw(error).map_err(|stopped| Ok(lawful(stopped.returned())))
        }
        Phase::Closing => match child.close() {
            Ok(returned) => Err(Err(Closed(returned))),
            Err(ignored) => Ok(ignored.0),
        },
        _ => unreachable!("a body that waits is resumed with an answer"),
    }
}

/// What a child has returned that had to answer.
pub(super) fn lawful<T>(returned: Option<T>) -> T {
    returned.unwrap_or_else(|| lawless())
}

/// Yields what an iterator gives; an error that is thrown meanwhile goes past it.
///
/// # Safety
///
/// The future must be awaited at once, directly in the body that the token belongs to.
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
/// The future must be awaited at once, directly in the body that the token belongs to.
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
fn lawless() -> ! {
    panic!("a generator refused, or said it was finished, while it was suspended at a yield")
}
