//! Creation: what happens before the first operation, and what does not.

use super::{
    case::{Case, differs, does_not_apply, does_not_compile, same, same_without},
    trace::{Trace, log},
    value::{PyError, value_error},
};
use antiphon::prelude::*;
use std::{cell::Cell, pin::pin};

pub(super) const CASES: &[Case] = &[
    same("CR-01", |trace| {
        #[generator(yield = i64)]
        fn f(trace: &Trace) {
            log!(trace, "body");
            yield_!(1);
        }
        let mut g = pin!(f(trace));
        log!(trace, "made");
        trace.next(&mut g);
    }),
    same_without(
        "CR-02",
        &["arity error at the call: TypeError"],
        "a call with too many arguments does not compile",
        |trace| {
            #[generator(yield = (i64, i64))]
            fn f(a: i64, b: i64) {
                yield_!((a, b));
            }
            let argument = || {
                log!(trace, "arg");
                1
            };
            let mut g = pin!(f(argument(), 2));
            log!(trace, "made");
            trace.next(&mut g);
        },
    ),
    same("CR-03", |trace| {
        #[generator(yield = &'static str)]
        fn f(p: &'static str, x: &Cell<&'static str>) {
            yield_!(p);
            yield_!(x.get());
        }
        let x = Cell::new("old");
        let mut g = pin!(f(x.get(), &x));
        x.set("new");
        trace.next(&mut g);
        trace.next(&mut g);
    }),
    same("CR-07", |trace| {
        #[generator(yield = i64)]
        fn f(n: i64) -> Result<(), PyError> {
            if n < 0 {
                return Err(value_error("neg"));
            }
            yield_!(n);
            Ok(())
        }
        let mut g = pin!(f(-1));
        log!(trace, "no error yet");
        trace.next(&mut g);
        trace.next(&mut g);
    }),
];
