//! The rules, written down a second time and as plainly as possible.

pub(super) mod cut;

use super::{Log, Operation, Subject, zoo::Animal};

/// What reaches a body.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Signal {
    /// It begins; the value is what was sent, if the body is sent to first.
    Begin(u32),
    Sent(u32),
    Thrown(u32),
    Close,
}

/// What a body answers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Step {
    Yield(u32),
    Return(Result<u32, u32>),
    /// It let the close out.
    Exit,
    Panic,
}

/// A body as a function from signals to answers.
pub(super) type Body = Box<dyn FnMut(Signal) -> Step>;

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Protocol {
    Plain,
    YieldFirst,
    SendFirst,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Status {
    Created,
    Suspended,
    Finished,
}

/// What a generator is to do, said in the simplest way.
pub(super) struct Model {
    protocol: Protocol,
    status: Status,
    body: Body,
    /// The guards that a body holds from its beginning to its end, innermost first.
    guards: &'static [&'static str],
    log: Log,
}

impl Model {
    pub(super) fn new(animal: &Animal, log: Log) -> Self {
        let (protocol, guards) = (animal.protocol, animal.guards);
        Self { protocol, status: Status::Created, body: (animal.model)(&log), guards, log }
    }

    fn end(&mut self) {
        if self.status == Status::Suspended {
            for guard in self.guards {
                self.log.add(format!("drop {guard}"));
            }
        }
        self.status = Status::Finished;
    }

    fn step(&mut self, signal: Signal) -> Step {
        let step = (self.body)(signal);
        self.status = Status::Suspended;
        if !matches!(step, Step::Yield(_)) {
            self.end();
        }
        step
    }

    fn answer(&mut self, signal: Signal) -> String {
        match self.step(signal) {
            Step::Yield(value) => format!("Ok({value})"),
            Step::Return(value) => format!("Err(Returned({value:?}))"),
            Step::Panic => "panicked".to_string(),
            Step::Exit => unreachable!("only a close is let out"),
        }
    }

    /// `shown` is what was handed in, as it is printed.
    fn begin_or_go_on(&mut self, begin: bool, value: u32, shown: &str) -> String {
        match self.status {
            Status::Finished => format!("Err(Finished({shown}))"),
            Status::Created if begin => self.answer(Signal::Begin(value)),
            Status::Suspended if self.protocol == Protocol::Plain || !begin => self.answer(Signal::Sent(value)),
            Status::Created | Status::Suspended => format!("Err(Refused({shown}))"),
        }
    }

    fn throw(&mut self, error: u32) -> String {
        if self.status == Status::Suspended {
            return self.answer(Signal::Thrown(error));
        }
        self.end();
        format!("Err(Finished({error}))")
    }

    fn close(&mut self) -> String {
        if self.status != Status::Suspended {
            self.end();
            return "Ok(None)".to_string();
        }
        match self.step(Signal::Close) {
            Step::Yield(value) => format!("Err(CloseIgnored({value}))"),
            Step::Return(value) => format!("Ok(Some({value:?}))"),
            Step::Exit => "Ok(None)".to_string(),
            Step::Panic => "panicked".to_string(),
        }
    }
}

impl Subject for Model {
    fn apply(&mut self, operation: Operation) -> String {
        let outcome = match (operation, self.protocol) {
            (Operation::Start, Protocol::SendFirst) => "has no start".to_string(),
            (Operation::Start, _) | (Operation::Send(_), Protocol::Plain) => self.begin_or_go_on(true, 0, "()"),
            (Operation::Send(value), Protocol::YieldFirst) => self.begin_or_go_on(false, value, &value.to_string()),
            (Operation::Send(value), Protocol::SendFirst) => {
                self.begin_or_go_on(self.status == Status::Created, value, &value.to_string())
            }
            (Operation::Throw(error), _) => self.throw(error),
            (Operation::Close, _) => self.close(),
        };
        format!("{outcome}, {:?}", self.status)
    }
}

impl Drop for Model {
    fn drop(&mut self) {
        self.end();
    }
}
