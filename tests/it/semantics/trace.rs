//! The log of a case, in the words in which Python's was recorded.

use super::value::{Nothing, Outcome, PyError, Show, raised};
use antiphon::{CloseIgnored, Generator, Starts, Status, Stopped};
use std::cell::RefCell;

/// What a case has done so far, a line an event.
#[derive(Default)]
pub(super) struct Trace(RefCell<Vec<String>>);

/// Logs the values on one line, as Python's `print` does.
macro_rules! log {
    ($trace:expr, $($value:expr),+ $(,)?) => {
        $trace.line([$($crate::semantics::value::Show::show(&$value)),+].join(" "))
    };
}
pub(super) use log;

/// Logs a line when it is dropped, as a `finally` does when the block before it is left.
#[must_use = "it logs when it is dropped"]
pub(super) struct Finally<'a> {
    trace: &'a Trace,
    line: String,
}

impl Drop for Finally<'_> {
    fn drop(&mut self) {
        self.trace.line(std::mem::take(&mut self.line));
    }
}

impl Trace {
    pub(super) fn line(&self, line: impl Into<String>) {
        self.0.borrow_mut().push(line.into());
    }

    pub(super) fn into_lines(self) -> Vec<String> {
        self.0.into_inner()
    }

    /// A guard that logs `line`.
    pub(super) fn finally(&self, line: impl Into<String>) -> Finally<'_> {
        Finally { trace: self, line: line.into() }
    }

    /// A value that logs when it is dropped: Python's object with a finaliser.
    pub(super) fn probe(&self, name: &str) -> Finally<'_> {
        self.finally(format!("drop {name}"))
    }

    /// `next(g)`: starts a generator that is new, and sends nothing to one that waits.
    pub(super) fn next<G>(&self, generator: &mut G)
    where
        G: Generator<Yield: Show, Input: Show + Nothing, Return: Outcome, Protocol: Starts<G::Input>>,
    {
        self.line(format!("next -> {}", next(generator)));
    }

    /// `next(g)` of a generator that is new and waits to be sent something else than nothing.
    pub(super) fn start<G>(&self, generator: &mut G)
    where
        G: Generator<Yield: Show, Return: Outcome, Protocol: Starts<G::Input>>,
    {
        self.line(format!("next -> {}", answer(generator.start(), &().show())));
    }

    /// `next(g, default)`: the end of the generator is the default.
    pub(super) fn next_or<G>(&self, generator: &mut G, default: &str)
    where
        G: Generator<Yield: Show, Input: Show + Nothing, Return: Outcome, Protocol: Starts<G::Input>>,
    {
        let answer = match next(generator) {
            stop if stop.starts_with("stop ") => format!("yield {default}"),
            answer => answer,
        };
        self.line(format!("next(default={default}) -> {answer}"));
    }

    /// `next(it)`, of an iterator that is no generator.
    pub(super) fn pull<T: Outcome>(&self, values: &mut impl Iterator<Item = T>) {
        let answer = values.next().map_or_else(|| ().outcome("stop "), |value| value.outcome("yield "));
        self.line(format!("next -> {answer}"));
    }

    /// `g.send(value)`.
    pub(super) fn send<G>(&self, generator: &mut G, value: impl Into<G::Input>)
    where
        G: Generator<Yield: Show, Input: Show, Return: Outcome>,
    {
        let value = value.into();
        let sent = value.show();
        let answer = answer(generator.send(value), &sent);
        self.line(format!("send({sent}) -> {answer}"));
    }

    /// `g.throw(error)`. What a generator that is over hands back, Python raises again.
    pub(super) fn throw<G>(&self, generator: &mut G, error: PyError)
    where
        G: Generator<Yield: Show, Error = PyError, Return: Outcome>,
    {
        let label = error.show();
        let answer = match generator.throw(error) {
            Err(Stopped::Finished(error)) => raised(&error),
            answered => answer(answered, &label),
        };
        self.line(format!("throw({label}) -> {answer}"));
    }

    /// `g.close()`.
    pub(super) fn close<G>(&self, generator: &mut G)
    where
        G: Generator<Return: Outcome>,
    {
        let answer = match generator.close() {
            Ok(None) => "None".into(),
            Ok(Some(value)) => value.outcome(""),
            Err(CloseIgnored(_)) => "raise RuntimeError(generator ignored GeneratorExit)".into(),
        };
        self.line(format!("close -> {answer}"));
    }
}

fn next<G>(generator: &mut G) -> String
where
    G: Generator<Yield: Show, Input: Show + Nothing, Return: Outcome, Protocol: Starts<G::Input>>,
{
    if generator.status() == Status::Created {
        answer(generator.start(), &().show())
    } else {
        answer(generator.send(Nothing::nothing()), &().show())
    }
}

/// How an answer shows. A value that was not delivered must have come back.
fn answer<Y: Show, R: Outcome, V: Show>(answer: Result<Y, Stopped<R, V>>, handed_in: &str) -> String {
    match answer {
        Ok(value) => value.outcome("yield "),
        Err(Stopped::Returned(value)) => value.outcome("stop "),
        Err(Stopped::Refused(value)) => {
            assert_eq!(value.show(), handed_in, "what is refused comes back");
            "raise TypeError(can't send non-None value to a just-started generator)".into()
        }
        Err(Stopped::Finished(value)) => {
            assert_eq!(value.show(), handed_in, "what nobody takes comes back");
            ().outcome("stop ")
        }
    }
}
