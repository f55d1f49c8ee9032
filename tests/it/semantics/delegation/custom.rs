//! A generator written by hand.

use crate::semantics::value::{Nothing, PyError, Value};
use antiphon::{CloseIgnored, Generator, Status, Stopped, YieldFirst};

/// What a step of it ends with: a yield, or in an `Err` the value that it returns.
pub(super) type Step = Result<Value, Value>;

/// Like a class of Python's with the methods `send`, `throw` and `close`.
pub(super) struct Custom<S, T, C> {
    status: Status,
    send: S,
    throw: T,
    close: C,
}

impl<S: FnMut(Value) -> Step, T: FnMut(PyError) -> Step, C: FnMut()> Custom<S, T, C> {
    pub(super) fn new(send: S, throw: T, close: C) -> Self {
        Self { status: Status::Created, send, throw, close }
    }

    fn after<V>(&mut self, step: Step) -> Result<Value, Stopped<Value, V>> {
        self.status = if step.is_ok() { Status::Suspended } else { Status::Finished };
        step.map_err(Stopped::Returned)
    }
}

impl<S: FnMut(Value) -> Step, T: FnMut(PyError) -> Step, C: FnMut()> Generator for Custom<S, T, C> {
    type Yield = Value;
    type Input = Value;
    type Error = PyError;
    type Return = Value;
    type Protocol = YieldFirst;

    fn start(&mut self) -> Result<Value, Stopped<Value, ()>> {
        match self.status {
            Status::Created => {
                let step = (self.send)(Value::nothing());
                self.after(step)
            }
            Status::Suspended => Err(Stopped::Refused(())),
            Status::Finished => Err(Stopped::Finished(())),
        }
    }

    fn send(&mut self, value: Value) -> Result<Value, Stopped<Value, Value>> {
        match self.status {
            Status::Created => Err(Stopped::Refused(value)),
            Status::Suspended => {
                let step = (self.send)(value);
                self.after(step)
            }
            Status::Finished => Err(Stopped::Finished(value)),
        }
    }

    fn throw(&mut self, error: PyError) -> Result<Value, Stopped<Value, PyError>> {
        if self.status == Status::Suspended {
            let step = (self.throw)(error);
            return self.after(step);
        }
        self.status = Status::Finished;
        Err(Stopped::Finished(error))
    }

    fn close(&mut self) -> Result<Option<Value>, CloseIgnored<Value>> {
        if self.status == Status::Suspended {
            (self.close)();
        }
        self.status = Status::Finished;
        Ok(None)
    }

    fn status(&self) -> Status {
        self.status
    }
}
