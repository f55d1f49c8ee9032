//! The three protocols: who speaks first, and whether anything is sent.

use crate::{Generator, Status, Stopped};

/// Nothing is sent: the input is `()` and the generator is an iterator.
///
/// `start` and `send(())` both begin it. A `#[generator]` function is plain when it has neither `send = T` nor a
/// parameter marked `#[send]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plain {}

/// The body yields first, as in Python: `start` runs it to its first yield, then each `send` answers one.
///
/// A `#[generator]` function is yield-first when it says `send = T`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum YieldFirst {}

/// The caller sends first: the first `send` starts the body with its value, so nothing needs priming.
///
/// A `#[generator]` function is send-first when one of its parameters is marked `#[send]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SendFirst {}

/// What the first operation on a new generator may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[doc(hidden)]
pub enum Opening {
    /// `start`, or a `send` whose value says nothing.
    StartOrSend,
    /// Only `start`.
    Start,
    /// Only `send`, and the body receives the value.
    Send,
}

/// What came of starting a generator, if it had to be started.
#[doc(hidden)]
pub(crate) type Opened<G> = Option<Result<<G as Generator>::Yield, Stopped<<G as Generator>::Return, ()>>>;

/// The protocol of a [`Generator`]: [`Plain`], [`YieldFirst`] or [`SendFirst`].
pub trait Protocol: sealed::Sealed {
    #[doc(hidden)]
    const OPENING: Opening;

    /// The protocol of a generator of this one that is made to take values: a plain one begins with the first, as with
    /// any `send`.
    #[doc(hidden)]
    type Fed: Protocol;

    /// Brings a generator to where it can be sent to: starts a yield-first one that is new, leaves the others alone.
    #[doc(hidden)]
    fn prime<G>(generator: &mut G) -> Opened<G>
    where
        G: Generator<Protocol = Self> + ?Sized;
}

/// A protocol in which a generator that is sent `I` can be begun without a value: [`Plain`] and [`YieldFirst`].
#[diagnostic::on_unimplemented(
    message = "a send-first generator cannot be started without a value",
    label = "the first value sent begins it",
    note = "drive it with `send(value)`, or delegate to it with `yield_from!(generator, value)`"
)]
pub trait Starts<I>: Protocol + sealed::Starts<I> {
    /// The value that says nothing, with which `start` goes on where it need not begin.
    #[doc(hidden)]
    fn nothing() -> Option<I>;
}

#[diagnostic::do_not_recommend]
impl Starts<()> for Plain {
    #[inline(always)]
    fn nothing() -> Option<()> {
        Some(())
    }
}

#[diagnostic::do_not_recommend]
impl<I> Starts<I> for YieldFirst {
    #[inline(always)]
    fn nothing() -> Option<I> {
        None
    }
}

impl Protocol for Plain {
    const OPENING: Opening = Opening::StartOrSend;

    type Fed = SendFirst;

    fn prime<G: Generator + ?Sized>(_: &mut G) -> Opened<G> {
        None
    }
}

impl Protocol for YieldFirst {
    const OPENING: Opening = Opening::Start;

    type Fed = YieldFirst;

    fn prime<G>(generator: &mut G) -> Opened<G>
    where
        G: Generator<Protocol = Self> + ?Sized,
    {
        (generator.status() == Status::Created).then(|| generator.start())
    }
}

impl Protocol for SendFirst {
    const OPENING: Opening = Opening::Send;

    type Fed = SendFirst;

    fn prime<G: Generator + ?Sized>(_: &mut G) -> Opened<G> {
        None
    }
}

mod sealed {
    /// Generic, or a type of a user's own for `I` would let a send-first generator be started.
    pub trait Starts<I> {}
    impl Starts<()> for super::Plain {}
    impl<I> Starts<I> for super::YieldFirst {}

    pub trait Sealed {}
    impl Sealed for super::Plain {}
    impl Sealed for super::YieldFirst {}
    impl Sealed for super::SendFirst {}
}
