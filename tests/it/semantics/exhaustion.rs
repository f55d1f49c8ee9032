//! What each operation gives before the beginning and after the end.

use super::{
    case::{Case, same},
    trace::{Trace, log},
    value::{PyError, Value, key_error},
};
use antiphon::prelude::*;
use std::pin::pin;

pub(super) const CASES: &[Case] = &[
    same("EX-01", |trace| {
        #[generator(yield = i64, send = Value, throw = PyError)]
        fn f() -> Result<(), PyError> {
            yield_!(1);
            Ok(())
        }
        let mut g = pin!(f());
        assert_eq!(g.start(), Ok(1));
        assert_eq!(g.send(Value::None), Err(Stopped::Returned(Ok(()))));
        trace.next(&mut g);
        trace.send(&mut g, ());
        trace.send(&mut g, 5);
        trace.throw(&mut g, key_error("k"));
        trace.throw(&mut g, PyError::new("GeneratorExit").arg("x"));
        trace.throw(&mut g, PyError::new("StopIteration").arg("v"));
        trace.close(&mut g);
    }),
    same("EX-02", |trace| {
        {
            let mut g = pin!(telling(trace));
            trace.send(&mut g, ());
            log!(trace, g.status());
        }
        {
            let mut g = pin!(asking(trace));
            trace.send(&mut g, 5);
            log!(trace, g.status());
        }
        let errors = [key_error("k"), PyError::new("GeneratorExit").arg("x"), PyError::new("StopIteration").arg("v")];
        for error in errors {
            let mut g = pin!(telling(trace));
            trace.throw(&mut g, error);
            log!(trace, g.status());
        }
        let mut g = pin!(telling(trace));
        trace.close(&mut g);
        log!(trace, g.status());
    }),
    same("EX-03", |trace| {
        #[generator(yield = i64)]
        fn f() {
            yield_!(1);
        }
        let mut g = pin!(f());
        for x in g.by_ref() {
            log!(trace, x);
        }
        for _ in g.by_ref() {
            log!(trace, "never");
        }
        let all = g.by_ref().collect::<Vec<_>>();
        log!(trace, all, g.by_ref().sum::<i64>(), g.max().map_or_else(|| "none".into(), Value::from));
    }),
];

/// Is sent nothing, so that a `send` begins it.
#[generator(yield = i64, throw = PyError)]
fn telling(trace: &Trace) -> Result<(), PyError> {
    log!(trace, "body");
    yield_!(1);
    Ok(())
}

/// Is sent values, so that it has to be started.
#[generator(yield = i64, send = Value, throw = PyError)]
fn asking(trace: &Trace) -> Result<(), PyError> {
    log!(trace, "body");
    yield_!(1);
    Ok(())
}
