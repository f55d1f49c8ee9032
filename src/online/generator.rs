use super::{Refusal, Statistic};
use crate::{CloseIgnored, Generator, SendFirst, Starts, Status, Stopped};
use core::convert::Infallible;

/// Defines a generator that is made of a statistic, by how it answers a value.
macro_rules! answering {
    ($(#[$docs:meta])* $name:ident, $yield:ty, $answer:expr) => {
        $(#[$docs])*
        #[derive(Debug, Clone, Copy, PartialEq)]
        #[must_use = "a generator does nothing until it is driven"]
        pub struct $name<S> {
            /// It is over once it has been closed, which hands the statistic back.
            statistic: Option<S>,
            begun: bool,
        }

        impl<S> $name<S> {
            pub(super) const fn new(statistic: S) -> Self {
                Self { statistic: Some(statistic), begun: false }
            }

            /// The statistic, until the generator is closed.
            pub const fn statistic(&self) -> Option<&S> {
                self.statistic.as_ref()
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

            #[inline(always)]
            fn send(&mut self, x: S::Input) -> Result<Self::Yield, Stopped<S, S::Input>> {
                let Some(statistic) = &mut self.statistic else { return Err(Stopped::Finished(x)) };
                self.begun = true;
                Ok($answer(statistic, x))
            }

            fn throw(&mut self, error: Infallible) -> Result<Self::Yield, Stopped<S, Infallible>> {
                match error {}
            }

            fn close(&mut self) -> Result<Option<S>, CloseIgnored<Self::Yield>> {
                Ok(self.statistic.take().filter(|_| self.begun))
            }

            fn status(&self) -> Status {
                match &self.statistic {
                    Some(_) if self.begun => Status::Suspended,
                    Some(_) => Status::Created,
                    None => Status::Finished,
                }
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
    Answering, Option<S::Output>, answer
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
    TryAnswering, Result<Option<S::Output>, Refusal>, try_answer
}

#[inline(always)]
fn answer<S: Statistic>(statistic: &mut S, x: S::Input) -> Option<S::Output> {
    statistic.update(x);
    statistic.value()
}

#[inline(always)]
fn try_answer<S: Statistic>(statistic: &mut S, x: S::Input) -> Result<Option<S::Output>, Refusal> {
    statistic.try_update(x)?;
    Ok(statistic.value())
}
