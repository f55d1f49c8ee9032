//! The generator that the macro makes: a body and its status.

#[cfg(feature = "alloc")]
use super::{on_heap::Seal, trampoline::Vtable};
use super::{
    place::Place,
    slot::{Phase, Slot},
    status::Body,
    token::{Token, Types},
};
use crate::{CloseIgnored, PinnedGenerator, Protocol, Starts, Status, Stopped, protocol::Opening};
#[cfg(feature = "alloc")]
use alloc::boxed::Box;
#[cfg(feature = "alloc")]
use core::ptr::NonNull;
use core::{
    fmt,
    marker::{PhantomData, PhantomPinned},
    mem::{self, ManuallyDrop, MaybeUninit},
    pin::Pin,
    task::{Context, Poll},
};

/// What a `#[generator]` function returns: a generator that yields `Y`, is sent `I`, is thrown `E`, speaks by the
/// protocol `P`, and has a body that ends with the output of `F`.
///
/// It is inline and movable until it is first used. To drive it, pin it with [`pin!`](core::pin::pin), which costs
/// nothing, or with [`boxed`](Gen::boxed); both are a [`Generator`](crate::Generator), and an [`Iterator`] when it is
/// plain. In a `for` loop it boxes itself once.
///
/// It is `Send` when its body is.
///
/// # Dropping
///
/// A generator that is dropped while it is suspended runs the destructors of its body, innermost scope first, and
/// no other code of it. Only [`close`](crate::Generator::close) talks to the body.
#[must_use = "a generator does nothing until it is driven: pin it and call `start` or `send`, or iterate over it"]
pub struct Gen<Y, I, E, P, F> {
    body: Body<F>,
    place: Place,
    types: Types<Y, I, E>,
    protocol: PhantomData<fn(P) -> P>,
    _pinned: PhantomPinned,
}

/// How a poll of the body ended.
pub(super) enum Resumed<Y, T> {
    Yielded(Y),
    Returned(T),
    Closed,
}

impl<Y, I, E, P, F: Future> Gen<Y, I, E, P, F> {
    /// # Safety
    ///
    /// `body` must be the async block in which alone `_token` is used, by the macro's rules for it, and must begin
    /// with [`Token::first`] if `P` is `SendFirst`, with [`Token::enter`] if it is `Plain`.
    #[doc(hidden)]
    #[inline(always)]
    pub unsafe fn new(_token: Token<Y, I, E>, body: F) -> Self {
        Self {
            body: Body::Created(body),
            place: Place::UNKNOWN,
            types: PhantomData,
            protocol: PhantomData,
            _pinned: PhantomPinned,
        }
    }

    /// The body, which has not begun: a generator that has is pinned and cannot be had by value.
    #[inline(always)]
    pub(super) fn into_body(self) -> F {
        self.body.into_inner().expect("a generator that can be moved has a body")
    }

    /// Ends it without running any more of its body.
    fn finish(self: Pin<&mut Self>) {
        // SAFETY: the body is dropped in place, not moved.
        let this = unsafe { self.get_unchecked_mut() };
        this.body = Body::Finished;
    }

    /// Runs the body to its next yield, or to its end.
    ///
    /// `phase` says which of `input` and `error` is set, if any.
    ///
    /// # Panics
    ///
    /// With the body; and if it waits for something that is no yield, which only a macro of the user's can hide in it.
    ///
    /// # Safety
    ///
    /// The phase must fit the status: for a created generator `Running` if it is yield-first and `Sent` if it is not; for
    /// a suspended one `Sent`, `Thrown` or `Closing`. A finished one must not be resumed.
    #[inline(always)]
    unsafe fn resume(
        self: Pin<&mut Self>,
        phase: Phase,
        input: MaybeUninit<I>,
        error: MaybeUninit<E>,
    ) -> Resumed<Y, F::Output> {
        // SAFETY: the body is not moved out of this reference.
        let this = unsafe { self.get_unchecked_mut() };
        let mut slot = Slot::<Y, I, E>::new(phase, input, error);
        let slot = &raw mut slot;
        let unwinding = Unwinding { generator: this, slot };
        let polled = {
            // SAFETY: only this generator's body, which has these types, is polled with the waker; what reaches the
            // slot meanwhile are the body's own futures, through the waker.
            let waker = ManuallyDrop::new(unsafe { Slot::waker(slot) });
            // SAFETY: a generator that is not finished has a body.
            let body = unsafe { unwinding.generator.body.get().unwrap_unchecked() };
            // SAFETY: pinned with the generator.
            unsafe { Pin::new_unchecked(body) }.poll(&mut Context::from_waker(&waker))
        };
        mem::forget(unwinding);
        // SAFETY: the poll is over, so nothing else refers to the slot.
        let slot = unsafe { &mut *slot };
        match polled {
            Poll::Pending if slot.phase == Phase::Yielded => {
                // SAFETY: it is not finished.
                unsafe { this.body.suspend() };
                this.place = slot.place;
                // SAFETY: `Yielded` says that the output is set, and the slot is not looked at again.
                Resumed::Yielded(unsafe { slot.output.assume_init_read() })
            }
            Poll::Pending => {
                let closed = slot.phase == Phase::Exit;
                // SAFETY: the phase is what the poll left.
                unsafe { Slot::clear(slot) };
                this.leave(closed);
                Resumed::Closed
            }
            Poll::Ready(value) => {
                this.body = Body::Finished;
                Resumed::Returned(value)
            }
        }
    }

    /// Drops a body that waits, but not at a yield.
    #[cold]
    fn leave(&mut self, closed: bool) {
        self.body = Body::Finished;
        assert!(
            closed,
            "the body of a generator awaited a future that was not ready: a generator can only wait at a yield"
        );
    }
}

/// Ends a generator whose body panics.
struct Unwinding<'a, Y, I, E, P, F> {
    generator: &'a mut Gen<Y, I, E, P, F>,
    slot: *mut Slot<Y, I, E>,
}

impl<Y, I, E, P, F> Drop for Unwinding<'_, Y, I, E, P, F> {
    #[inline(always)]
    fn drop(&mut self) {
        self.generator.body = Body::Finished;
        // SAFETY: the slot outlives this guard, and the poll is over.
        unsafe { Slot::clear(self.slot) };
    }
}

/// The body of a generator as a frame of a trampoline, which polls it with the slot of another driver.
#[cfg(feature = "alloc")]
impl<Y, I, E, P, F: Future> Gen<Y, I, E, P, F> {
    const VTABLE: &'static Vtable = &Vtable { poll: Self::poll_frame, drop: Self::drop_frame };

    /// # Safety
    ///
    /// `this` must be an owned, pinned `Self` in a box, which is gone if this says that it has ended; `returned` must be a
    /// `None` of `Option<F::Output>`.
    unsafe fn poll_frame(this: NonNull<()>, returned: NonNull<()>, context: &mut Context<'_>) -> bool {
        // SAFETY: by the contract, and nobody else refers to it while it is polled.
        let generator = unsafe { this.cast::<Self>().as_mut() };
        // SAFETY: it has not ended.
        let body = unsafe { generator.body.get().unwrap_unchecked() };
        // SAFETY: pinned with the generator.
        let Poll::Ready(value) = unsafe { Pin::new_unchecked(body) }.poll(context) else { return false };
        // SAFETY: by the contract; it holds nothing yet that would have to be dropped.
        unsafe { returned.cast::<Option<F::Output>>().write(Some(value)) };
        // SAFETY: by the contract it is in a box; a body that has ended has nothing left to drop.
        drop(unsafe { Box::from_raw(this.cast::<ManuallyDrop<Self>>().as_ptr()) });
        true
    }

    /// # Safety
    ///
    /// `this` must be an owned `Self` in a box.
    unsafe fn drop_frame(this: NonNull<()>) {
        // SAFETY: by the contract.
        drop(unsafe { Box::from_raw(this.cast::<Self>().as_ptr()) });
    }
}

impl<Y, I, E, P: Protocol, F: Future> PinnedGenerator for Gen<Y, I, E, P, F> {
    type Yield = Y;
    type Input = I;
    type Error = E;
    type Return = F::Output;
    type Protocol = P;

    #[inline(always)]
    fn start_pinned(self: Pin<&mut Self>) -> Result<Y, Stopped<F::Output, ()>>
    where
        P: Starts<I>,
    {
        let (phase, input) = match (self.body.status(), P::nothing()) {
            (Status::Finished, _) => return Err(Stopped::Finished(())),
            (_, Some(nothing)) => (Phase::Sent, MaybeUninit::new(nothing)),
            (Status::Created, None) => (Phase::Running, MaybeUninit::uninit()),
            (Status::Suspended, None) => return Err(Stopped::Refused(())),
        };
        // SAFETY: the phase was chosen to fit the status.
        unsafe { self.resume(phase, input, MaybeUninit::uninit()) }.answer()
    }

    #[inline(always)]
    fn send_pinned(self: Pin<&mut Self>, value: I) -> Result<Y, Stopped<F::Output, I>> {
        match (self.body.status(), P::OPENING) {
            (Status::Suspended, _) | (Status::Created, Opening::StartOrSend | Opening::Send) => {}
            (Status::Created, Opening::Start) => return Err(Stopped::Refused(value)),
            (Status::Finished, _) => return Err(Stopped::Finished(value)),
        }
        // SAFETY: it is suspended, or created and not yield-first.
        unsafe { self.resume(Phase::Sent, MaybeUninit::new(value), MaybeUninit::uninit()) }.answer()
    }

    #[inline]
    fn throw_pinned(self: Pin<&mut Self>, error: E) -> Result<Y, Stopped<F::Output, E>> {
        match self.body.status() {
            Status::Created => {
                self.finish();
                return Err(Stopped::Finished(error));
            }
            Status::Suspended => {}
            Status::Finished => return Err(Stopped::Finished(error)),
        }
        // SAFETY: it is suspended.
        unsafe { self.resume(Phase::Thrown, MaybeUninit::uninit(), MaybeUninit::new(error)) }.answer()
    }

    #[inline]
    fn close_pinned(self: Pin<&mut Self>) -> Result<Option<F::Output>, CloseIgnored<Y>> {
        match self.body.status() {
            Status::Created => {
                self.finish();
                return Ok(None);
            }
            Status::Suspended => {}
            Status::Finished => return Ok(None),
        }
        // SAFETY: it is suspended.
        match unsafe { self.resume(Phase::Closing, MaybeUninit::uninit(), MaybeUninit::uninit()) } {
            Resumed::Yielded(value) => Err(CloseIgnored(value)),
            Resumed::Returned(value) => Ok(Some(value)),
            Resumed::Closed => Ok(None),
        }
    }

    #[inline(always)]
    fn status_pinned(&self) -> Status {
        self.body.status()
    }

    #[cfg(feature = "alloc")]
    fn vtable(&self, _: Seal) -> Option<&'static Vtable> {
        Some(Self::VTABLE)
    }
}

impl<Y, T> Resumed<Y, T> {
    /// The result of an operation that does not close.
    #[inline(always)]
    pub(super) fn answer<V>(self) -> Result<Y, Stopped<T, V>> {
        match self {
            Self::Yielded(value) => Ok(value),
            Self::Returned(value) => Err(Stopped::Returned(value)),
            Self::Closed => unreachable!("a close that was under way has been gone on with as another operation"),
        }
    }
}

impl<Y, I, E, P, F> fmt::Debug for Gen<Y, I, E, P, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Gen");
        debug.field("status", &self.body.status());
        if let (Status::Suspended, Some(location)) = (self.body.status(), self.place.location()) {
            debug.field("at", &format_args!("{location}"));
        }
        debug.finish_non_exhaustive()
    }
}
