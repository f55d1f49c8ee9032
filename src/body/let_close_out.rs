//! A delegation that is closed with its child.

use super::{delegate::Ended, suspend::exit, token::Types};
use crate::Closed;
use core::{
    marker::PhantomData,
    pin::Pin,
    task::{Context, Poll, ready},
};

/// The future of `yield_from!`, made of that of `try_yield_from!`: what the child returns in answer to a close is dropped,
/// and the close is let out of the body as well.
#[derive(Debug)]
pub struct LetCloseOut<D, Y, I, E> {
    delegation: D,
    types: Types<Y, I, E>,
}

impl<D, Y, I, E> LetCloseOut<D, Y, I, E> {
    #[inline(always)]
    pub(super) fn new(delegation: D) -> Self {
        Self { delegation, types: PhantomData }
    }
}

impl<D: Future<Output = Result<Ended<T>, X>>, Y, I, E, T, X> Future for LetCloseOut<D, Y, I, E> {
    type Output = Result<T, X>;

    #[inline(always)]
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        // SAFETY: pinned with this future.
        let delegation = unsafe { self.map_unchecked_mut(|this| &mut this.delegation) };
        match ready!(delegation.poll(context))? {
            Ok(returned) => Poll::Ready(Ok(returned)),
            Err(Closed(discarded)) => {
                drop(discarded);
                exit::<Y, I, E, _>(context)
            }
        }
    }
}
