//! A slot that knows the executor's waker.

use crate::body::slot::Slot;
use core::{
    mem::ManuallyDrop,
    ptr,
    task::{Context, RawWaker, RawWakerVTable, Waker},
};

/// The meeting place of an async body and its driver: a slot that has the executor's waker, at the same address.
#[repr(transparent)]
pub(super) struct AsyncSlot<Y, I, E> {
    pub(super) slot: Slot<Y, I, E>,
}

/// Tells the wakers of async bodies from all others, by its address.
///
/// What is cloned is the executor's waker, so that nothing outlives the poll that leads to the slot. The waker itself is
/// only ever lent, so nobody can wake it by value or drop it.
static VTABLE: RawWakerVTable = RawWakerVTable::new(
    |slot| {
        // SAFETY: the slot is alive, since the waker is only shown to a poll of its body.
        let waker = ManuallyDrop::new(unsafe { real(slot) }.clone());
        RawWaker::new(waker.data(), waker.vtable())
    },
    |_| {},
    // SAFETY: as above.
    |slot| unsafe { real(slot) }.wake_by_ref(),
    |_| {},
);

/// The executor's waker.
///
/// # Safety
///
/// `slot` must be an [`AsyncSlot`], of any types, that is alive for as long as `'a`.
unsafe fn real<'a>(slot: *const ()) -> &'a Waker {
    // SAFETY: a pointer to the waker is the first field of a slot.
    let waker = unsafe { *slot.cast::<*const Waker>() };
    // SAFETY: it lives as long as the slot.
    unsafe { &*waker }
}

impl<Y, I, E> AsyncSlot<Y, I, E> {
    #[inline(always)]
    pub(super) fn new(context: &Context<'_>, slot: Slot<Y, I, E>) -> Self {
        // Not the waker of a body around this one, which awaits it hidden in a macro.
        Self { slot: Slot { executor: executors_waker(context), ..slot } }
    }

    /// A waker through which [`Slot::of`] finds the slot.
    ///
    /// # Safety
    ///
    /// As for [`Slot::waker`], and the context that it was made of must be alive as well.
    #[inline(always)]
    pub(super) unsafe fn waker(this: *mut Self) -> Waker {
        // SAFETY: the vtable's functions read the executor's waker, by the contract, and a clone is one of that.
        unsafe { Waker::new(this.cast_const().cast(), &VTABLE) }
    }
}

/// Whether a waker leads to the slot of an async body.
#[inline(always)]
pub(in crate::body) fn is_ours(waker: &Waker) -> bool {
    ptr::eq(waker.vtable(), &raw const VTABLE)
}

/// The waker of the executor, which a future is to see that is no part of a body.
#[inline(always)]
pub(in crate::body) fn executors_waker<'a>(context: &'a Context<'_>) -> &'a Waker {
    let waker = context.waker();
    if is_ours(waker) {
        // SAFETY: the vtable says that there is a slot, which lives as long as the context is lent.
        unsafe { real(waker.data()) }
    } else {
        waker
    }
}
