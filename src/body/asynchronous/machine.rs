//! The generator that the macro makes of an `async fn`.

use super::slot::AsyncSlot;
#[cfg(feature = "alloc")]
use crate::body::{Seal, Vtable};
use crate::{
    AsyncGenerator, CloseIgnored, Protocol, Starts, Status, Stopped,
    body::{
        machine::Resumed,
        place::Place,
        slot::{Phase, Slot},
        token::{Token, Types},
    },
    protocol::Opening,
};
#[cfg(feature = "alloc")]
use alloc::boxed::Box;
#[cfg(feature = "alloc")]
use core::ptr::NonNull;
use core::{
    fmt, hint,
    marker::{PhantomData, PhantomPinned},
    mem::{self, ManuallyDrop, MaybeUninit},
    pin::Pin,
    task::{Context, Poll, ready},
};

/// What an async `#[generator]` function returns: a generator that yields `Y`, is sent `I`, is thrown `E`, speaks by the
/// protocol `P`, and has a body that may await and ends with the output of `F`.
///
/// It is inline and movable until it is first used. To drive it, pin it with [`pin!`](core::pin::pin), or with
/// [`boxed`](AsyncGen::boxed); both are an [`AsyncGenerator`](crate::AsyncGenerator), and, with the feature `futures`, a
/// fused `Stream` when it is plain.
///
/// It is `Send` when its body is. It needs no runtime: whoever polls it wakes it.
///
/// # Dropping
///
/// A generator that is dropped runs the destructors of its body, innermost scope first, and no other code of it. Nothing
/// can be awaited then: only [`close`](crate::AsyncGenerator::close) talks to the body.
#[must_use = "a generator does nothing until it is driven: pin it and await `start` or `send`"]
pub struct AsyncGen<Y, I, E, P, F> {
    body: Option<F>,
    state: State,
    /// Through how many delegations the close was delivered that the body answers while it awaits.
    closing: u32,
    place: Place,
    types: Types<Y, I, E>,
    protocol: PhantomData<fn(P) -> P>,
    _pinned: PhantomPinned,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Created,
    Suspended,
    /// The body has taken what an operation handed in, and awaits something.
    Running,
    /// The same, on behalf of a stream, whose operations are not told from one another.
    #[cfg(feature = "futures")]
    Streaming,
    Finished,
}

impl State {
    #[inline(always)]
    fn status(self) -> Status {
        match self {
            Self::Created => Status::Created,
            Self::Finished => Status::Finished,
            _ => Status::Suspended,
        }
    }
}

impl<Y, I, E, P, F: Future> AsyncGen<Y, I, E, P, F> {
    /// # Safety
    ///
    /// As for [`Gen::new`](crate::Gen::new).
    #[doc(hidden)]
    #[inline(always)]
    pub unsafe fn new(_token: Token<Y, I, E>, body: F) -> Self {
        Self {
            body: Some(body),
            state: State::Created,
            closing: 0,
            place: Place::UNKNOWN,
            types: PhantomData,
            protocol: PhantomData,
            _pinned: PhantomPinned,
        }
    }

    /// The body, which has not begun: a generator that has is pinned and cannot be had by value.
    #[inline(always)]
    pub(super) fn into_body(self) -> F {
        self.body.expect("a generator that can be moved has a body")
    }

    /// Ends it without running any more of its body.
    fn finish(self: Pin<&mut Self>) {
        // SAFETY: the body is dropped in place, not moved.
        let this = unsafe { self.get_unchecked_mut() };
        this.state = State::Finished;
        this.body = None;
    }

    /// Polls an operation: begins with what is handed in, and goes on if that was taken before. `begin` gives the answer
    /// if there is nothing to run.
    ///
    /// # Panics
    ///
    /// If nothing is handed in and nothing is under way, which is so of an operation that has had its answer.
    ///
    /// # Safety
    ///
    /// What `begin` gives must fit the state, as [`AsyncGen::resume`] says; it is called when nothing is under way.
    #[inline(always)]
    unsafe fn operate<V, A>(
        mut self: Pin<&mut Self>,
        context: &Context<'_>,
        handed_in: &mut Option<V>,
        waiting: State,
        begin: impl FnOnce(Pin<&mut Self>, V) -> Result<Message<I, E>, A>,
    ) -> Poll<Result<Resumed<Y, F::Output>, A>> {
        if handed_in.is_some() && self.is_running() {
            hint::cold_path();
            ready!(self.as_mut().settle(context));
        }
        let message = if let Some(value) = handed_in.take() {
            match begin(self.as_mut(), value) {
                Ok(message) => message,
                Err(answer) => return Poll::Ready(Err(answer)),
            }
        } else {
            assert!(self.is_running(), "an operation on an async generator was polled after it had its answer");
            Message::NONE
        };
        // SAFETY: by the contract, or nothing for a body that does not wait at a yield.
        unsafe { self.resume(context, message, waiting) }.map(Ok)
    }

    /// Brings an operation that was begun and dropped to its end, and drops its answer.
    ///
    /// Inlined although it is rare: a call would need the generator's address, and keep it out of registers.
    #[inline(always)]
    fn settle(self: Pin<&mut Self>, context: &Context<'_>) -> Poll<()> {
        let waiting = self.state;
        // SAFETY: the body does not wait at a yield.
        unsafe { self.resume(context, Message::NONE, waiting) }.map(drop)
    }

    #[inline(always)]
    fn is_running(&self) -> bool {
        match self.state {
            State::Running => true,
            #[cfg(feature = "futures")]
            State::Streaming => true,
            State::Created | State::Suspended | State::Finished => false,
        }
    }

    /// Runs the body until it yields, ends, or has to wait, in which case its state is `waiting`.
    ///
    /// # Panics
    ///
    /// With the body.
    ///
    /// # Safety
    ///
    /// The message must fit the state: for a created generator `Running` if it is yield-first and `Sent` if it is not; for
    /// a suspended one `Sent`, `Thrown` or `Closing`; for one that runs, `Running`. A finished one must not be resumed.
    #[inline(always)]
    unsafe fn resume(
        self: Pin<&mut Self>,
        context: &Context<'_>,
        message: Message<I, E>,
        waiting: State,
    ) -> Poll<Resumed<Y, F::Output>> {
        // SAFETY: the body is not moved out of this reference.
        let this = unsafe { self.get_unchecked_mut() };
        let Message { phase, input, error } = message;
        let mut slot = AsyncSlot::<Y, I, E>::new(context, Slot::new(phase, input, error));
        if phase == Phase::Running {
            slot.slot.closing = this.closing;
        }
        let slot = &raw mut slot;
        // SAFETY: it is valid.
        let unwinding = Unwinding { generator: this, slot: unsafe { &raw mut (*slot).slot } };
        let polled = {
            // SAFETY: only this generator's body, which has these types, is polled with the waker; what reaches the
            // slot meanwhile are the body's own futures, through the waker.
            let waker = ManuallyDrop::new(unsafe { AsyncSlot::waker(slot) });
            // SAFETY: a generator that is not finished has a body.
            let body = unsafe { unwinding.generator.body.as_mut().unwrap_unchecked() };
            // SAFETY: pinned with the generator.
            unsafe { Pin::new_unchecked(body) }.poll(&mut Context::from_waker(&waker))
        };
        let slot = unwinding.slot;
        mem::forget(unwinding);
        // SAFETY: the poll is over, so nothing else refers to the slot.
        let slot = unsafe { &mut *slot };
        match (polled, slot.phase) {
            (Poll::Ready(value), _) => {
                this.state = State::Finished;
                this.body = None;
                Poll::Ready(Resumed::Returned(value))
            }
            (Poll::Pending, Phase::Yielded) => {
                this.state = State::Suspended;
                this.place = slot.place;
                // SAFETY: `Yielded` says that the output is set, and the slot is not looked at again.
                Poll::Ready(Resumed::Yielded(unsafe { slot.output.assume_init_read() }))
            }
            (Poll::Pending, Phase::Exit) => {
                this.state = State::Finished;
                this.body = None;
                Poll::Ready(Resumed::Closed)
            }
            (Poll::Pending, _) => {
                this.state = waiting;
                this.closing = slot.closing;
                // SAFETY: the phase is what the poll left.
                unsafe { Slot::clear(slot) };
                Poll::Pending
            }
        }
    }
}

/// What an operation tells the body. The phase says which of the values is set, if any.
struct Message<I, E> {
    phase: Phase,
    input: MaybeUninit<I>,
    error: MaybeUninit<E>,
}

impl<I, E> Message<I, E> {
    const NONE: Self = Self::of(Phase::Running);
    const CLOSE: Self = Self::of(Phase::Closing);

    const fn of(phase: Phase) -> Self {
        Self { phase, input: MaybeUninit::uninit(), error: MaybeUninit::uninit() }
    }

    #[inline(always)]
    fn send(value: I) -> Self {
        Self { input: MaybeUninit::new(value), ..Self::of(Phase::Sent) }
    }

    #[inline(always)]
    fn throw(error: E) -> Self {
        Self { error: MaybeUninit::new(error), ..Self::of(Phase::Thrown) }
    }
}

/// The body of a generator as a frame of a trampoline, which polls it with the slot of another driver.
#[cfg(feature = "alloc")]
impl<Y, I, E, P, F: Future> AsyncGen<Y, I, E, P, F> {
    const VTABLE: &'static Vtable = &Vtable { poll: Self::poll_frame, drop: Self::drop_frame };

    /// # Safety
    ///
    /// `this` must be an owned, pinned `Self` in a box, which is gone if this says that it has ended; `returned` must be a
    /// `None` of `Option<F::Output>`.
    unsafe fn poll_frame(this: NonNull<()>, returned: NonNull<()>, context: &mut Context<'_>) -> bool {
        // SAFETY: by the contract, and nobody else refers to it while it is polled.
        let generator = unsafe { this.cast::<Self>().as_mut() };
        // SAFETY: it has not ended.
        let body = unsafe { generator.body.as_mut().unwrap_unchecked() };
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

/// Ends a generator whose body panics.
struct Unwinding<'a, Y, I, E, P, F> {
    generator: &'a mut AsyncGen<Y, I, E, P, F>,
    slot: *mut Slot<Y, I, E>,
}

impl<Y, I, E, P, F> Drop for Unwinding<'_, Y, I, E, P, F> {
    #[inline(always)]
    fn drop(&mut self) {
        self.generator.state = State::Finished;
        self.generator.body = None;
        // SAFETY: the slot outlives this guard, and the poll is over.
        unsafe { Slot::clear(self.slot) };
    }
}

impl<Y, I, E, P: Protocol, F: Future> AsyncGenerator for AsyncGen<Y, I, E, P, F> {
    type Yield = Y;
    type Input = I;
    type Error = E;
    type Return = F::Output;
    type Protocol = P;

    #[inline(always)]
    fn poll_start(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        nothing: &mut Option<()>,
    ) -> Poll<Result<Y, Stopped<F::Output, ()>>>
    where
        P: Starts<I>,
    {
        let begin = |this: Pin<&mut Self>, ()| match (this.status(), P::nothing()) {
            (Status::Finished, _) => Err(Stopped::Finished(())),
            (_, Some(nothing)) => Ok(Message::send(nothing)),
            (Status::Created, None) => Ok(Message::NONE),
            (Status::Suspended, None) => Err(Stopped::Refused(())),
        };
        // SAFETY: the message was chosen to fit the status.
        unsafe { self.operate(context, nothing, State::Running, begin) }.map(|resumed| resumed?.answer())
    }

    #[inline(always)]
    fn poll_send(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        value: &mut Option<I>,
    ) -> Poll<Result<Y, Stopped<F::Output, I>>> {
        let begin = |this: Pin<&mut Self>, value| match (this.status(), P::OPENING) {
            (Status::Suspended, _) | (Status::Created, Opening::StartOrSend | Opening::Send) => {
                Ok(Message::send(value))
            }
            (Status::Created, Opening::Start) => Err(Stopped::Refused(value)),
            (Status::Finished, _) => Err(Stopped::Finished(value)),
        };
        // SAFETY: it is suspended, or created and not yield-first.
        unsafe { self.operate(context, value, State::Running, begin) }.map(|resumed| resumed?.answer())
    }

    #[inline]
    fn poll_throw(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        error: &mut Option<E>,
    ) -> Poll<Result<Y, Stopped<F::Output, E>>> {
        let begin = |this: Pin<&mut Self>, error| match this.status() {
            Status::Created => {
                this.finish();
                Err(Stopped::Finished(error))
            }
            Status::Suspended => Ok(Message::throw(error)),
            Status::Finished => Err(Stopped::Finished(error)),
        };
        // SAFETY: it is suspended.
        unsafe { self.operate(context, error, State::Running, begin) }.map(|resumed| resumed?.answer())
    }

    #[inline]
    fn poll_close(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        nothing: &mut Option<()>,
    ) -> Poll<Result<Option<F::Output>, CloseIgnored<Y>>> {
        let begin = |this: Pin<&mut Self>, ()| match this.status() {
            Status::Created => {
                this.finish();
                Err(Ok(None))
            }
            Status::Suspended => Ok(Message::CLOSE),
            Status::Finished => Err(Ok(None)),
        };
        // SAFETY: it is suspended.
        unsafe { self.operate(context, nothing, State::Running, begin) }.map(|resumed| match resumed {
            Ok(Resumed::Yielded(value)) => Err(CloseIgnored(value)),
            Ok(Resumed::Returned(value)) => Ok(Some(value)),
            Ok(Resumed::Closed) => Ok(None),
            Err(answer) => answer,
        })
    }

    /// An operation that was dropped half-way leaves it suspended: the next one lets it come to its yield first.
    #[inline(always)]
    fn status(&self) -> Status {
        self.state.status()
    }

    #[cfg(feature = "alloc")]
    fn vtable(&self, _: Seal) -> Option<&'static Vtable> {
        Some(Self::VTABLE)
    }
}

/// What it yields. An item is lost only with the stream: unlike an operation, a `next` that is dropped half-way leaves
/// its item to the one that follows.
#[cfg(feature = "futures")]
impl<Y, E, F: Future> futures_core::Stream for AsyncGen<Y, (), E, crate::Plain, F> {
    type Item = Y;

    #[inline(always)]
    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Y>> {
        let mut nothing = (self.state != State::Streaming).then_some(());
        let begin = |this: Pin<&mut Self>, ()| match this.state {
            State::Finished => Err(None),
            _ => Ok(Message::send(())),
        };
        // SAFETY: it is plain, created or suspended.
        unsafe { self.operate(context, &mut nothing, State::Streaming, begin) }.map(|resumed| match resumed {
            Ok(Resumed::Yielded(value)) => Some(value),
            Ok(Resumed::Returned(_) | Resumed::Closed) => None,
            Err(answer) => answer,
        })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (0, (self.state == State::Finished).then_some(0))
    }
}

#[cfg(feature = "futures")]
impl<Y, E, F: Future> futures_core::FusedStream for AsyncGen<Y, (), E, crate::Plain, F> {
    fn is_terminated(&self) -> bool {
        self.state == State::Finished
    }
}

impl<Y, I, E, P, F> fmt::Debug for AsyncGen<Y, I, E, P, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("AsyncGen");
        debug.field("status", &self.state.status());
        if let (State::Suspended, Some(location)) = (self.state, self.place.location()) {
            debug.field("at", &format_args!("{location}"));
        }
        debug.finish_non_exhaustive()
    }
}
