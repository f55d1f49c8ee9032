//! Values and errors as Python prints them.

use antiphon::{Interrupt, Status, Stopped};
use std::{cell::Cell, convert::Infallible};

/// What can stand in a trace: `None`, `true`, `12`, `word`, `[1, 2]`, `(1, word)`, `ValueError(neg)`.
pub(super) trait Show {
    fn show(&self) -> String;
}

/// A value whose type is only known when it is there, as every value of Python's is.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) enum Value {
    #[default]
    None,
    Bool(bool),
    Int(i64),
    Text(&'static str),
    List(Vec<Value>),
    Tuple(Vec<Value>),
    Error(PyError),
}

/// An exception: its name, its arguments, and the one it was raised from or while handling.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PyError {
    pub(super) name: &'static str,
    pub(super) args: Vec<Value>,
    source: Option<(Link, Box<PyError>)>,
}

/// How one exception came out of another: by `raise .. from ..`, or while the other was handled.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Link {
    Cause,
    Context,
}

impl PyError {
    /// An exception without arguments.
    pub(super) fn new(name: &'static str) -> Self {
        Self { name, args: Vec::new(), source: None }
    }

    pub(super) fn arg(mut self, arg: impl Into<Value>) -> Self {
        self.args.push(arg.into());
        self
    }

    /// `raise self from cause`.
    pub(super) fn caused_by(self, cause: Self) -> Self {
        Self { source: Some((Link::Cause, Box::new(cause))), ..self }
    }

    /// `raise self` in the handler of `context`.
    pub(super) fn while_handling(self, context: Self) -> Self {
        Self { source: Some((Link::Context, Box::new(context))), ..self }
    }

    /// `A(..) cause B(..) context C(..)`: the whole chain.
    pub(super) fn links(&self) -> String {
        match &self.source {
            None => self.show(),
            Some((Link::Cause, source)) => format!("{} cause {}", self.show(), source.links()),
            Some((Link::Context, source)) => format!("{} context {}", self.show(), source.links()),
        }
    }
}

pub(super) fn value_error(arg: impl Into<Value>) -> PyError {
    PyError::new("ValueError").arg(arg)
}

pub(super) fn key_error(arg: impl Into<Value>) -> PyError {
    PyError::new("KeyError").arg(arg)
}

/// A tuple of values of different types.
pub(super) fn tuple<const N: usize>(values: [Value; N]) -> Value {
    Value::Tuple(values.into())
}

macro_rules! value_from {
    ($($from:ty => $variant:ident),+ $(,)?) => {
        $(impl From<$from> for Value {
            fn from(value: $from) -> Self {
                Self::$variant(value)
            }
        })+
    };
}

value_from!(bool => Bool, i64 => Int, &'static str => Text, Vec<Value> => List, PyError => Error);

impl From<i32> for Value {
    fn from(value: i32) -> Self {
        Self::Int(value.into())
    }
}

impl From<()> for Value {
    fn from((): ()) -> Self {
        Self::None
    }
}

/// The value that an input type has for "nothing is sent": what Python's `next` sends.
pub(super) trait Nothing {
    fn nothing() -> Self;
}

impl Nothing for () {
    fn nothing() {}
}

impl<T> Nothing for Option<T> {
    fn nothing() -> Self {
        None
    }
}

impl Nothing for Value {
    fn nothing() -> Self {
        Self::None
    }
}

/// What an operation ends with: a value, or an error that is raised at the caller.
pub(super) trait Outcome {
    /// The value after the verb, or `raise error`.
    fn outcome(&self, verb: &str) -> String;
}

impl<T: Show> Outcome for T {
    fn outcome(&self, verb: &str) -> String {
        format!("{verb}{}", self.show())
    }
}

impl<T: Show> Outcome for Result<T, PyError> {
    fn outcome(&self, verb: &str) -> String {
        match self {
            Ok(value) => value.outcome(verb),
            Err(error) => raised(error),
        }
    }
}

/// The error that an operation raises at its caller.
pub(super) fn caught<Y, T, V>(answer: Result<Y, Stopped<Result<T, PyError>, V>>) -> PyError {
    match answer {
        Err(Stopped::Returned(Err(error))) => error,
        _ => panic!("the body did not end with an error"),
    }
}

/// What a body does with what it does not catch: it ends, with the error or because it was closed.
pub(super) fn uncaught<T: Default>(interrupt: Interrupt<PyError>) -> Result<T, PyError> {
    match interrupt {
        Interrupt::Throw(error) => Err(error),
        Interrupt::Close => Ok(T::default()),
    }
}

/// How an exception shows that reaches the caller: that of the end of an iteration as a stop.
pub(super) fn raised(error: &PyError) -> String {
    match (error.name, error.args.first()) {
        ("StopIteration", value) => format!("stop {}", value.unwrap_or(&Value::None).show()),
        _ => format!("raise {}", error.show()),
    }
}

fn join<'a, T: Show + 'a>(values: impl IntoIterator<Item = &'a T>) -> String {
    values.into_iter().map(Show::show).collect::<Vec<_>>().join(", ")
}

impl Show for Value {
    fn show(&self) -> String {
        match self {
            Self::None => ().show(),
            Self::Bool(value) => value.show(),
            Self::Int(value) => value.show(),
            Self::Text(value) => value.show(),
            Self::List(values) => values.show(),
            Self::Tuple(values) if values.len() == 1 => format!("({},)", join(values)),
            Self::Tuple(values) => format!("({})", join(values)),
            Self::Error(error) => error.show(),
        }
    }
}

impl Show for PyError {
    fn show(&self) -> String {
        format!("{}({})", self.name, join(&self.args))
    }
}

impl Show for () {
    fn show(&self) -> String {
        "None".into()
    }
}

impl Show for Infallible {
    fn show(&self) -> String {
        match *self {}
    }
}

/// Python's names of the states.
impl Show for Status {
    fn show(&self) -> String {
        match self {
            Self::Created => "CREATED",
            Self::Suspended => "SUSPENDED",
            Self::Finished => "CLOSED",
        }
        .into()
    }
}

macro_rules! show_as_written {
    ($($type:ty),+) => {
        $(impl Show for $type {
            fn show(&self) -> String {
                self.to_string()
            }
        })+
    };
}

show_as_written!(bool, char, i32, i64, usize, str, String);

impl Show for f64 {
    fn show(&self) -> String {
        format!("{self:?}")
    }
}

impl<T: Show + ?Sized> Show for &T {
    fn show(&self) -> String {
        (**self).show()
    }
}

impl<T: Show> Show for Option<T> {
    fn show(&self) -> String {
        self.as_ref().map_or_else(|| ().show(), Show::show)
    }
}

impl<T: Show + Copy> Show for Cell<T> {
    fn show(&self) -> String {
        self.get().show()
    }
}

impl<T: Show> Show for [T] {
    fn show(&self) -> String {
        format!("[{}]", join(self))
    }
}

impl<T: Show> Show for Vec<T> {
    fn show(&self) -> String {
        self.as_slice().show()
    }
}

impl<T: Show, const N: usize> Show for [T; N] {
    fn show(&self) -> String {
        self.as_slice().show()
    }
}

impl<A: Show, B: Show> Show for (A, B) {
    fn show(&self) -> String {
        format!("({}, {})", self.0.show(), self.1.show())
    }
}
