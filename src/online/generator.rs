use super::{Refusal, Statistic};
use crate::{CloseIgnored, Generator, SendFirst, Starts, Status, Stopped};
use core::{convert::Infallible, mem};

/// A statistic as a generator. It is over once it has been closed, which hands the statistic back.
#[derive(Debug, Clone, Copy, PartialEq)]
enum State<S> {
    Created(S),
    Suspended(S),
    Finished,
}

impl<S: Statistic> State<S> {
    /// Answers `x`; a new one has begun with it.
    #[inline(always)]
    fn send<Y>(&mut self, x: S::Input, answer: impl FnOnce(&mut S, S::Input) -> Y) -> Result<Y, Stopped<S, S::Input>> {
        if let Self::Suspended(statistic) = self {
            return Ok(answer(statistic, x));
        }
        match mem::replace(self, Self::Finished) {
            Self::Finished => Err(Stopped::Finished(x)),
            Self::Created(mut statistic) | Self::Suspended(mut statistic) => {
                let answered = answer(&mut statistic, x);
                *self = Self::Suspended(statistic);
                Ok(answered)
            }
        }
    }

    fn close(&mut self) -> Option<S> {
        match mem::replace(self, Self::Finished) {
            Self::Suspended(statistic) => Some(statistic),
            Self::Created(_) | Self::Finished => None,
        }
    }

    fn status(&self) -> Status {
        match self {
            Self::Created(_) => Status::Created,
            Self::Suspended(_) => Status::Suspended,
            Self::Finished => Status::Finished,
        }
    }
}

/// Defines a generator that is made of a statistic, by how it answers a value.
macro_rules! answering {
    ($(#[$docs:meta])* $name:ident, $yield:ty, $answer:expr) => {
        $(#[$docs])*
        #[derive(Debug, Clone, Copy, PartialEq)]
        #[must_use = "a generator does nothing until it is driven"]
        pub struct $name<S>(State<S>);

        impl<S> $name<S> {
            pub(super) const fn new(statistic: S) -> Self {
                Self(State::Created(statistic))
            }

            /// The statistic, until the generator is closed.
            pub const fn statistic(&self) -> Option<&S> {
                match &self.0 {
                    State::Created(statistic) | State::Suspended(statistic) => Some(statistic),
                    State::Finished => None,
                }
            }
        }

        #[diagnostic::do_not_recommend]
        impl<S: Statistic> Generator for $name<S> {
            type Yield = $yield;
            type Input = S::Input;
            type Error = Infallible;
            type Return = S;
            type Protocol = SendFirst;

            fn start(&mut self) -> Result<Self::Yield, Stopped<S, ()>>
            where
                SendFirst: Starts<S::Input>,
            {
                Err(Stopped::Refused(()))
            }

            #[inline]
            fn send(&mut self, x: S::Input) -> Result<Self::Yield, Stopped<S, S::Input>> {
                self.0.send(x, $answer)
            }

            fn throw(&mut self, error: Infallible) -> Result<Self::Yield, Stopped<S, Infallible>> {
                match error {}
            }

            fn close(&mut self) -> Result<Option<S>, CloseIgnored<Self::Yield>> {
                Ok(self.0.close())
            }

            fn status(&self) -> Status {
                self.0.status()
            }
        }
    };
}

answering! {
    /// A statistic as a send-first generator: `send(x)` answers with the value so far, `close` returns the statistic.
    ///
    /// Made by [`Statistic::generator`]. A value that is skipped or refused is answered with the value as it was. A close
    /// before the first value returns nothing, as with every generator that has not begun.
    ///
    /// # Examples
    ///
    /// ```
    /// use antiphon::{online::{Mean, Statistic}, prelude::*};
    ///
    /// let means: Vec<_> = [1.0, 2.0, 6.0].into_iter().through(Mean::new().generator()).flatten().collect();
    /// assert_eq!(means, [1.0, 1.5, 3.0]);
    ///
    /// let mean = Mean::new().generator().send_all([1.0, 2.0, 6.0]).unwrap().unwrap();
    /// assert_eq!((mean.value(), mean.count()), (Some(3.0), 3));
    /// ```
    Answering, Option<S::Output>, |statistic, x| {
        statistic.update(x);
        statistic.value()
    }
}

answering! {
    /// As [`Answering`], but a value that is refused is answered with the reason. Made by [`Statistic::try_generator`].
    ///
    /// # Examples
    ///
    /// ```
    /// use antiphon::{online::{Mean, NanPolicy, Refusal, Statistic}, prelude::*};
    ///
    /// let mut mean = Mean::new().nan(NanPolicy::Reject).try_generator();
    /// assert_eq!(mean.send(1.0), Ok(Ok(Some(1.0))));
    /// assert_eq!(mean.send(f64::NAN), Ok(Err(Refusal::Nan)));
    /// assert_eq!(mean.send(2.0), Ok(Ok(Some(1.5))));
    /// ```
    TryAnswering, Result<Option<S::Output>, Refusal>, |statistic, x| {
        statistic.try_update(x).map(|()| statistic.value())
    }
}
