//! Context managers: a generator that yields once, around a body that may fail.

use super::{
    case::{Case, does_not_apply, same, same_with, same_without},
    trace::{Trace, log},
    value::{PyError, Value, key_error, uncaught, value_error},
};
use antiphon::{Plain, prelude::*};
use std::pin::pin;

pub(super) const CASES: &[Case] = &[
    same("CM-01", |trace| {
        #[generator(yield = i64, throw = PyError)]
        fn manager(trace: &Trace) -> Result<(), PyError> {
            log!(trace, "in");
            yield_!(42);
            log!(trace, "out");
            Ok(())
        }
        let body = |x| {
            log!(trace, "body", x);
            Ok(())
        };
        assert_eq!(with(pin!(manager(trace)), body), Ok(()));
    }),
    same("CM-02", |trace| {
        #[generator(throw = PyError)]
        fn manager(trace: &Trace) -> Result<(), PyError> {
            let _fin = trace.finally("fin");
            yield_!();
            Ok(())
        }
        if let Err(error) = with(pin!(manager(trace)), |()| Err(value_error("body"))) {
            log!(trace, "out", error);
        }
    }),
    same("CM-03", |trace| {
        #[generator(throw = PyError)]
        fn manager(trace: &Trace) -> Result<(), PyError> {
            match try_yield!() {
                Ok(()) => Ok(()),
                Err(Interrupt::Throw(error)) if error.name == "ValueError" => {
                    log!(trace, "suppressed", error);
                    Ok(())
                }
                Err(other) => uncaught(other),
            }
        }
        assert_eq!(with(pin!(manager(trace)), |()| Err(value_error("v"))), Ok(()));
        log!(trace, "continues");
    }),
    same("CM-04", |trace| {
        #[generator(yield = Value, throw = PyError)]
        fn manager(kind: &str) -> Result<(), PyError> {
            if kind == "none" {
                return Ok(());
            }
            match try_yield!(Value::None) {
                Ok(()) => {}
                Err(Interrupt::Throw(error)) if error.name == "ValueError" => yield_!("again".into()),
                Err(other) => return uncaught(other),
            }
            if kind == "two" {
                yield_!(Value::None);
            }
            Ok(())
        }
        for (kind, bad) in [("none", false), ("two", false), ("one", true)] {
            let body = |_| if bad { Err(value_error("v")) } else { Ok(()) };
            if let Err(error) = with(pin!(manager(kind)), body) {
                log!(trace, kind, error);
            }
        }
    }),
    same("CM-05", |trace| {
        let stop = PyError::new("StopIteration").arg("body");
        if let Err(error) = with(pin!(bare()), |()| Err(stop.clone())) {
            log!(trace, error, error == stop);
        }
    }),
    same_with("CM-06", "the manager chains the errors", |trace| {
        #[generator(throw = PyError)]
        fn manager() -> Result<(), PyError> {
            match try_yield!() {
                Ok(()) => Ok(()),
                Err(Interrupt::Throw(error)) if error.name == "ValueError" => Err(key_error("mapped").caused_by(error)),
                Err(other) => uncaught(other),
            }
        }
        if let Err(error) = with(pin!(manager()), |()| Err(value_error("v"))) {
            log!(trace, error.links());
        }
    }),
    same_without(
        "CM-07",
        &["AttributeError"],
        "a manager is moved into its use, and a second use does not compile",
        |trace| {
            #[generator(throw = PyError)]
            fn manager(trace: &Trace) -> Result<(), PyError> {
                log!(trace, "in");
                yield_!();
                log!(trace, "out");
                Ok(())
            }
            assert_eq!(with(pin!(manager(trace)), |()| Ok(())), Ok(()));
            let f = || {
                with(pin!(manager(trace)), |()| {
                    log!(trace, "f");
                    Ok(())
                })
            };
            assert_eq!(f(), Ok(()));
            assert_eq!(f(), Ok(()));
        },
    ),
    same_with("CM-08", "the body that holds the manager hands the close on to it", |trace| {
        #[generator(throw = PyError)]
        fn manager(trace: &Trace) -> Result<(), PyError> {
            let _fin = trace.finally("cm fin");
            match try_yield!() {
                Ok(()) => Ok(()),
                Err(Interrupt::Throw(error)) => {
                    log!(trace, "cm sees", error.name);
                    Err(error)
                }
                Err(Interrupt::Close) => {
                    log!(trace, "cm sees", "GeneratorExit");
                    Ok(())
                }
            }
        }
        #[generator(yield = i64)]
        fn f(trace: &Trace) {
            let mut manager = manager(trace).boxed();
            assert_eq!(manager.start(), Ok(()));
            match try_yield!(1) {
                Ok(()) => assert_eq!(manager.send(()), Err(Stopped::Returned(Ok(())))),
                Err(Interrupt::Close) => assert_eq!(manager.close(), Ok(Some(Ok(())))),
                Err(Interrupt::Throw(never)) => match never {},
            }
        }
        let mut g = pin!(f(trace));
        assert_eq!(g.start(), Ok(1));
        trace.close(&mut g);
    }),
    same("CM-09", |trace| {
        #[generator(throw = PyError)]
        fn manager(trace: &Trace) -> Result<(), PyError> {
            yield_!();
            log!(trace, "not reached on error");
            Ok(())
        }
        let suppressed = with(pin!(manager(trace)), |()| Err(PyError::new("TypeError").arg("t"))).is_ok();
        log!(trace, suppressed);
    }),
    does_not_apply("CM-10", "antiphon's generators are synchronous"),
];

#[generator(throw = PyError)]
fn bare() -> Result<(), PyError> {
    yield_!();
    Ok(())
}

/// Runs the body between what the manager does before its yield and what it does after it, as Python's `with` does with
/// a `@contextmanager`. An error of the body is raised at the yield.
fn with<G>(mut manager: G, body: impl FnOnce(G::Yield) -> Result<(), PyError>) -> Result<(), PyError>
where
    G: Generator<Input = (), Error = PyError, Return = Result<(), PyError>, Protocol = Plain>,
{
    let target = match manager.start() {
        Ok(target) => target,
        Err(Stopped::Returned(Err(error))) => return Err(error),
        Err(_) => return Err(misused("generator didn't yield")),
    };
    let (left, complaint) = match body(target) {
        Ok(()) => (manager.send(()).map_err(Stopped::returned), "generator didn't stop"),
        Err(error) => (manager.throw(error).map_err(Stopped::returned), "generator didn't stop after throw()"),
    };
    left.map_or_else(|returned| returned.expect("a suspended generator answers"), |_| Err(misused(complaint)))
}

fn misused(complaint: &'static str) -> PyError {
    PyError::new("RuntimeError").arg(complaint)
}
