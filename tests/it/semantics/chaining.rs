//! Errors that come out of the handling of others.

use super::{
    case::{Case, differs, does_not_compile, same, same_with},
    trace::{Trace, log},
    value::{PyError, Value, caught, key_error, uncaught, value_error},
};
use antiphon::prelude::*;
use std::{pin::pin, ptr};

pub(super) const CASES: &[Case] = &[
    same_with("TH-04", "the body chains the errors", |trace| {
        #[generator(yield = i64, throw = PyError)]
        fn f() -> Result<(), PyError> {
            match try_yield!(1) {
                Ok(()) => Ok(()),
                Err(Interrupt::Throw(error)) if error.name == "ValueError" => Err(key_error("k").while_handling(error)),
                Err(other) => uncaught(other),
            }
        }
        let mut g = pin!(f());
        assert_eq!(g.start(), Ok(1));
        log!(trace, caught(g.throw(value_error("x"))).links());
        trace.next(&mut g);
    }),
    same("TH-16", |trace| {
        #[generator(yield = i64, throw = Box<PyError>)]
        fn f(trace: &Trace) -> Result<(), Box<PyError>> {
            match try_yield!(1) {
                Err(Interrupt::Throw(error)) if error.name == "ValueError" => {
                    log!(trace, "saw it");
                    Err(error)
                }
                Err(Interrupt::Throw(error)) => Err(error),
                Err(Interrupt::Close) | Ok(()) => Ok(()),
            }
        }
        let mut g = pin!(f(trace));
        assert_eq!(g.start(), Ok(1));
        let error = Box::new(value_error("x"));
        let address = &raw const *error;
        let Err(Stopped::Returned(Err(raised))) = g.throw(error) else { panic!("the error leaves the body") };
        log!(trace, ptr::eq(address, &raw const *raised), raised.links());
    }),
    same_with("TH-17", "the body chains the errors", |trace| {
        #[generator(yield = Value, throw = PyError)]
        fn f(trace: &Trace) -> Result<(), PyError> {
            let handled = key_error("a");
            match try_yield!(1.into()) {
                Ok(()) => Ok(()),
                Err(Interrupt::Throw(error)) if error.name == "ValueError" => {
                    log!(trace, error.while_handling(handled).links());
                    yield_!("b".into());
                    Ok(())
                }
                Err(other) => uncaught(other),
            }
        }
        let mut g = pin!(f(trace));
        assert_eq!(g.start(), Ok(1.into()));
        trace.throw(&mut g, value_error("v"));
    }),
    same("TH-18", |trace| {
        #[generator(yield = &'static str, throw = PyError)]
        fn f(trace: &Trace) -> Result<(), PyError> {
            let pending = key_error("pending");
            match try_yield!("cleanup") {
                Ok(()) => log!(trace, "not reached"),
                Err(Interrupt::Throw(error)) => return Err(error.while_handling(pending)),
                Err(Interrupt::Close) => {}
            }
            Err(pending)
        }
        let mut g = pin!(f(trace));
        trace.next(&mut g);
        log!(trace, caught(g.throw(value_error("new"))).links());
        trace.next(&mut g);
    }),
    same_with("TH-21", "the body chains the errors", |trace| {
        #[generator(yield = i64, throw = PyError)]
        fn f() -> Result<(), PyError> {
            match try_yield!(1) {
                Err(Interrupt::Throw(first)) if first.name == "ValueError" => match try_yield!(2) {
                    Err(Interrupt::Throw(second)) => Err(second.while_handling(first)),
                    Err(Interrupt::Close) | Ok(()) => Ok(()),
                },
                Err(other) => uncaught(other),
                Ok(()) => Ok(()),
            }
        }
        let mut g = pin!(f());
        assert_eq!(g.start(), Ok(1));
        trace.throw(&mut g, value_error("first"));
        log!(trace, caught(g.throw(key_error("second"))).links());
    }),
    differs("TH-24", "a body knows nothing of the error that its caller is handling", &["TypeError(t)"], |trace| {
        #[generator(yield = i64)]
        fn f() -> Result<(), PyError> {
            yield_!(1);
            Err(PyError::new("TypeError").arg("t"))
        }
        let mut g = pin!(f());
        assert_eq!(g.start(), Ok(1));
        let outer: Result<(), _> = Err(value_error("outer"));
        if outer.is_err() {
            log!(trace, caught(g.send(())).links());
        }
    }),
    does_not_compile("TH-25", "an error that is being handled is owned by its handler, so it cannot be thrown again"),
];
