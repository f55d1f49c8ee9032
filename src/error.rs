//! The outcomes that are not a yield. Each hands back what it could not deliver.

/// Why an operation was not answered with a yield.
///
/// `T` is what the generator returns, `V` what was handed in: `()` by [`start`](crate::Generator::start), the value by
/// [`send`](crate::Generator::send), the error by [`throw`](crate::Generator::throw). What the body did not receive
/// comes back.
///
/// # Examples
///
/// ```
/// use antiphon::prelude::*;
///
/// #[generator(yield = &'static str, send = u32)]
/// fn ask() -> u32 {
///     yield_!("how many?") * 2
/// }
///
/// let mut ask = std::pin::pin!(ask());
/// assert_eq!(ask.send(4), Err(Stopped::Refused(4)), "it has not asked yet");
/// assert_eq!(ask.start(), Ok("how many?"));
/// assert_eq!(ask.send(4), Err(Stopped::Returned(8)));
/// assert_eq!(ask.send(5), Err(Stopped::Finished(5)));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Stopped<T, V> {
    /// The body received what was handed in and returned this, which is delivered only once.
    #[error("the generator returned")]
    Returned(T),
    /// It was not this operation's turn: a yield-first generator is started once, then sent to. Nothing has changed.
    #[error("the generator refused: a yield-first generator is started once, and only then sent to")]
    Refused(V),
    /// The generator was over already, or was ended by an error thrown before it was begun.
    #[error("the generator is finished and takes nothing more")]
    Finished(V),
}

impl<T, V> Stopped<T, V> {
    /// What the generator returned, if that is why it stopped.
    ///
    /// # Examples
    ///
    /// `start` and `send` hand back different things, and what a loop over both has in common is this:
    ///
    /// ```
    /// use antiphon::prelude::*;
    ///
    /// #[generator(yield = u32, send = u32)]
    /// fn halve() -> &'static str {
    ///     let mut number = yield_!(100);
    ///     while number > 1 { number = yield_!(number / 2); }
    ///     "done"
    /// }
    ///
    /// let mut halve = std::pin::pin!(halve());
    /// let mut answer = halve.start().map_err(Stopped::returned);
    /// while let Ok(number) = answer {
    ///     answer = halve.send(number).map_err(Stopped::returned);
    /// }
    /// assert_eq!(answer, Err(Some("done")));
    /// ```
    pub fn returned(self) -> Option<T> {
        match self {
            Self::Returned(value) => Some(value),
            Self::Refused(_) | Self::Finished(_) => None,
        }
    }

    /// What was handed in, if the body did not receive it.
    pub fn undelivered(self) -> Option<V> {
        match self {
            Self::Returned(_) => None,
            Self::Refused(value) | Self::Finished(value) => Some(value),
        }
    }

    /// The same, with the return value mapped.
    pub(crate) fn map_returned<U>(self, map: impl FnOnce(T) -> U) -> Stopped<U, V> {
        match self {
            Self::Returned(value) => Stopped::Returned(map(value)),
            Self::Refused(value) => Stopped::Refused(value),
            Self::Finished(value) => Stopped::Finished(value),
        }
    }

    /// The same, of a generator that had said it would take what was handed in, and so hands nothing back.
    pub(crate) fn taken<U>(self) -> Stopped<T, U> {
        match self {
            Self::Returned(value) => Stopped::Returned(value),
            Self::Refused(_) | Self::Finished(_) => lawless(),
        }
    }
}

/// What an implementation by hand can be guilty of.
#[cold]
#[inline(never)]
pub(crate) fn lawless() -> ! {
    panic!("a generator did not keep the rules of `Generator`: it refused or ended where its status said otherwise")
}

/// The body answered a close with this yield. The generator stays suspended and usable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[error("the generator answered a close with a yield")]
pub struct CloseIgnored<Y>(pub Y);

/// The child of a `try_yield_from!` was closed.
///
/// It holds what the child returned in answer, or `None` where the child let the close out. The delegator has now to
/// deal with the close itself: to clean up and return, as after [`Interrupt::Close`](crate::Interrupt::Close).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[error("the generator that was delegated to has been closed")]
pub struct Closed<T>(pub Option<T>);
