//! `close()`: the body is asked to end, and answers.

use super::{
    case::{Case, differs, does_not_compile, same, same_with},
    trace::{Trace, log},
    value::{PyError, Value, key_error, value_error},
};
use antiphon::prelude::*;
use std::{error::Error, iter, pin::pin};

/// The exception that a close is in Python.
fn generator_exit() -> PyError {
    PyError::new("GeneratorExit")
}

/// Closes a generator at the end of a block, as `contextlib.closing` does.
struct Closing<'a, G: Generator>(&'a mut G);

impl<G: Generator> Drop for Closing<'_, G> {
    fn drop(&mut self) {
        // A destructor has nobody to tell that the close was ignored.
        let _ = self.0.close();
    }
}

pub(super) const CASES: &[Case] = &[
    same("CL-01", |trace| {
        #[generator(yield = i64)]
        fn f(trace: &Trace) {
            if let Err(Interrupt::Close) = try_yield!(1) {
                log!(trace, "exit seen");
            }
        }
        let mut g = pin!(f(trace));
        g.start().unwrap();
        trace.close(&mut g);
        log!(trace, g.status());
        trace.next(&mut g);
    }),
    same("CL-02", |trace| {
        #[generator(yield = i64)]
        fn f(trace: &Trace) {
            let _fin = trace.finally("fin");
            log!(trace, "body");
            yield_!(1);
        }
        let mut g = pin!(f(trace));
        trace.close(&mut g);
        log!(trace, g.status());
        trace.next(&mut g);
    }),
    same("CL-03", |trace| {
        #[generator(yield = i64)]
        fn f(trace: &Trace) {
            let _fin = trace.finally("fin");
            yield_!(1);
        }
        let mut g = pin!(f(trace));
        g.by_ref().for_each(drop);
        trace.close(&mut g);
        trace.close(&mut g);
    }),
    same("CL-04", |trace| {
        #[generator(yield = i64, send = i64)]
        fn f() -> (&'static str, i64) {
            let mut total = 0;
            while let Ok(value) = try_yield!(total) {
                total += value;
            }
            ("total", total)
        }
        let mut g = pin!(f());
        g.start().unwrap();
        g.send(3).unwrap();
        g.send(4).unwrap();
        trace.close(&mut g);
        trace.close(&mut g);
    }),
    same("CL-05", |trace| {
        #[generator(yield = i64)]
        fn f() -> &'static str {
            yield_!(1);
            "R"
        }
        let mut g = pin!(f());
        g.start().unwrap();
        trace.close(&mut g);
        trace.next(&mut g);
    }),
    same("CL-06", |trace| {
        #[generator(yield = Value)]
        fn f() {
            if let Err(Interrupt::Close) = try_yield!(1.into()) {
                yield_!("ignored".into());
            }
            yield_!("still alive".into());
        }
        let mut g = pin!(f());
        g.start().unwrap();
        trace.close(&mut g);
        log!(trace, g.status());
        trace.next(&mut g);
        trace.close(&mut g);
        log!(trace, g.status());
    }),
    differs(
        "CL-07",
        "a close is delivered once and is not pending afterwards: the body ends by returning",
        &[
            "close -> raise RuntimeError(generator ignored GeneratorExit)",
            "SUSPENDED",
            "cleanup done",
            "next -> stop None",
            "next -> stop None",
        ],
        |trace| {
            #[generator(yield = Value)]
            fn f(trace: &Trace) {
                let _resumed = try_yield!(1.into());
                yield_!("cleanup".into());
                log!(trace, "cleanup done");
            }
            let mut g = pin!(f(trace));
            g.start().unwrap();
            trace.close(&mut g);
            log!(trace, g.status());
            trace.next(&mut g);
            trace.next(&mut g);
        },
    ),
    same_with("CL-08", "the body chains the errors", |trace| {
        #[generator(yield = i64)]
        fn f() -> Result<(), PyError> {
            match try_yield!(1) {
                Ok(()) => Ok(()),
                Err(Interrupt::Close) => Err(PyError::new("TypeError").arg("fie").while_handling(generator_exit())),
            }
        }
        let mut g = pin!(f());
        g.start().unwrap();
        let error = g.close().unwrap().unwrap().unwrap_err();
        log!(trace, error.links());
        log!(trace, g.status());
        trace.close(&mut g);
    }),
    same("CL-09", |trace| {
        #[generator(yield = i64)]
        fn f(trace: &Trace) {
            let _outer = trace.finally("outer");
            {
                let _inner = trace.finally("inner");
                yield_!(1);
            }
            log!(trace, "not reached");
        }
        let mut g = pin!(f(trace));
        g.start().unwrap();
        trace.close(&mut g);
    }),
    same("CL-10", |trace| {
        #[generator(yield = i64, throw = PyError)]
        fn part() -> Result<(), PyError> {
            yield_!(1);
            Ok(())
        }
        #[generator(yield = i64, throw = PyError)]
        fn except_exception(trace: &Trace) {
            let _fin = trace.finally("fin");
            if let Err(error) = yield_from!(part()) {
                log!(trace, "caught", error.name);
            }
        }
        #[generator(yield = i64, throw = PyError)]
        fn except_base_exception(trace: &Trace) {
            let _fin = trace.finally("fin");
            if let Err(interrupt) = try_yield!(1) {
                let error = match interrupt {
                    Interrupt::Throw(error) => error,
                    Interrupt::Close => generator_exit(),
                };
                log!(trace, "caught", error.name);
            }
        }
        let mut g = pin!(except_exception(trace));
        g.start().unwrap();
        trace.close(&mut g);
        let mut g = pin!(except_base_exception(trace));
        g.start().unwrap();
        trace.close(&mut g);
    }),
    same("CL-11", |trace| {
        #[generator(yield = i64)]
        fn f() {
            let mut n = 0;
            loop {
                if try_yield!(n).is_err() {
                    n += 10;
                }
            }
        }
        let mut g = pin!(f());
        g.start().unwrap();
        trace.close(&mut g);
        trace.close(&mut g);
        log!(trace, g.start().unwrap(), g.status());
    }),
    does_not_compile("CL-12", "there is no `StopIteration` to raise, a body ends by returning"),
    same("CL-13", |trace| {
        #[generator(yield = i64)]
        fn f() -> &'static str {
            let _resumed = try_yield!(1);
            "F"
        }
        let mut g = pin!(f());
        g.start().unwrap();
        trace.close(&mut g);
        trace.next(&mut g);
    }),
    same("CL-14", |trace| {
        #[generator(yield = i64, send = Value, throw = PyError)]
        fn f() -> Result<(), PyError> {
            yield_!(1);
            Ok(())
        }
        let mut g = pin!(f());
        g.start().unwrap();
        g.close().unwrap();
        trace.next(&mut g);
        trace.send(&mut g, 1);
        trace.throw(&mut g, value_error("x"));
        log!(trace, iter::from_fn(|| g.send(Value::None).ok()).collect::<Vec<_>>());
    }),
    same_with("CL-15", "to let a close out that was seen is to return", |trace| {
        #[generator(yield = i64)]
        fn f() {
            if let Err(Interrupt::Close) = try_yield!(1) {
                return;
            }
            yield_!(2);
        }
        let mut g = pin!(f());
        g.start().unwrap();
        trace.close(&mut g);
    }),
    same_with("CL-16", "a guard closes the generator", |trace| {
        #[generator(yield = i64)]
        fn f(trace: &Trace) {
            let _fin = trace.finally("fin");
            yield_!(1);
            yield_!(2);
        }
        let mut g = pin!(f(trace));
        let mut block = || -> Result<(), PyError> {
            let closing = Closing(&mut g);
            log!(trace, closing.0.start().unwrap());
            Err(value_error("body"))
        };
        let error = block().unwrap_err();
        log!(trace, "out", error, g.status());
    }),
    same("CL-17", |trace| {
        #[generator(yield = i64)]
        fn f(trace: &Trace) {
            let _local = trace.probe("local");
            yield_!(1);
        }
        let mut g = pin!(f(trace));
        g.start().unwrap();
        log!(trace, "closing");
        g.close().unwrap();
        log!(trace, "closed", g.status());
    }),
    same("CL-18", |trace| {
        #[generator(yield = i64)]
        fn f(trace: &Trace, bad: bool) -> Result<(), PyError> {
            let _local = trace.probe("local");
            yield_!(1);
            if bad { Err(PyError::new("ValueError")) } else { Ok(()) }
        }
        let (mut a, mut b) = (f(trace, false).boxed(), f(trace, true).boxed());
        a.start().unwrap();
        b.start().unwrap();
        log!(trace, "finish");
        a.start().unwrap_err();
        log!(trace, "fail");
        b.start().unwrap_err();
        log!(trace, "end", a.status(), b.status());
    }),
    differs(
        "CL-19",
        "locals are dropped in Rust's order, the last declared first and the arguments last",
        &["fin", "drop b", "drop a", "drop p", "closed"],
        |trace| {
            #[generator(yield = i64)]
            fn f<T>(trace: &Trace, _p: T) {
                let _a = trace.probe("a");
                let _b = trace.probe("b");
                let _fin = trace.finally("fin");
                yield_!(1);
            }
            let mut g = pin!(f(trace, trace.probe("p")));
            g.start().unwrap();
            g.close().unwrap();
            log!(trace, "closed");
        },
    ),
    differs(
        "CL-20",
        "the close drops the arguments, as CPython's did up to 3.11",
        &["drop arg", "closed", "deleted"],
        |trace| {
            #[generator(yield = i64)]
            fn f<T>(_p: T) {
                yield_!(1);
            }
            let mut g = f(trace.probe("arg")).boxed();
            g.close().unwrap();
            log!(trace, "closed");
            drop(g);
            log!(trace, "deleted");
        },
    ),
    same("CL-21", |trace| {
        #[generator(yield = i64)]
        fn f(trace: &Trace) {
            if let Err(Interrupt::Close) = try_yield!(1) {
                log!(trace, "ge");
            }
            if let Err(Interrupt::Close) = try_yield!(2) {
                log!(trace, "ge again");
            }
        }
        let mut g = pin!(f(trace));
        g.start().unwrap();
        trace.close(&mut g);
        trace.close(&mut g);
        log!(trace, g.status());
    }),
    differs(
        "CL-22",
        "a close is not an error value, and an error is chained only by who makes it",
        &["GeneratorExit()", "close -> None"],
        |trace| {
            #[generator(yield = i64)]
            fn f(trace: &Trace) {
                let _handled = key_error("k");
                if let Err(close @ Interrupt::Close) = try_yield!(1) {
                    assert!(close.source().is_none());
                    log!(trace, generator_exit().links());
                }
            }
            let mut g = pin!(f(trace));
            g.start().unwrap();
            trace.close(&mut g);
        },
    ),
    same("CL-23", |trace| {
        #[generator]
        fn down(trace: &Trace, bad: bool) -> Result<(), PyError> {
            let _resumed = try_yield!();
            log!(trace, "down fin");
            if bad { Err(value_error("down")) } else { Ok(()) }
        }
        #[generator]
        fn up(trace: &Trace, mut down: impl Generator<Return = Result<(), PyError>>) -> Result<(), PyError> {
            let _resumed = try_yield!();
            log!(trace, "up fin");
            if let Ok(Some(ended)) = down.close() {
                ended?;
            }
            log!(trace, "up after");
            Ok(())
        }
        for bad in [false, true] {
            let mut d = pin!(down(trace, bad));
            d.start().unwrap();
            let mut u = pin!(up(trace, &mut d));
            u.start().unwrap();
            trace.close(&mut u);
        }
    }),
];
