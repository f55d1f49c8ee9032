//! Delegation to a body: it is polled in place, and the slot it talks to is the root's.

use super::{
    slot::{Phase, Slot, foreign_context},
    token::Types,
};
use crate::Closed;
use core::{
    convert::Infallible,
    marker::{PhantomData, PhantomPinned},
    mem::MaybeUninit,
    pin::Pin,
    task::{Context, Poll},
};

/// The future of `yield_from!`.
///
/// A child that catches a close and returns has its value dropped, and the body around it is closed all the same. Only
/// the child that the close was delivered to counts: one that is begun in answer to it, to clean up, ends as usual. The
/// slot knows which that is, by depth. A delegation that remembered it would have to store it at every poll: to compare
/// and store only when there is a close takes the compiler exponential time where many are inlined into one another.
#[derive(Debug)]
pub struct Direct<F, Y, I, E> {
    child: F,
    types: Types<Y, I, E>,
    _pinned: PhantomPinned,
}

impl<F, Y, I, E> Direct<F, Y, I, E> {
    #[inline(always)]
    pub(super) fn new(child: F) -> Self {
        Self { child, types: PhantomData, _pinned: PhantomPinned }
    }
}

impl<F: Future, Y, I, E> Future for Direct<F, Y, I, E> {
    type Output = Result<F::Output, Infallible>;

    #[inline(always)]
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let slot = slot::<Y, I, E>(context);
        // SAFETY: the child is pinned with the delegation, and not moved.
        let child = unsafe { self.map_unchecked_mut(|this| &mut this.child) };
        // SAFETY: this is polled in a body with the slot's types.
        match unsafe { poll_child(child, slot, context) } {
            Poll::Pending => Poll::Pending,
            // SAFETY: as above, and the poll of the child is over.
            Poll::Ready(value) if unsafe { (*slot).take_close() } => {
                drop(value);
                // SAFETY: as above.
                unsafe { (*slot).phase = Phase::Exit };
                Poll::Pending
            }
            Poll::Ready(value) => Poll::Ready(Ok(value)),
        }
    }
}

/// The future of `try_yield_from!`, which shows the close to the body once the child is done with it.
#[derive(Debug)]
pub struct TryDirect<F, Y, I, E> {
    child: Option<F>,
    types: Types<Y, I, E>,
    _pinned: PhantomPinned,
}

impl<F, Y, I, E> TryDirect<F, Y, I, E> {
    #[inline(always)]
    pub(super) fn new(child: F) -> Self {
        Self { child: Some(child), types: PhantomData, _pinned: PhantomPinned }
    }
}

impl<F: Future, Y, I, E> Future for TryDirect<F, Y, I, E> {
    type Output = Result<Result<F::Output, Closed<F::Output>>, Infallible>;

    #[inline(always)]
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let slot = slot::<Y, I, E>(context);
        // SAFETY: the child is pinned with the delegation, and only ever dropped in place.
        let mut child = unsafe { self.map_unchecked_mut(|this| &mut this.child) };
        let polled = child.as_mut().as_pin_mut().expect("a finished delegation is not polled");
        // SAFETY: this is polled in a body with the slot's types.
        match unsafe { poll_child(polled, slot, context) } {
            // SAFETY: as above, and the poll of the child is over.
            Poll::Pending if unsafe { (*slot).phase } == Phase::Exit => {
                child.set(None);
                // SAFETY: as above.
                unsafe { (*slot).receive_close() };
                Poll::Ready(Ok(Err(Closed(None))))
            }
            Poll::Pending => Poll::Pending,
            // SAFETY: as above.
            Poll::Ready(value) if unsafe { (*slot).take_close() } => Poll::Ready(Ok(Err(Closed(Some(value))))),
            Poll::Ready(value) => Poll::Ready(Ok(Ok(value))),
        }
    }
}

/// Polls the child of a delegation.
///
/// # Safety
///
/// `slot` must be that of the driver, behind `context`, which lends it to the poll of the body that this is called in.
#[inline(always)]
unsafe fn poll_child<F: Future, Y, I, E>(
    child: Pin<&mut F>,
    slot: *mut Slot<Y, I, E>,
    context: &mut Context<'_>,
) -> Poll<F::Output> {
    // SAFETY: by the contract; no reference to the slot outlives a statement.
    unsafe { (*slot).depth += 1 };
    let polled = child.poll(context);
    // SAFETY: as above.
    unsafe { (*slot).depth -= 1 };
    polled
}

/// A delegation to a send-first child: puts the first value where the child looks for it.
#[derive(Debug)]
pub struct Fed<D, Y, I, E> {
    first: Option<I>,
    delegation: D,
    types: Types<Y, I, E>,
}

impl<D, Y, I, E> Fed<D, Y, I, E> {
    #[inline(always)]
    pub(super) fn new(first: I, delegation: D) -> Self {
        Self { first: Some(first), delegation, types: PhantomData }
    }
}

impl<D: Future, Y, I, E> Future for Fed<D, Y, I, E> {
    type Output = D::Output;

    #[inline(always)]
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<D::Output> {
        // SAFETY: `first` is not pinned, and `delegation` is not moved.
        let this = unsafe { self.get_unchecked_mut() };
        if let Some(slot) = Slot::<Y, I, E>::of(context)
            && let Some(first) = this.first.take()
        {
            // SAFETY: this stands directly in its body, so the slot has these types; the driver lends it to the poll.
            let slot = unsafe { &mut *slot };
            slot.input = MaybeUninit::new(first);
            slot.phase = Phase::Sent;
        }
        // SAFETY: pinned with this future.
        unsafe { Pin::new_unchecked(&mut this.delegation) }.poll(context)
    }
}

/// The slot of the driver; looked for before the child is polled, which may replace the context.
#[inline(always)]
fn slot<Y, I, E>(context: &Context<'_>) -> *mut Slot<Y, I, E> {
    Slot::of(context).unwrap_or_else(|| foreign_context())
}
