//! `send`: where the value goes, and when it does not go anywhere.

use super::{
    case::{Case, differs, same},
    trace::{Trace, log},
    value::{PyError, Value, tuple, value_error},
};
use antiphon::{YieldFirst, prelude::*};
use std::{cell::RefCell, pin::pin};

pub(super) const CASES: &[Case] = &[
    same("SD-01", |trace| {
        #[generator(yield = Value, send = Value)]
        fn f(trace: &Trace) {
            let x = yield_!("first".into());
            log!(trace, "got", x);
            let Value::Int(x) = x else { return };
            let y = yield_!(Value::Int(x * 2));
            log!(trace, "got", y);
        }
        let mut g = pin!(f(trace));
        trace.next(&mut g);
        trace.send(&mut g, 21);
        trace.send(&mut g, "z");
    }),
    differs(
        "SD-02",
        "a yield-first generator is begun by `start`; a `send` before that is refused, whatever it sends",
        &[
            "send(None) -> raise TypeError(can't send non-None value to a just-started generator)",
            "next -> yield None",
            "got None",
            "send(None) -> yield None",
            "got 0",
            "send(0) -> yield None",
        ],
        |trace| {
            #[generator(send = Value)]
            fn f(trace: &Trace) {
                loop {
                    log!(trace, "got", yield_!());
                }
            }
            let mut g = pin!(f(trace));
            trace.send(&mut g, ());
            trace.next(&mut g);
            trace.send(&mut g, ());
            trace.send(&mut g, 0);
        },
    ),
    same("SD-03", |trace| {
        #[generator(yield = i64, send = i64)]
        fn f(trace: &Trace) {
            log!(trace, "body");
            let x = yield_!(1);
            log!(trace, "got", x);
        }
        let mut g = pin!(f(trace));
        trace.send(&mut g, 5);
        log!(trace, g.status());
        trace.start(&mut g);
        trace.send(&mut g, 5);
    }),
    same("SD-04", |trace| {
        #[generator(yield = i64)]
        fn f() {
            yield_!(1);
        }
        let mut g = pin!(f());
        trace.send(&mut g, ());
    }),
    same("SD-05", |trace| {
        let mut g = pin!(one());
        assert_eq!(g.start(), Ok(1));
        assert_eq!(g.send(Value::None), Err(Stopped::Returned(())));
        trace.send(&mut g, 5);
        trace.send(&mut g, ());
    }),
    same("SD-06", |trace| {
        let mut g = pin!(one());
        trace.close(&mut g);
        trace.send(&mut g, 5);
        trace.next(&mut g);
    }),
    same("SD-07", |trace| {
        #[generator(yield = i64, send = &'static str)]
        fn f(trace: &Trace) {
            yield_!(1);
            let x = yield_!(2);
            log!(trace, "x", x);
        }
        let mut g = pin!(f(trace));
        trace.start(&mut g);
        trace.send(&mut g, "ignored");
        trace.send(&mut g, "kept");
    }),
    differs(
        "SD-08",
        "Rust evaluates the right side of `+=` before it looks at the number on the left",
        &["send(5) -> yield 105"],
        |trace| {
            #[generator(yield = Option<i64>, send = i64)]
            fn f(n: &RefCell<i64>) {
                *n.borrow_mut() += yield_!(None);
                yield_!(Some(*n.borrow()));
            }
            let n = RefCell::new(1);
            let mut g = pin!(f(&n));
            assert_eq!(g.start(), Ok(None));
            n.replace(100);
            trace.send(&mut g, 5);
        },
    ),
    same("SD-09", |trace| {
        #[generator(send = i64)]
        fn f() -> (&'static str, i64) {
            let x = yield_!();
            ("ret", x)
        }
        let mut g = pin!(f());
        assert_eq!(g.start(), Ok(()));
        trace.send(&mut g, 3);
        trace.send(&mut g, 3);
    }),
    same("SD-10", |trace| {
        #[generator(send = Value)]
        fn f(trace: &Trace) {
            loop {
                let x = yield_!();
                log!(trace, "got", x);
            }
        }
        let mut g = pin!(f(trace));
        assert_eq!(g.start(), Ok(()));
        trace.send(&mut g, value_error("v"));
        trace.send(&mut g, PyError::new("StopIteration").arg(2));
        trace.send(&mut g, tuple([1.into(), 2.into()]));
    }),
    same("SD-11", |trace| {
        #[generator(yield = Option<i64>, send = Option<i64>)]
        fn echo(mut v: Option<i64>) {
            loop {
                v = yield_!(v);
            }
        }
        let mut g = pin!(echo(Some(0)));
        trace.next(&mut g);
        trace.send(&mut g, Some(1));
        trace.next(&mut g);
        trace.send(&mut g, Some(2));
    }),
    same("SD-12", |trace| {
        fn primed<G: Generator<Protocol = YieldFirst>>(mut generator: G) -> G {
            assert!(generator.start().is_ok(), "it stops before the first value");
            generator
        }
        #[generator(yield = &'static str, send = i64)]
        fn printer<'a>(trace: &'a Trace, tag: &'a str) {
            loop {
                log!(trace, tag, yield_!("discarded"));
            }
        }
        let mut g = primed(printer(trace, ">").boxed());
        trace.send(&mut g, 1);
        trace.send(&mut g, 2);
    }),
    same("SD-13", |trace| {
        #[generator(yield = &'static str, send = &'static str)]
        fn f() -> Result<(), PyError> {
            let x = yield_!("ready");
            Err(value_error(x))
        }
        let mut g = pin!(f());
        assert_eq!(g.start(), Ok("ready"));
        trace.send(&mut g, "bad");
        trace.send(&mut g, "again");
        log!(trace, g.status());
    }),
];

#[generator(yield = i64, send = Value)]
fn one() {
    yield_!(1);
}
