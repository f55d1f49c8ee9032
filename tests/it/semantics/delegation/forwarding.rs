//! What passes through a delegator to its child, and what comes back.

use crate::semantics::{
    case::{Case, differs, does_not_compile, same, same_with},
    trace::{Trace, log},
    value::{PyError, Value, tuple, value_error},
};
use antiphon::prelude::*;
use std::{iter, pin::pin};

pub(super) const CASES: &[Case] = &[
    same("YF-01", |trace| {
        #[generator(yield = i64)]
        fn inner(trace: &Trace) {
            log!(trace, "inner start");
            yield_!(1);
            yield_!(2);
            log!(trace, "inner end");
        }
        #[generator(yield = i64)]
        fn outer(trace: &Trace) {
            log!(trace, "outer start");
            yield_from!(inner(trace));
            log!(trace, "outer end");
            yield_!(3);
        }
        let mut g = pin!(outer(trace));
        for _ in 0..4 {
            trace.next(&mut g);
        }
    }),
    same("YF-02", |trace| {
        #[generator(yield = i64)]
        fn inner(v: Value) -> Value {
            yield_!(1);
            v
        }
        #[generator(yield = i64)]
        fn outer(trace: &Trace) {
            let stop = PyError::new("StopIteration").arg(3);
            for v in [Value::None, 7.into(), tuple([2.into()]), stop.into()] {
                let r = yield_from!(inner(v));
                log!(trace, "inner returned", r);
            }
        }
        log!(trace, outer(trace).into_iter().collect::<Vec<_>>());
    }),
    same("YF-03", |trace| {
        #[generator(yield = String)]
        fn outer(trace: &Trace) {
            log!(trace, "r", yield_from!([1, 2].map(|n| n.to_string()).into_generator()));
            log!(trace, "r", yield_from!("ab".chars().map(String::from).into_generator()));
        }
        log!(trace, outer(trace).into_iter().collect::<Vec<_>>());
    }),
    same_with("YF-04", "a generator that has been driven is delegated to as the iterator it is", |trace| {
        #[generator(yield = Value)]
        fn sub() -> &'static str {
            yield_!(1.into());
            "R"
        }
        #[generator(yield = Value)]
        fn outer(trace: &Trace, s: impl Iterator<Item = Value>) {
            log!(trace, yield_from!(iter::empty().into_generator()), yield_from!(s.into_generator()));
            yield_!("end".into());
        }
        let mut s = pin!(sub());
        s.by_ref().for_each(drop);
        log!(trace, outer(trace, s).into_iter().collect::<Vec<_>>());
    }),
    same("YF-05", |trace| {
        #[generator(yield = &'static str, send = &'static str)]
        fn inner(trace: &Trace) {
            let x = yield_!("i1");
            log!(trace, "inner got", x);
            let y = yield_!("i2");
            log!(trace, "inner got", y);
        }
        #[generator(yield = &'static str, send = &'static str)]
        fn outer(trace: &Trace) {
            let x = yield_!("o1");
            log!(trace, "outer got", x);
            yield_from!(inner(trace));
            log!(trace, "outer got", yield_!("o2"));
        }
        let mut g = pin!(outer(trace));
        g.start().unwrap();
        for v in ["A", "B", "C", "D"] {
            trace.send(&mut g, v);
        }
    }),
    same("YF-06", |trace| {
        #[generator(yield = &'static str, send = &'static str)]
        fn inner(trace: &Trace) {
            log!(trace, "inner starts");
            let x = yield_!("i1");
            log!(trace, "inner got", x);
        }
        #[generator(yield = &'static str, send = &'static str)]
        fn outer(trace: &Trace) {
            log!(trace, "outer got", yield_!("o2"));
            yield_from!(inner(trace));
        }
        let mut g = pin!(outer(trace));
        g.start().unwrap();
        trace.send(&mut g, "A");
        trace.send(&mut g, "B");
    }),
    same("YF-07", |trace| {
        #[generator(yield = i64)]
        fn outer() {
            yield_from!((0..2).into_generator());
        }
        let mut g = pin!(outer());
        trace.send(&mut g, ());
        trace.next(&mut g);
        trace.next(&mut g);
    }),
    does_not_compile("YF-08", "an iterator is sent `()`, so only a delegator that is sent `()` can hand on to one"),
    same("YF-09", |trace| {
        #[generator(yield = Value, throw = PyError)]
        fn inner(trace: &Trace) -> Result<Value, PyError> {
            if let Err(Interrupt::Throw(error)) = try_yield!(1.into()) {
                log!(trace, "inner caught", error);
                yield_!("saved".into());
            }
            Ok("R".into())
        }
        #[generator(yield = Value, throw = PyError)]
        fn outer(trace: &Trace) -> Result<(), PyError> {
            let r = yield_from!(inner(trace))?;
            yield_!(tuple(["outer".into(), r]));
            Ok(())
        }
        let mut g = pin!(outer(trace));
        g.start().unwrap();
        trace.throw(&mut g, value_error("x"));
        trace.next(&mut g);
    }),
    same("YF-10", |trace| {
        #[generator(yield = Value, throw = PyError)]
        fn inner() -> Value {
            match try_yield!(1.into()) {
                Err(Interrupt::Throw(_)) => "R".into(),
                Ok(()) | Err(Interrupt::Close) => Value::None,
            }
        }
        #[generator(yield = Value, throw = PyError)]
        fn outer() -> Result<(), PyError> {
            let r = yield_from!(inner());
            yield_!(tuple(["outer got".into(), r]));
            Ok(())
        }
        let mut g = pin!(outer());
        g.start().unwrap();
        trace.throw(&mut g, value_error("x"));
        trace.next(&mut g);
    }),
    same("YF-11", |trace| {
        #[generator(yield = Value, throw = PyError)]
        fn inner(trace: &Trace) -> Result<(), PyError> {
            let _fin = trace.finally("inner fin");
            yield_!(1.into());
            Ok(())
        }
        #[generator(yield = Value, throw = PyError)]
        fn outer(trace: &Trace) -> Result<(), PyError> {
            if let Err(error) = yield_from!(inner(trace)) {
                log!(trace, "outer caught", error);
            }
            yield_!("after".into());
            Ok(())
        }
        let mut g = pin!(outer(trace));
        g.start().unwrap();
        trace.throw(&mut g, value_error("x"));
        trace.next(&mut g);
    }),
    same("YF-12", |trace| {
        #[generator(yield = i64)]
        fn inner(trace: &Trace) {
            let _fin = trace.finally("inner fin");
            if let Err(Interrupt::Close) = try_yield!(1) {
                log!(trace, "inner ge");
            }
        }
        #[generator(yield = i64)]
        fn outer(trace: &Trace) {
            let _fin = trace.finally("outer fin");
            if let Err(Closed(_)) = try_yield_from!(inner(trace)) {
                log!(trace, "outer ge");
            }
        }
        let mut g = pin!(outer(trace));
        g.start().unwrap();
        trace.close(&mut g);
    }),
    same("YF-13", |trace| {
        #[generator(yield = i64)]
        fn inner() -> &'static str {
            match try_yield!(1) {
                Err(Interrupt::Close) => "inner value",
                Ok(()) => "resumed",
            }
        }
        #[generator(yield = i64)]
        fn outer(trace: &Trace) {
            let _fin = trace.finally("outer fin");
            let r = yield_from!(inner());
            log!(trace, "never", r);
        }
        let mut g = pin!(outer(trace));
        g.start().unwrap();
        trace.close(&mut g);
    }),
    differs(
        "YF-14",
        "the closer is told that the child ignored the close, the delegator is not, and each level stays suspended",
        &[
            "close -> raise RuntimeError(generator ignored GeneratorExit)",
            "SUSPENDED",
            "outer caught None",
            "close -> None",
        ],
        |trace| {
            #[generator(yield = &'static str)]
            fn inner() {
                if let Err(Interrupt::Close) = try_yield!("1") {
                    yield_!("no");
                }
            }
            #[generator(yield = &'static str)]
            fn outer(trace: &Trace) {
                if let Err(Closed(answer)) = try_yield_from!(inner()) {
                    log!(trace, "outer caught", answer);
                }
            }
            let mut g = pin!(outer(trace));
            g.start().unwrap();
            trace.close(&mut g);
            log!(trace, g.status());
            trace.close(&mut g);
        },
    ),
    same_with("YF-15", "the body chains the errors", |trace| {
        #[generator(yield = i64)]
        fn outer(trace: &Trace) -> Result<(), PyError> {
            match try_yield_from!(fails_to_close("nope")) {
                Err(Closed(Some(Err(error)))) => {
                    log!(trace, "outer sees", error.links());
                    Err(error)
                }
                Err(Closed(_)) => {
                    log!(trace, "never");
                    Ok(())
                }
                Ok(returned) => returned,
            }
        }
        let mut g = pin!(outer(trace));
        g.start().unwrap();
        trace.close(&mut g);
    }),
    same("YF-16", |trace| {
        #[generator(yield = Value)]
        fn inner() -> Result<(), PyError> {
            let _resumed = try_yield!(1.into());
            Err(value_error("nope"))
        }
        #[generator(yield = Value)]
        fn outer() {
            if let Err(Closed(Some(Err(_)))) = try_yield_from!(inner()) {
                yield_!("recovered".into());
            }
        }
        let mut g = pin!(outer());
        g.start().unwrap();
        trace.close(&mut g);
        trace.next(&mut g);
    }),
    does_not_compile("YF-17", "a close is not an error that could be thrown"),
    differs(
        "YF-18",
        "a close is not an error that could be thrown: what `close` does to the same generators, the child's value is \
         discarded",
        &["close -> None", "next -> stop None"],
        |trace| {
            #[generator(yield = i64)]
            fn inner() -> &'static str {
                let _resumed = try_yield!(1);
                "R"
            }
            #[generator(yield = i64)]
            fn outer(trace: &Trace) {
                let r = yield_from!(inner());
                log!(trace, "never", r);
            }
            let mut g = pin!(outer(trace));
            g.start().unwrap();
            trace.close(&mut g);
            trace.next(&mut g);
        },
    ),
    does_not_compile("YF-19", "there is no `StopIteration` to throw"),
    does_not_compile("YF-20", "there is no `StopIteration` to throw"),
];

/// Answers a close with an error.
#[generator(yield = i64)]
fn fails_to_close(why: &'static str) -> Result<(), PyError> {
    match try_yield!(1) {
        Ok(()) => Ok(()),
        Err(Interrupt::Close) => Err(value_error(why).while_handling(PyError::new("GeneratorExit"))),
    }
}
