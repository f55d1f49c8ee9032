//! What a generator returns, and who receives it.

use super::{
    case::{Case, does_not_apply, same},
    trace::{Trace, log},
    value::{PyError, Value, tuple, value_error},
};
use antiphon::prelude::*;
use std::pin::pin;

pub(super) const CASES: &[Case] = &[
    same("RV-01", |trace| {
        #[generator(yield = char)]
        fn f(v: Value) -> Value {
            yield_!('y');
            v
        }
        for v in [Value::None, 1.into(), tuple([2.into()]), Value::List(vec![3.into()])] {
            let mut g = pin!(f(v));
            assert_eq!(g.start(), Ok('y'));
            trace.next(&mut g);
        }
    }),
    same("RV-02", |trace| {
        #[generator(yield = i64)]
        fn f() -> &'static str {
            yield_!(1);
            "R"
        }
        let mut g = pin!(f());
        assert_eq!(g.start(), Ok(1));
        trace.next(&mut g);
        trace.next(&mut g);
        trace.send(&mut g, ());
    }),
    same("RV-03", |trace| {
        #[generator(yield = i64, send = Value)]
        fn f() -> Value {
            yield_!(1)
        }
        for v in [tuple([2.into()]), PyError::new("StopIteration").arg(2).into(), value_error("v").into()] {
            let mut g = pin!(f());
            assert_eq!(g.start(), Ok(1));
            trace.send(&mut g, v);
        }
    }),
    same("RV-04", |trace| {
        #[generator(yield = i64)]
        fn f() -> &'static str {
            yield_!(1);
            yield_!(2);
            "lost"
        }
        log!(trace, f().into_iter().collect::<Vec<_>>(), f().into_iter().sum::<i64>());
        for _ in f() {}
        log!(trace, "else");
    }),
    same("RV-05", |trace| {
        #[generator(yield = i64)]
        fn f(trace: &Trace) -> &'static str {
            let _fin = trace.finally("fin");
            yield_!(1);
            log!(trace, "computing");
            "R"
        }
        let mut g = pin!(f(trace));
        assert_eq!(g.start(), Ok(1));
        trace.next(&mut g);
    }),
    does_not_apply("RV-06", "what is returned is a value of its own, not the argument of an exception"),
    same("RV-07", |trace| {
        #[generator(yield = i64)]
        fn f() -> i64 {
            if false {
                yield_!(0);
            }
            42
        }
        let mut g = pin!(f());
        trace.next(&mut g);
        log!(trace, g.status(), f().into_iter().collect::<Vec<_>>());
    }),
    same("RV-08", |trace| {
        #[generator(yield = char)]
        fn f() -> char {
            yield_!('a');
            yield_!('b');
            'R'
        }
        let mut g = pin!(f());
        loop {
            match g.send(()) {
                Ok(item) => log!(trace, "item", item),
                Err(stopped) => {
                    log!(trace, "result", stopped.returned());
                    break;
                }
            }
        }
    }),
];
