//! An async generator that no macro has made.

use crate::laws::zoo::Outcome;
use antiphon::{YieldFirst, prelude::*};
use std::{
    pin::Pin,
    task::{Context, Poll, ready},
};

/// What `adds` does.
pub(super) struct AddsByHand {
    sum: u32,
    status: Status,
    pause: u32,
    /// How many polls an operation that is under way still pauses for.
    pausing: Option<u32>,
}

impl AddsByHand {
    pub(super) fn new(pause: u32) -> Self {
        Self { sum: 0, status: Status::Created, pause, pausing: None }
    }

    /// Goes on with the operation that is under way.
    fn proceed(&mut self, context: &Context<'_>) -> Poll<Result<u32, Outcome>> {
        match self.pausing.as_mut().expect("an operation is under way") {
            0 => self.pausing = None,
            pausing => {
                *pausing -= 1;
                context.waker().wake_by_ref();
                return Poll::Pending;
            }
        }
        if self.sum < 6 {
            return Poll::Ready(Ok(self.sum));
        }
        self.status = Status::Finished;
        Poll::Ready(Err(Ok(self.sum)))
    }

    /// Brings an operation that was dropped to its end.
    fn settle(&mut self, context: &Context<'_>) -> Poll<()> {
        if self.pausing.is_some() { self.proceed(context).map(drop) } else { Poll::Ready(()) }
    }
}

impl AsyncGenerator for AddsByHand {
    type Yield = u32;
    type Input = u32;
    type Error = u32;
    type Return = Outcome;
    type Protocol = YieldFirst;

    fn poll_start(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        nothing: &mut Option<()>,
    ) -> Poll<Result<u32, Stopped<Outcome, ()>>> {
        if nothing.is_some() {
            ready!(self.settle(context));
            *nothing = None;
            match self.status {
                Status::Created => self.status = Status::Suspended,
                Status::Suspended => return Poll::Ready(Err(Stopped::Refused(()))),
                Status::Finished => return Poll::Ready(Err(Stopped::Finished(()))),
            }
            self.pausing = Some(self.pause);
        }
        self.proceed(context).map_err(Stopped::Returned)
    }

    fn poll_send(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        value: &mut Option<u32>,
    ) -> Poll<Result<u32, Stopped<Outcome, u32>>> {
        if value.is_some() {
            ready!(self.settle(context));
        }
        if let Some(value) = value.take() {
            match self.status {
                Status::Created => return Poll::Ready(Err(Stopped::Refused(value))),
                Status::Suspended => self.sum += value,
                Status::Finished => return Poll::Ready(Err(Stopped::Finished(value))),
            }
            self.pausing = Some(self.pause);
        }
        self.proceed(context).map_err(Stopped::Returned)
    }

    fn poll_throw(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        error: &mut Option<u32>,
    ) -> Poll<Result<u32, Stopped<Outcome, u32>>> {
        ready!(self.settle(context));
        let error = error.take().expect("a throw is answered at once");
        match std::mem::replace(&mut self.status, Status::Finished) {
            Status::Suspended => Poll::Ready(Err(Stopped::Returned(Err(error)))),
            Status::Created | Status::Finished => Poll::Ready(Err(Stopped::Finished(error))),
        }
    }

    fn poll_close(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        _: &mut Option<()>,
    ) -> Poll<Result<Option<Outcome>, CloseIgnored<u32>>> {
        ready!(self.settle(context));
        self.status = Status::Finished;
        Poll::Ready(Ok(None))
    }

    fn status(&self) -> Status {
        self.status
    }
}
