//! What drives the operations of a case: it logs each suspension, and what comes of it.

use crate::semantics::{
    trace::Trace,
    value::{Outcome, PyError, Show, Value, raised},
};
use antiphon::{CloseIgnored, Stopped};
use std::{
    cell::RefCell,
    pin::{Pin, pin},
    task::{Context, Poll, Waker},
};

/// The scheduler of a case, which its bodies suspend to.
pub(super) struct Scheduler<'a> {
    trace: &'a Trace,
    /// What the future that is polled waits for.
    waits_for: RefCell<Option<String>>,
}

impl<'a> Scheduler<'a> {
    pub(super) fn new(trace: &'a Trace) -> Self {
        Self { trace, waits_for: RefCell::default() }
    }

    /// Suspends once, and shows `tag` to the scheduler.
    pub(super) fn pause(&self, tag: impl Show) -> Pause<'_> {
        Pause { waits_for: &self.waits_for, tag: Some(tag.show()) }
    }

    /// Polls once: what the future ends with, or as an error what it waits for.
    fn poll<F: Future>(&self, future: Pin<&mut F>) -> Result<F::Output, String> {
        match future.poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(output) => Ok(output),
            Poll::Pending => Err(self.waits_for.take().expect("only a pause is waited for")),
        }
    }

    fn drive<F: Future>(&self, future: F) -> F::Output {
        let mut future = pin!(future);
        loop {
            match self.poll(future.as_mut()) {
                Ok(output) => return output,
                Err(tag) => self.trace.line(format!("suspend {tag}")),
            }
        }
    }

    /// `run(g.asend(..))`: drives an operation to its answer.
    pub(super) fn run<F: Future<Output: Answer>>(&self, operation: F) {
        let answer = self.drive(operation).answer();
        self.trace.line(format!("=> {answer}"));
    }

    /// `run(main())`: drives what is no operation.
    pub(super) fn run_task<F: Future<Output: Outcome>>(&self, task: F) {
        let outcome = self.drive(task).outcome("value ");
        self.trace.line(format!("=> {outcome}"));
    }

    /// `log(a.send(None))`, of an operation that is then dropped: it is polled once, and waits.
    pub(super) fn cut_short<F: Future<Output: Answer>>(&self, operation: F) {
        match self.poll(pin!(operation)) {
            Err(tag) => self.trace.line(tag),
            Ok(output) => panic!("it is answered already: {}", output.answer()),
        }
    }
}

/// A future that is pending once.
pub(super) struct Pause<'a> {
    waits_for: &'a RefCell<Option<String>>,
    tag: Option<String>,
}

impl Future for Pause<'_> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let Some(tag) = self.tag.take() else { return Poll::Ready(()) };
        self.waits_for.replace(Some(tag));
        context.waker().wake_by_ref();
        Poll::Pending
    }
}

/// What comes of an operation, in Python's words.
pub(super) trait Answer {
    fn answer(&self) -> String;
}

/// What was handed to an operation, and comes back of a generator that is over.
pub(super) trait HandedBack {
    fn handed_back(&self) -> String {
        "stopasync".into()
    }
}

impl HandedBack for () {}
impl HandedBack for Value {}
impl HandedBack for &str {}

/// What a generator that is over hands back, Python raises again.
impl HandedBack for PyError {
    fn handed_back(&self) -> String {
        raised(self)
    }
}

impl<Y: Show, R: Outcome, V: HandedBack> Answer for Result<Y, Stopped<R, V>> {
    fn answer(&self) -> String {
        match self {
            Ok(value) => value.outcome("value "),
            Err(Stopped::Returned(returned)) => {
                let returned = returned.outcome("");
                if returned.starts_with("raise ") { returned } else { "stopasync".into() }
            }
            Err(Stopped::Refused(_)) => {
                "raise TypeError(can't send non-None value to a just-started async generator)".into()
            }
            Err(Stopped::Finished(value)) => value.handed_back(),
        }
    }
}

impl<Y, R: Outcome> Answer for Result<Option<R>, CloseIgnored<Y>> {
    fn answer(&self) -> String {
        match self {
            Ok(None) => ().outcome("value "),
            Ok(Some(returned)) => returned.outcome("value "),
            Err(CloseIgnored(_)) => "raise RuntimeError(async generator ignored GeneratorExit)".into(),
        }
    }
}
