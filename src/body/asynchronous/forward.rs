//! Delegation to an async generator that has a driver of its own: a loop hands everything on.

use super::{delegate::Begin, foreign::foreign};
use crate::{
    AsyncGenerator, Closed, Interrupt, Stopped,
    body::{forward::lawless, place::Place, suspend::TrySuspend, token::Token},
};
use core::convert::Infallible;

/// Drives `child` with what the body is sent, thrown or asked.
///
/// # Panics
///
/// If the child does not keep the rules of [`AsyncGenerator`]: it refuses, or says that it is finished, while it has to
/// answer.
///
/// # Safety
///
/// The future must be awaited at once, directly in the body that the token belongs to.
pub(super) async unsafe fn forward<G: AsyncGenerator + Unpin, B: Begin<G>>(
    token: Token<G::Yield, G::Input, G::Error>,
    mut child: G,
    begin: B,
    place: Place,
) -> Result<Result<G::Return, Closed<G::Return>>, Infallible> {
    let mut answer = foreign(begin.begin(&mut child)).await;
    loop {
        let value = match answer {
            Ok(value) => value,
            Err(Some(returned)) => return Ok(Ok(returned)),
            Err(None) => lawless(),
        };
        answer = match TrySuspend::new(token, value, place).await {
            Ok(input) => foreign(child.send(input)).await.map_err(Stopped::returned),
            Err(Interrupt::Throw(error)) => foreign(child.throw(error)).await.map_err(Stopped::returned),
            Err(Interrupt::Close) => match foreign(child.close()).await {
                Ok(returned) => return Ok(Err(Closed(returned))),
                Err(ignored) => Ok(ignored.0),
            },
        };
    }
}
