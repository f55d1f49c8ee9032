//! Each operation, on a generator in each of its states.

use super::Scheduler;
use crate::semantics::{
    case::{Case, differs, does_not_compile, same, same_with, same_without},
    trace::{Trace, log},
    value::{PyError, Value, key_error, tuple, uncaught, value_error},
};
use antiphon::prelude::*;
use std::pin::pin;

const ONE_AT_A_TIME: &str = "an operation borrows the generator until it is answered or dropped";

pub(super) const CASES: &[Case] = &[
    same("AG-01", |trace| {
        #[generator(yield = i64)]
        async fn f(trace: &Trace) {
            log!(trace, "body");
            yield_!(1);
        }
        let io = Scheduler::new(trace);
        let mut g = pin!(f(trace));
        let a = g.start();
        log!(trace, "made");
        io.run(a);
    }),
    same("AG-02", |trace| {
        #[generator(yield = &'static str)]
        async fn f(io: &Scheduler<'_>) {
            io.pause("io1").await;
            yield_!("item1");
            io.pause("io2").await;
            io.pause("io3").await;
            yield_!("item2");
        }
        let io = Scheduler::new(trace);
        let mut g = pin!(f(&io));
        io.run(g.start());
        io.run(g.start());
        io.run(g.start());
    }),
    same("AG-03", |trace| {
        #[generator(yield = i64, send = Value)]
        async fn f() {
            let _sent = yield_!(1);
        }
        let io = Scheduler::new(trace);
        let mut g = pin!(f());
        io.run(g.start());
        io.run(g.send(Value::None));
        io.run(g.send(Value::None));
        io.run(g.send("x".into()));
    }),
    same("AG-04", |trace| {
        #[generator(yield = Value, send = &'static str)]
        async fn f(io: &Scheduler<'_>) {
            let x = yield_!(1.into());
            io.pause("mid").await;
            let _sent = yield_!(tuple(["got".into(), x.into()]));
        }
        let io = Scheduler::new(trace);
        let mut g = pin!(f(&io));
        io.run(g.send("early"));
        io.run(g.start());
        io.run(g.send("V"));
    }),
    same("AG-05", |trace| {
        #[generator(yield = Value, throw = PyError)]
        async fn f(io: &Scheduler<'_>) -> Result<(), PyError> {
            match try_yield!(1.into()) {
                Ok(()) => {}
                Err(Interrupt::Throw(error)) if error.name == "ValueError" => {
                    io.pause("recovering").await;
                    yield_!("saved".into());
                }
                Err(other) => return uncaught(other),
            }
            match try_yield!(2.into()) {
                Err(Interrupt::Throw(error)) if error.name == "KeyError" => Ok(()),
                Err(other) => uncaught(other),
                Ok(()) => Ok(()),
            }
        }
        let io = Scheduler::new(trace);
        let mut g = pin!(f(&io));
        io.run(g.start());
        io.run(g.throw(PyError::new("ValueError")));
        io.run(g.start());
        io.run(g.throw(PyError::new("KeyError")));
        let mut g = pin!(f(&io));
        io.run(g.start());
        io.run(g.throw(PyError::new("OSError").arg("u")));
        io.run(g.start());
    }),
    same("AG-06", |trace| {
        #[generator(yield = i64, throw = PyError)]
        async fn f(trace: &Trace) -> Result<(), PyError> {
            log!(trace, "body");
            yield_!(1);
            Ok(())
        }
        let io = Scheduler::new(trace);
        let mut g = pin!(f(trace));
        io.run(g.throw(key_error("k")));
        io.run(g.start());
    }),
    differs(
        "AG-07",
        "an error thrown into a generator that is over comes back, as from one that is not async",
        &["=> value 1", "=> stopasync", "=> raise KeyError(lost)", "=> value None", "=> raise KeyError(lost)"],
        |trace| {
            let io = Scheduler::new(trace);
            let mut g = pin!(one());
            io.run(g.start());
            io.run(g.start());
            io.run(g.throw(key_error("lost")));
            let mut g = pin!(one());
            io.run(g.close());
            io.run(g.throw(key_error("lost")));
        },
    ),
    same("AG-08", |trace| {
        #[generator(yield = i64)]
        async fn f(trace: &Trace, io: &Scheduler<'_>) {
            let _resumed = try_yield!(1);
            io.pause("cleanup").await;
            log!(trace, "fin");
        }
        let io = Scheduler::new(trace);
        let mut g = pin!(f(trace, &io));
        io.run(g.start());
        io.run(g.close());
        io.run(g.close());
        io.run(pin!(f(trace, &io)).close());
    }),
    same_with("AG-09", "where the body makes an error of the close, which it is not by itself", |trace| {
        #[generator(yield = Value)]
        async fn f(io: &Scheduler<'_>) -> Result<(), PyError> {
            let closed = try_yield!(1.into());
            io.pause("ok to await").await;
            yield_!("not ok".into());
            closed.map_err(|_| PyError::new("GeneratorExit"))
        }
        let io = Scheduler::new(trace);
        let mut g = pin!(f(&io));
        io.run(g.start());
        io.run(g.close());
        io.run(g.start());
    }),
    same("AG-10", |trace| {
        #[generator(yield = i64)]
        async fn f(bad: bool) -> Result<(), PyError> {
            match try_yield!(1) {
                Err(Interrupt::Close) if bad => Err(value_error("bad")),
                _ => Ok(()),
            }
        }
        let io = Scheduler::new(trace);
        for bad in [false, true] {
            let mut g = pin!(f(bad));
            io.run(g.start());
            io.run(g.close());
            io.run(g.start());
        }
    }),
    does_not_compile("AG-11", ONE_AT_A_TIME),
    does_not_compile("AG-12", "who awaits an operation gives it away"),
    differs(
        "AG-16",
        "an async generator returns a value and delegates like any other",
        &["=> value 1", "got 2", "=> value 3", "=> stopasync"],
        |trace| {
            #[generator(yield = i64)]
            async fn inner() -> i64 {
                yield_!(1);
                2
            }
            #[generator(yield = i64)]
            async fn f(trace: &Trace) {
                log!(trace, "got", yield_from!(inner()));
                yield_!(3);
            }
            let io = Scheduler::new(trace);
            let mut g = pin!(f(trace));
            io.run(g.start());
            io.run(g.start());
            io.run(g.start());
        },
    ),
    same_without("AG-28", &["warning RuntimeWarning"], "the warning is the compiler's: it must be used", |trace| {
        #[generator(yield = i64)]
        async fn f(trace: &Trace) {
            log!(trace, "body");
            yield_!(1);
        }
        let io = Scheduler::new(trace);
        let mut g = pin!(f(trace));
        drop(g.start());
        log!(trace, "nothing ran");
        io.run(g.start());
    }),
    same("AG-29", |trace| {
        #[generator(yield = i64)]
        async fn f(io: &Scheduler<'_>) -> Result<(), PyError> {
            io.pause("a").await;
            yield_!(1);
            let outcome = Err(value_error("v"));
            yield_!(2);
            io.pause("b").await;
            yield_!(3);
            outcome?;
            yield_!(100);
            Ok(())
        }
        let io = Scheduler::new(trace);
        let mut g = pin!(f(&io));
        for _ in 0..5 {
            io.run(g.start());
        }
    }),
    does_not_compile("AG-31", ONE_AT_A_TIME),
    same("AG-32", |trace| {
        #[generator(yield = Value, throw = PyError)]
        async fn f() -> Result<(), PyError> {
            match try_yield!(tuple([1.into()])) {
                Err(Interrupt::Throw(error)) if error.name == "ZeroDivisionError" => {
                    yield_!(PyError::new("StopIteration").arg(3).into());
                    Ok(())
                }
                Err(other) => uncaught(other),
                Ok(()) => Ok(()),
            }
        }
        let io = Scheduler::new(trace);
        let mut g = pin!(f());
        io.run(g.start());
        io.run(g.throw(PyError::new("ZeroDivisionError")));
        io.run(g.start());
    }),
    same("AG-33", |trace| {
        async fn failing(io: &Scheduler<'_>) -> Result<(), PyError> {
            io.pause("io").await;
            Err(PyError::new("OSError").arg("cleanup io"))
        }
        #[generator(yield = i64)]
        async fn f(trace: &Trace, io: &Scheduler<'_>, handle: bool) -> Result<(), PyError> {
            let _resumed = try_yield!(1);
            match failing(io).await {
                Err(error) if handle => {
                    log!(trace, "handled", error);
                    Ok(())
                }
                outcome => outcome,
            }
        }
        let io = Scheduler::new(trace);
        for handle in [true, false] {
            let mut g = pin!(f(trace, &io, handle));
            io.run(g.start());
            io.run(g.close());
        }
    }),
];

#[generator(yield = i64, throw = PyError)]
async fn one() -> Result<(), PyError> {
    yield_!(1);
    Ok(())
}
