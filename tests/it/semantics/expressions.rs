//! Generator expressions.

use super::{
    case::{Case, does_not_compile, same, same_with},
    trace::{Trace, log},
    value::{PyError, Value, key_error, value_error},
};
use antiphon::prelude::*;
use std::{
    cell::{Cell, RefCell},
    iter,
    pin::pin,
};

pub(super) const CASES: &[Case] = &[
    same("GE-01", |trace| {
        let noted = |event| log!(trace, event);
        let mut g = genexp!(
            { noted("elem 1"); x }
            for x in { noted("source"); [1, 2] }
            if { noted("cond 1"); true }
        );
        log!(trace, "made");
        trace.pull(&mut g);
    }),
    same_with("GE-02", "a `?` in the outermost source leaves the function around it", |trace| {
        fn made() -> Result<impl Iterator<Item = i64>, PyError> {
            fn boom() -> Result<Vec<i64>, PyError> {
                Err(value_error("boom"))
            }
            Ok(genexp!(x for x in boom()?))
        }
        log!(trace, made().map(|_| ()).unwrap_err());
        let boom = || iter::once(Err::<i64, _>(value_error("boom")));
        let mut g = genexp!(y for _ in [1] for y in boom());
        log!(trace, "made");
        trace.pull(&mut g);
        trace.pull(&mut g);
    }),
    does_not_compile("GE-03", "a number is no `IntoIterator`"),
    same_with("GE-04", "what is to be looked up late is in a `Cell`", |trace| {
        let (inc, k) = (Cell::new((2, 4)), Cell::new(3));
        let g = genexp!(i * k.get() for i in 0..6_i64 if i == inc.get().0 || i == inc.get().1);
        inc.set((1, 5));
        k.set(10);
        log!(trace, g.collect::<Vec<_>>());
        let n = Cell::new(1);
        let h = genexp!((i, j) for i in 0..2_i64 for j in 0..n.get());
        n.set(2);
        log!(trace, h.collect::<Vec<_>>());
    }),
    does_not_compile("GE-05", "the source is borrowed while the expression lives: it can be neither changed nor set"),
    same("GE-06", |trace| {
        let i = "outer";
        log!(trace, genexp!(i for i in 0..3_i64).collect::<Vec<_>>());
        log!(trace, i);
    }),
    same("GE-07", |trace| {
        let mut g = genexp!({ log!(trace, "compute", x); x * x } for x in 0..10_i64);
        log!(trace, g.next());
        log!(trace, "pause");
        log!(trace, g.next());
    }),
    same("GE-08", |trace| {
        log!(trace, genexp!((i, j) for i in 0..4_i64 if i % 2 == 1 for j in 0..i if j != 1).collect::<Vec<_>>());
    }),
    same_with("GE-09", "the element is a `Result`, and who hands the elements on ends with the first error", |trace| {
        fn inv(x: i64) -> Result<i64, PyError> {
            if x == 0 { Err(value_error("zero")) } else { Ok(x) }
        }
        let mut g = pin!(generate!(|| -> Result<(), PyError> {
            for element in genexp!(inv(i) for i in [5, 0, 2]) {
                yield element?;
            }
            Ok(())
        }));
        for _ in 0..3 {
            trace.next(&mut g);
        }
    }),
    same_with("GE-10", "the source is shared through a `RefCell`", |trace| {
        #[generator(yield = i64)]
        fn src() {
            for i in 0..6 {
                yield_!(i);
            }
        }
        let s = RefCell::new(src().boxed());
        let next = || s.borrow_mut().next();
        let mut g = genexp!(x * 10 for x in iter::from_fn(next));
        log!(trace, g.next(), next(), g.next());
        drop(g);
        log!(trace, next(), s.borrow().status());
    }),
    same_with("GE-11", "a generator that yields the elements is sent to and thrown into", |trace| {
        let mut g = pin!(generate!(send = Value, throw = PyError, || -> Result<(), PyError> {
            for x in genexp!(x for x in 0..5_i64) {
                yield x;
            }
            Ok(())
        }));
        trace.next(&mut g);
        trace.send(&mut g, "ignored");
        trace.throw(&mut g, key_error("k"));
        trace.next(&mut g);
    }),
    does_not_compile("GE-12", "a yield in an element or a condition is refused; in the outermost source it may stand"),
    same("GE-13", |trace| {
        #[generator(yield = i64)]
        fn src(trace: &Trace) {
            let _fin = trace.finally("src fin");
            yield_!(1);
            yield_!(2);
        }
        let mut g = genexp!(x for x in src(trace));
        g.next();
        log!(trace, "drop");
        drop(g);
        log!(trace, "dropped");
    }),
];
