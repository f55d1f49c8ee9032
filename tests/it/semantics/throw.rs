//! `throw`: errors that are raised at a yield.

use super::{
    case::{Case, differs, does_not_apply, does_not_compile, same, same_with},
    trace::{Trace, log},
    value::{PyError, Value, key_error, tuple, uncaught, value_error},
};
use antiphon::prelude::*;
use std::pin::pin;

pub(super) const CASES: &[Case] = &[
    same("TH-01", |trace| {
        #[generator(yield = i64, throw = PyError)]
        fn f(trace: &Trace) -> Result<(), PyError> {
            log!(trace, "start");
            yield_!(1);
            log!(trace, "never");
            Ok(())
        }
        let mut g = pin!(f(trace));
        assert_eq!(g.start(), Ok(1));
        trace.throw(&mut g, value_error("x"));
        trace.next(&mut g);
    }),
    same("TH-02", |trace| {
        #[generator(yield = Value, send = Value, throw = PyError)]
        fn f(trace: &Trace) -> Result<(), PyError> {
            loop {
                match try_yield!("ready".into()) {
                    Ok(x) => log!(trace, "got", x),
                    Err(Interrupt::Throw(error)) if error.name == "ValueError" => {
                        yield_!(tuple(["recovered".into(), error.into()]));
                    }
                    Err(other) => return uncaught(other),
                }
            }
        }
        let mut g = pin!(f(trace));
        trace.next(&mut g);
        trace.throw(&mut g, value_error("x"));
        trace.next(&mut g);
        trace.send(&mut g, 1);
    }),
    same("TH-03", |trace| {
        #[generator(yield = i64, throw = PyError)]
        fn f() -> Result<Value, PyError> {
            match try_yield!(1) {
                Ok(()) => Ok(Value::None),
                Err(Interrupt::Throw(error)) if error.name == "ValueError" => {
                    Ok(tuple(["handled".into(), error.into()]))
                }
                Err(other) => uncaught(other),
            }
        }
        let mut g = pin!(f());
        assert_eq!(g.start(), Ok(1));
        trace.throw(&mut g, value_error("x"));
        trace.throw(&mut g, value_error("y"));
    }),
    same("TH-05", |trace| {
        #[generator(yield = Value, throw = PyError)]
        fn f(trace: &Trace) -> Result<(), PyError> {
            let _fin = trace.finally("fin");
            log!(trace, "body");
            match try_yield!(1.into()) {
                Ok(()) => {}
                Err(Interrupt::Throw(error)) if error.name == "ValueError" => yield_!("caught".into()),
                Err(other) => return uncaught(other),
            }
            Ok(())
        }
        let mut g = pin!(f(trace));
        trace.throw(&mut g, value_error("x"));
        log!(trace, g.status());
        trace.next(&mut g);
    }),
    same("TH-06", |trace| {
        let mut g = pin!(one());
        assert_eq!(g.by_ref().count(), 1);
        trace.throw(&mut g, value_error("x"));
        trace.throw(&mut g, key_error("k"));
        trace.next(&mut g);
    }),
    does_not_compile("TH-07", "what is thrown is a value of the error type, which is moved in: no class, no identity"),
    does_not_compile("TH-08", "what is thrown is a value of the error type"),
    same("TH-09", |trace| {
        #[generator(yield = i64, throw = PyError)]
        fn f(trace: &Trace) -> Result<(), PyError> {
            let _outer = trace.finally("outer");
            {
                let _inner = trace.finally("inner");
                yield_!(1);
            }
            Ok(())
        }
        let mut g = pin!(f(trace));
        assert_eq!(g.start(), Ok(1));
        trace.throw(&mut g, key_error("k"));
    }),
    same("TH-10", |trace| {
        #[generator(yield = i64, throw = PyError)]
        fn f() -> Result<(), PyError> {
            let mut n = 0;
            loop {
                match try_yield!(n) {
                    Ok(()) => n += 1,
                    Err(Interrupt::Throw(error)) if error.name == "ValueError" => n += 10,
                    Err(other) => return uncaught(other),
                }
            }
        }
        let mut g = pin!(f());
        let error = || PyError::new("ValueError");
        log!(trace, [g.next(), g.throw(error()).ok(), g.next(), g.throw(error()).ok(), g.next()]);
    }),
    same("TH-11", |trace| {
        #[generator(yield = Value, send = Value, throw = PyError)]
        fn f() -> Result<(), PyError> {
            let mut x = Value::from("old");
            match try_yield!(1.into()) {
                Ok(sent) => x = sent,
                Err(Interrupt::Throw(error)) if error.name == "ValueError" => {}
                Err(other) => return uncaught(other),
            }
            yield_!(x);
            Ok(())
        }
        let mut g = pin!(f());
        assert_eq!(g.start(), Ok(1.into()));
        trace.throw(&mut g, PyError::new("ValueError"));
    }),
    same("TH-12", |trace| {
        #[generator(yield = i64, throw = PyError)]
        fn f(trace: &Trace) -> Result<(), PyError> {
            match try_yield!(1) {
                Ok(()) => Ok(()),
                Err(Interrupt::Throw(error)) if error.name == "ValueError" => {
                    log!(trace, "swallowed");
                    Ok(())
                }
                Err(other) => uncaught(other),
            }
        }
        let mut g = pin!(f(trace));
        assert_eq!(g.start(), Ok(1));
        trace.throw(&mut g, value_error("x"));
        trace.throw(&mut g, value_error("y"));
    }),
    same_with("TH-13", "an error of this name is one like others, since a close is not an error", |trace| {
        #[generator(yield = i64, throw = PyError)]
        fn f(trace: &Trace) -> Result<(), PyError> {
            let _fin = trace.finally("fin");
            yield_!(1);
            Ok(())
        }
        let mut g = pin!(f(trace));
        assert_eq!(g.start(), Ok(1));
        trace.throw(&mut g, PyError::new("GeneratorExit").arg("mine"));
        trace.next(&mut g);
    }),
    same_with("TH-14", "an error of this name is one like others, since a close is not an error", |trace| {
        #[generator(yield = Value, throw = PyError)]
        fn f() -> Result<(), PyError> {
            match try_yield!(1.into()) {
                Ok(()) => {}
                Err(Interrupt::Throw(error)) if error.name == "GeneratorExit" => yield_!("still here".into()),
                Err(other) => return uncaught(other),
            }
            yield_!(3.into());
            Ok(())
        }
        let mut g = pin!(f());
        assert_eq!(g.start(), Ok(1.into()));
        trace.throw(&mut g, PyError::new("GeneratorExit"));
        trace.next(&mut g);
    }),
    differs(
        "TH-15",
        "a handler for whatever is thrown catches every error, for there is no `BaseException` beside the error type; \
         a close it cannot catch",
        &[
            "caught ValueError(v)",
            "throw(ValueError(v)) -> yield 1",
            "caught Stop(s)",
            "throw(Stop(s)) -> yield 1",
            "next -> yield 1",
            "close -> None",
        ],
        |trace| {
            #[generator(yield = i64, throw = PyError)]
            fn f(trace: &Trace) {
                loop {
                    match try_yield!(1) {
                        Ok(()) => {}
                        Err(Interrupt::Throw(error)) => log!(trace, "caught", error),
                        Err(Interrupt::Close) => return,
                    }
                }
            }
            let mut g = pin!(f(trace));
            assert_eq!(g.start(), Ok(1));
            trace.throw(&mut g, value_error("v"));
            trace.throw(&mut g, PyError::new("Stop").arg("s"));
            trace.next(&mut g);
            trace.close(&mut g);
        },
    ),
    same("TH-19", |trace| {
        #[generator(yield = &'static str, throw = PyError)]
        fn f() -> Result<&'static str, PyError> {
            let pending = "R";
            yield_!("cleanup");
            Ok(pending)
        }
        let mut g = pin!(f());
        trace.next(&mut g);
        trace.throw(&mut g, value_error("v"));
        trace.next(&mut g);
    }),
    same_with("TH-20", "a destructor sees no error, so the body asks a function whether to suppress it", |trace| {
        fn suppresses(trace: &Trace, error: &PyError) -> bool {
            log!(trace, "exit sees", error);
            true
        }
        #[generator(yield = Value, throw = PyError)]
        fn f(trace: &Trace) -> Result<(), PyError> {
            match try_yield!(1.into()) {
                Err(Interrupt::Throw(error)) if suppresses(trace, &error) => {}
                Err(other) => return uncaught(other),
                Ok(()) => {}
            }
            yield_!("after".into());
            Ok(())
        }
        let mut g = pin!(f(trace));
        assert_eq!(g.start(), Ok(1.into()));
        trace.throw(&mut g, value_error("x"));
    }),
    same("TH-22", |trace| {
        #[generator(yield = Value, throw = PyError)]
        fn f() -> Result<&'static str, PyError> {
            match try_yield!(1.into()) {
                Ok(()) => {}
                Err(Interrupt::Throw(error)) if error.name == "ValueError" => yield_!("saved".into()),
                Err(other) => return uncaught(other),
            }
            yield_!("after".into());
            Ok("end")
        }
        let mut g = pin!(f());
        assert_eq!(g.start(), Ok(1.into()));
        trace.throw(&mut g, PyError::new("ValueError"));
        trace.next(&mut g);
        trace.next(&mut g);
    }),
    does_not_apply("TH-23", "`throw` takes one error"),
    same("TH-26", |trace| {
        #[generator(yield = &'static str, throw = PyError)]
        fn leaf() -> Result<Value, PyError> {
            match try_yield!("waiting") {
                Ok(()) => Ok(Value::None),
                Err(Interrupt::Throw(error)) if error.name == "Interrupt" => Ok("leaf handled it".into()),
                Err(other) => uncaught(other),
            }
        }
        #[generator(yield = &'static str, throw = PyError)]
        fn mid() -> Result<Value, PyError> {
            yield_from!(leaf())
        }
        #[generator(yield = &'static str, throw = PyError)]
        fn top() -> Result<Value, PyError> {
            yield_from!(mid())
        }
        let mut g = pin!(top());
        assert_eq!(g.start(), Ok("waiting"));
        trace.throw(&mut g, PyError::new("Interrupt"));
    }),
];

#[generator(yield = i64, throw = PyError)]
fn one() -> Result<(), PyError> {
    yield_!(1);
    Ok(())
}
