//! Creation: what happens before the first operation, and what does not.

use super::{
    case::{Case, does_not_apply, does_not_compile, same, same_with, same_without},
    trace::{Trace, log},
    value::{PyError, value_error},
};
use antiphon::prelude::*;
use std::{cell::Cell, pin::pin, ptr};

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
    same_with("CR-03", "what is to be looked up late is passed as a `Cell`", |trace| {
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
    same("CR-04", |trace| {
        #[generator(yield = i64)]
        fn f(mut n: i64) {
            loop {
                yield_!(n);
                n += 1;
            }
        }
        let (mut a, mut b) = (f(0).boxed(), f(10).boxed());
        log!(trace, [a.next(), a.next(), b.next(), a.next(), b.next()]);
    }),
    same_without("CR-05", &["made true"], "whether it is a generator is said by its type", |trace| {
        #[generator]
        fn f(trace: &Trace) {
            if false {
                yield_!();
            }
            log!(trace, "ran");
        }
        let mut g = pin!(f(trace));
        trace.next(&mut g);
    }),
    does_not_compile("CR-06", "a `yield_!` in a closure or in a nested function without the attribute is refused"),
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
    same("CR-08", |trace| {
        #[generator(yield = i64)]
        fn f() {
            yield_!(1);
            yield_!(2);
        }
        let g = f().boxed();
        let address = &raw const *g;
        let mut iter = g.into_iter();
        log!(trace, ptr::eq(address, &raw const *iter));
        log!(trace, iter.by_ref().collect::<Vec<_>>(), iter.by_ref().collect::<Vec<_>>());
    }),
    does_not_compile("CR-09", "a generator is not `Clone`"),
    does_not_apply("CR-10", "a generator has no name; its `Debug` shows the status"),
    same("CR-11", |trace| {
        #[generator(yield = i64, send = i64)]
        fn f() -> i64 {
            let mut total = 100;
            for i in 0..3 {
                total = total + yield_!(total) * 10 + i;
            }
            total
        }
        let mut g = pin!(f());
        trace.start(&mut g);
        for v in [1, 2, 3] {
            trace.send(&mut g, v);
        }
    }),
];
