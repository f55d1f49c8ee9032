//! The futures that a body awaits to talk to its driver.

use super::{
    place::Place,
    slot::{Phase, Slot, foreign_context},
    token::{Token, Types},
};
use crate::Interrupt;
use core::{
    marker::PhantomData,
    mem::ManuallyDrop,
    pin::Pin,
    task::{Context, Poll},
};

/// A yield on its way: moves its value into the slot on the first poll, the answer out of it on the second.
///
/// Which poll it is, the slot knows: a body that runs polls a yield for the first time, one that is resumed for the
/// second. So the future needs no flag, and `value` is initialised exactly until the first poll.
#[derive(Debug)]
struct Exchange<Y, I, E> {
    value: ManuallyDrop<Y>,
    place: Place,
    types: Types<Y, I, E>,
}

impl<Y, I, E> Exchange<Y, I, E> {
    #[inline(always)]
    fn new(value: Y, place: Place) -> Self {
        Self { value: ManuallyDrop::new(value), place, types: PhantomData }
    }

    /// The answer, or `None` if this was the first poll.
    #[inline(always)]
    fn poll(&mut self, context: &Context<'_>) -> Option<Result<I, Interrupt<E>>> {
        let Some(slot) = Slot::<Y, I, E>::of(context) else { self.abandon() };
        // SAFETY: the yield stands directly in its body, so the slot has these types; the driver lends it to the poll.
        let slot = unsafe { &mut *slot };
        let answer = slot.take();
        if answer.is_none() {
            // SAFETY: the body was running, so this is the first poll and the value is still there.
            slot.give(unsafe { ManuallyDrop::take(&mut self.value) }, self.place);
        }
        answer
    }

    /// Drops the value of a yield that has nowhere to go.
    #[cold]
    #[inline(never)]
    fn abandon(&mut self) -> ! {
        // SAFETY: a context can only be replaced by a future that the body awaited earlier in the same poll. A resumed
        // yield is the first thing polled, so this one is new and its value still there.
        unsafe { ManuallyDrop::drop(&mut self.value) };
        foreign_context()
    }
}

/// The future of `yield_!`: a close is let out, an error thrown comes back.
#[must_use = "a yield suspends the body when it is awaited"]
#[derive(Debug)]
pub struct Suspend<Y, I, E>(Exchange<Y, I, E>);

impl<Y, I, E> Suspend<Y, I, E> {
    #[inline(always)]
    pub(super) fn new(_: Token<Y, I, E>, value: Y, place: Place) -> Self {
        Self(Exchange::new(value, place))
    }
}

// The value is never borrowed, only moved.
impl<Y, I, E> Unpin for Suspend<Y, I, E> {}

impl<Y, I, E> Future for Suspend<Y, I, E> {
    type Output = Result<I, E>;

    #[inline(always)]
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match self.get_mut().0.poll(context) {
            None => Poll::Pending,
            Some(Ok(input)) => Poll::Ready(Ok(input)),
            Some(Err(Interrupt::Throw(error))) => Poll::Ready(Err(error)),
            Some(Err(Interrupt::Close)) => exit::<Y, I, E, _>(context),
        }
    }
}

/// The future of `try_yield!`: the body sees whatever comes.
#[must_use = "a yield suspends the body when it is awaited"]
#[derive(Debug)]
pub struct TrySuspend<Y, I, E>(Exchange<Y, I, E>);

impl<Y, I, E> TrySuspend<Y, I, E> {
    #[inline(always)]
    pub(super) fn new(_: Token<Y, I, E>, value: Y, place: Place) -> Self {
        Self(Exchange::new(value, place))
    }
}

impl<Y, I, E> Unpin for TrySuspend<Y, I, E> {}

impl<Y, I, E> Future for TrySuspend<Y, I, E> {
    type Output = Result<I, Interrupt<E>>;

    #[inline(always)]
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.get_mut().0.poll(context).map_or(Poll::Pending, Poll::Ready)
    }
}

/// The first value sent to a send-first body, which is there when the body begins.
#[must_use = "the first value is read when this is awaited"]
#[derive(Debug)]
pub struct First<Y, I, E>(Types<Y, I, E>);

impl<Y, I, E> First<Y, I, E> {
    #[inline(always)]
    pub(super) fn new(_: Token<Y, I, E>) -> Self {
        Self(PhantomData)
    }
}

impl<Y, I, E> Future for First<Y, I, E> {
    type Output = I;

    #[inline(always)]
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<I> {
        let Some(slot) = Slot::<Y, I, E>::of(context) else { foreign_context() };
        // SAFETY: it stands directly in its body, so the slot has these types; the driver lends it to the poll.
        let slot = unsafe { &mut *slot };
        assert!(slot.phase == Phase::Sent, "a send-first body was begun without a value");
        slot.phase = Phase::Running;
        // SAFETY: `Sent` says that the input is set; the phase has changed, so it is moved out once.
        Poll::Ready(unsafe { slot.input.assume_init_read() })
    }
}

/// The beginning of a plain body, which `start` and `send(())` begin alike.
///
/// That the driver need not tell one from the other keeps the poll of a body that a loop inlines from being there twice,
/// and the polls in that from being there four times.
#[must_use = "the body begins when this is awaited"]
#[derive(Debug)]
pub struct Enter<Y, E>(Types<Y, (), E>);

impl<Y, E> Enter<Y, E> {
    #[inline(always)]
    pub(super) fn new(_: Token<Y, (), E>) -> Self {
        Self(PhantomData)
    }
}

impl<Y, E> Future for Enter<Y, E> {
    type Output = ();

    #[inline(always)]
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let Some(slot) = Slot::<Y, (), E>::of(context) else { foreign_context() };
        // SAFETY: it stands directly in its body, so the slot has these types; the driver lends it to the poll.
        unsafe { (*slot).phase = Phase::Running };
        Poll::Ready(())
    }
}

/// Asks whoever polls the body to drop it.
#[inline(always)]
pub(super) fn exit<Y, I, E, T>(context: &Context<'_>) -> Poll<T> {
    let Some(slot) = Slot::<Y, I, E>::of(context) else { foreign_context() };
    // SAFETY: called from a poll of a body with these types, to which the driver lends the slot.
    unsafe { (*slot).phase = Phase::Exit };
    Poll::Pending
}
