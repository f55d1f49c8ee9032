//! Delegation to a body: it is polled in place, and the slot it talks to is the root's.

use super::{
    slot::{Phase, Slot, foreign_context},
    suspend::exit,
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
/// the child that the close was delivered to counts: one that is begun in answer to it, to clean up, ends as usual.
/// Delivered means that the close was under way before the child was polled.
pub(super) struct Direct<F, Y, I, E> {
    child: F,
    delivery: Delivery,
    types: Types<Y, I, E>,
    _pinned: PhantomPinned,
}

impl<F, Y, I, E> Direct<F, Y, I, E> {
    #[inline(always)]
    pub(super) fn new(child: F) -> Self {
        Self { child, delivery: Delivery::default(), types: PhantomData, _pinned: PhantomPinned }
    }
}

impl<F: Future, Y, I, E> Future for Direct<F, Y, I, E> {
    type Output = Result<F::Output, Infallible>;

    #[inline(always)]
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        // SAFETY: the child is pinned with the delegation, and not moved.
        let this = unsafe { self.get_unchecked_mut() };
        let closing = this.delivery.is_closing(phase::<Y, I, E>(context));
        // SAFETY: as above.
        match unsafe { Pin::new_unchecked(&mut this.child) }.poll(context) {
            Poll::Pending => Poll::Pending,
            Poll::Ready(value) if closing => {
                drop(value);
                exit::<Y, I, E, _>(context)
            }
            Poll::Ready(value) => Poll::Ready(Ok(value)),
        }
    }
}

/// The future of `try_yield_from!`, which shows the close to the body once the child is done with it.
pub(super) struct TryDirect<F, Y, I, E> {
    child: Option<F>,
    delivery: Delivery,
    types: Types<Y, I, E>,
    _pinned: PhantomPinned,
}

impl<F, Y, I, E> TryDirect<F, Y, I, E> {
    #[inline(always)]
    pub(super) fn new(child: F) -> Self {
        Self { child: Some(child), delivery: Delivery::default(), types: PhantomData, _pinned: PhantomPinned }
    }
}

impl<F: Future, Y, I, E> Future for TryDirect<F, Y, I, E> {
    type Output = Result<Result<F::Output, Closed<F::Output>>, Infallible>;

    #[inline(always)]
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        // SAFETY: the child is pinned with the delegation, and only ever dropped in place.
        let this = unsafe { self.get_unchecked_mut() };
        let closing = this.delivery.is_closing(phase::<Y, I, E>(context));
        // SAFETY: as above.
        let mut child = unsafe { Pin::new_unchecked(&mut this.child) };
        let polled = child.as_mut().as_pin_mut().expect("a finished delegation is not polled").poll(context);
        match polled {
            Poll::Pending if phase::<Y, I, E>(context) == Phase::Exit => {
                child.set(None);
                set_running::<Y, I, E>(context);
                Poll::Ready(Ok(Err(Closed(None))))
            }
            Poll::Pending => Poll::Pending,
            Poll::Ready(value) if closing => Poll::Ready(Ok(Err(Closed(Some(value))))),
            Poll::Ready(value) => Poll::Ready(Ok(Ok(value))),
        }
    }
}

/// Whether a close has been delivered to the child of a delegation.
///
/// A close is answered within one poll of the root, but of the bodies in between there may be several: while the child
/// waits for a frame that cleans up, the delegation remembers. It does so when it is polled and not when the child waits:
/// a comparison there, at each of many levels that are inlined into one another, takes the compiler exponential time.
#[derive(Default)]
struct Delivery {
    #[cfg(feature = "alloc")]
    closing: bool,
}

impl Delivery {
    /// Looks at the phase that the child is about to be polled in.
    #[inline(always)]
    #[cfg(feature = "alloc")]
    fn is_closing(&mut self, phase: Phase) -> bool {
        self.closing = match phase {
            Phase::Closing | Phase::ChildClosed | Phase::ChildReturnedClosing => true,
            Phase::CleanupReturned | Phase::Running => self.closing,
            _ => false,
        };
        self.closing
    }

    #[inline(always)]
    #[cfg(not(feature = "alloc"))]
    #[allow(clippy::unused_self, reason = "there are no frames to wait for")]
    fn is_closing(&mut self, phase: Phase) -> bool {
        phase == Phase::Closing
    }
}

/// A delegation to a send-first child: puts the first value where the child looks for it.
pub(super) struct Fed<D, Y, I, E> {
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

#[inline(always)]
fn phase<Y, I, E>(context: &Context<'_>) -> Phase {
    let Some(slot) = Slot::<Y, I, E>::of(context) else { foreign_context() };
    // SAFETY: called from a poll of a body with these types, to which the driver lends the slot.
    unsafe { (*slot).phase }
}

#[inline(always)]
fn set_running<Y, I, E>(context: &Context<'_>) {
    let Some(slot) = Slot::<Y, I, E>::of(context) else { foreign_context() };
    // SAFETY: as in `phase`.
    unsafe { (*slot).phase = Phase::Running };
}
