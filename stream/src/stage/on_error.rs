//! What becomes of bad records.

use crate::{BadRecord, Error, Kind, Sink};
use std::borrow::BorrowMut;
use std::fmt;

type Write<'a> = Box<dyn FnMut(&BadRecord) -> Result<(), Error> + 'a>;

/// What becomes of a bad record.
pub enum OnError<'a> {
    /// It ends the items.
    Stop,
    /// It is passed over, unless there are more than so many.
    Skip {
        /// So many may be passed over.
        at_most: u64,
    },
    /// It is written elsewhere; where it cannot be, that error ends the items. Made by [`OnError::route`].
    Route(Write<'a>),
}

impl<'a> OnError<'a> {
    /// Writes bad records to a sink: into a [`JsonLinesFile`](crate::JsonLinesFile), each is a line with its position,
    /// the stage that refused it, the error and the text.
    pub fn route(sink: &'a mut impl Sink<BadRecord>) -> Self {
        Self::Route(Box::new(|record| sink.write(record)))
    }
}

impl fmt::Debug for OnError<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stop => f.write_str("Stop"),
            Self::Skip { at_most } => f.debug_struct("Skip").field("at_most", at_most).finish(),
            Self::Route(_) => f.write_str("Route"),
        }
    }
}

/// See [`Stages::on_error`](super::Stages::on_error).
#[derive(Debug)]
#[must_use = "an iterator does nothing until it is consumed"]
pub struct OnErrors<'a, I, M = u64> {
    records: I,
    policy: OnError<'a>,
    bad: M,
    ended: bool,
}

impl<'a, I> OnErrors<'a, I> {
    pub(super) fn new(records: I, policy: OnError<'a>) -> Self {
        Self { records, policy, bad: 0, ended: false }
    }

    /// Counts the bad records in the state of a job, so that the most that may be skipped is that of the whole input,
    /// and not from each checkpoint to the next.
    pub fn in_state(self, bad: &mut u64) -> OnErrors<'a, I, &mut u64> {
        let Self { records, policy, ended, .. } = self;
        OnErrors { records, policy, bad, ended }
    }
}

impl<I, M: BorrowMut<u64>> OnErrors<'_, I, M> {
    /// The error that ends the items because of this one, if it does.
    #[cold]
    fn deal_with(&mut self, error: Error) -> Result<(), Error> {
        let record = error.into_bad_record()?;
        let bad = self.bad.borrow_mut();
        *bad += 1;
        match &mut self.policy {
            OnError::Stop => Err(record.into()),
            OnError::Skip { at_most } if *bad <= *at_most => Ok(()),
            OnError::Skip { at_most } => {
                let records = if *bad == 1 { "1 bad record" } else { &*format!("{bad} bad records") };
                let text = format!("{records}, where at most {at_most} may be skipped; the last one is {record}");
                Err(Error::refused(Kind::Other, text))
            }
            OnError::Route(write) => write(&record),
        }
    }
}

impl<I, T, M> Iterator for OnErrors<'_, I, M>
where
    I: Iterator<Item = Result<T, Error>>,
    M: BorrowMut<u64>,
{
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            match self.records.next()? {
                Ok(record) => return Some(Ok(record)),
                Err(error) => {
                    if let Err(error) = self.deal_with(error) {
                        self.ended = true;
                        return Some(Err(error));
                    }
                }
            }
        }
        None
    }
}
