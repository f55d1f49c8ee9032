//! Where a body and its driver meet while the body is polled.
//!
//! The driver keeps a [`Slot`] in its own stack frame, makes a waker whose data pointer is the slot, and polls. The
//! futures behind `yield_!` find the slot through the waker, take the answer from it and leave the yield in it. Nothing
//! of this is stored in the generator, so that an inlined poll leaves the slot in registers.

use super::{asynchronous, place::Place};
use crate::Interrupt;
use core::{
    mem::MaybeUninit,
    ptr,
    task::{Context, RawWaker, RawWakerVTable, Waker},
};

/// What the slot holds, and for whom. One byte is signal, answer and "first poll" at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Phase {
    /// The body runs and the slot is empty.
    Running,
    /// For the body: `input` is set.
    Sent,
    /// For the body: `error` is set.
    Thrown,
    /// For the body: it is being closed.
    Closing,
    /// For the driver: `output` is set.
    Yielded,
    /// For the driver, or the delegation above: the body let a close out and has to be dropped.
    Exit,
    /// For the trampoline: a frame was pushed.
    #[cfg(feature = "alloc")]
    Push,
    /// As above, and `input` is set: the frame is begun with it.
    #[cfg(feature = "alloc")]
    PushSent,
    /// For the delegation that waits for a frame: it has returned.
    #[cfg(feature = "alloc")]
    ChildReturned,
    /// As above, and with it ended the close that was delivered to it.
    #[cfg(feature = "alloc")]
    ChildClosed,
}

/// The meeting place. Which of the three values is initialised is told by `phase`.
#[derive(Debug)]
#[repr(C)]
pub struct Slot<Y, I, E> {
    /// The executor's waker, if the body is async. It comes first, where it is found whatever the types are.
    pub(super) executor: *const Waker,
    pub(super) phase: Phase,
    pub(super) input: MaybeUninit<I>,
    pub(super) error: MaybeUninit<E>,
    pub(super) output: MaybeUninit<Y>,
    /// How many delegations in place are polled around the body that runs.
    pub(super) depth: u32,
    /// How many of them, counted from the outside, a close was delivered to the child of.
    pub(super) closing: u32,
    /// Where the yield stands that the body waits at.
    pub(super) place: Place,
    /// The trampoline that polls the body, if one does.
    #[cfg(feature = "alloc")]
    pub(super) trampoline: Option<ptr::NonNull<super::trampoline::Trampoline>>,
}

/// Tells our wakers from all others, by its address: a `static` has only one.
///
/// A clone outlives the poll, so it must not carry the pointer to the slot. Nobody waits for a generator, so waking is
/// for nothing.
static VTABLE: RawWakerVTable =
    RawWakerVTable::new(|_| RawWaker::new(Waker::noop().data(), Waker::noop().vtable()), |_| {}, |_| {}, |_| {});

impl<Y, I, E> Slot<Y, I, E> {
    #[inline(always)]
    pub(super) fn new(phase: Phase, input: MaybeUninit<I>, error: MaybeUninit<E>) -> Self {
        Self {
            executor: ptr::null(),
            phase,
            input,
            error,
            output: MaybeUninit::uninit(),
            depth: 0,
            closing: 0,
            place: Place::UNKNOWN,
            #[cfg(feature = "alloc")]
            trampoline: None,
        }
    }

    /// A waker through which [`Slot::of`] finds the slot.
    ///
    /// # Safety
    ///
    /// The waker is to be shown only to a body of these types, and only while `slot` is alive and not borrowed.
    #[inline(always)]
    pub(super) unsafe fn waker(slot: *mut Self) -> Waker {
        // SAFETY: the vtable's functions never touch the data pointer, and a clone is a no-op waker.
        unsafe { Waker::new(slot.cast_const().cast(), &VTABLE) }
    }

    /// The slot behind a context, or `None` if the context is not from a driver.
    ///
    /// A future that a body awaits through some macro may have replaced the context. The pointer can be dereferenced by
    /// a future that is polled as part of the body, since such a body is polled only with a waker of its own types.
    #[inline(always)]
    pub(super) fn of(context: &Context<'_>) -> Option<*mut Self> {
        let waker = context.waker();
        // Both lead to the slot at the same address: to choose between two keeps it out of registers where bodies are
        // inlined into one another.
        let ours = ptr::eq(waker.vtable(), &raw const VTABLE) || asynchronous::is_ours(waker);
        ours.then(|| waker.data().cast_mut().cast())
    }

    /// Moves the answer to a yield out of it, if there is one: there is none while the body runs.
    #[inline(always)]
    pub(super) fn take(&mut self) -> Option<Result<I, Interrupt<E>>> {
        match self.phase {
            Phase::Sent => {
                self.phase = Phase::Running;
                // SAFETY: `Sent` says that the input is set; the phase has changed, so it is moved out once.
                Some(Ok(unsafe { self.input.assume_init_read() }))
            }
            Phase::Thrown => {
                self.phase = Phase::Running;
                // SAFETY: as above, for the error.
                Some(Err(Interrupt::Throw(unsafe { self.error.assume_init_read() })))
            }
            Phase::Closing => {
                self.receive_close();
                Some(Err(Interrupt::Close))
            }
            _ => None,
        }
    }

    /// Moves what is yielded at `place` into it.
    #[inline(always)]
    pub(super) fn give(&mut self, value: Y, place: Place) {
        self.output.write(value);
        self.phase = Phase::Yielded;
        self.place = place;
    }

    /// Takes note of a close that has come to the body that runs.
    #[inline(always)]
    pub(super) fn receive_close(&mut self) {
        self.phase = Phase::Running;
        self.closing = self.depth;
    }

    /// Whether a close was delivered to the child that has ended, which the body that runs has delegated to. From then on
    /// the close is that body's, and a child begun in answer to it ends as usual.
    #[inline(always)]
    pub(super) fn take_close(&mut self) -> bool {
        let taken = self.closing > self.depth;
        if taken {
            self.closing = self.depth;
        }
        taken
    }

    /// Drops what lies in the slot, so that a poll that did not end as it should loses nothing.
    ///
    /// Inlined although it is cold: a call would need the slot's address, and keep it out of registers.
    ///
    /// # Safety
    ///
    /// `slot` must be valid, and `phase` must tell the truth about its values.
    #[inline(always)]
    pub(super) unsafe fn clear(slot: *mut Self) {
        // SAFETY: valid by the contract; no other reference lives, as the poll is over.
        let slot = unsafe { &mut *slot };
        match core::mem::replace(&mut slot.phase, Phase::Running) {
            // SAFETY: the phase says that it is initialised, and it is dropped once because the phase has changed.
            Phase::Sent => unsafe { slot.input.assume_init_drop() },
            // SAFETY: as above.
            Phase::Thrown => unsafe { slot.error.assume_init_drop() },
            // SAFETY: as above.
            Phase::Yielded => unsafe { slot.output.assume_init_drop() },
            _ => {}
        }
    }
}

/// Ends a poll in which an awaited future has replaced the context.
#[cold]
#[inline(never)]
pub(super) fn foreign_context() -> ! {
    panic!("a future awaited in the body of a generator replaced the context it was polled with")
}
