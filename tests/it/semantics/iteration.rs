//! `next` and iteration.

use super::{
    case::{Case, differs, same},
    trace::{Trace, log},
    value::{PyError, value_error},
};
use antiphon::{adapt::Erased, prelude::*};
use std::{
    cell::{Cell, RefCell},
    pin::pin,
};

pub(super) const CASES: &[Case] = &[
    same("NX-01", |trace| {
        #[generator(yield = i64)]
        fn f(trace: &Trace) {
            log!(trace, "a");
            yield_!(1);
            log!(trace, "b");
            yield_!(2);
            log!(trace, "c");
        }
        let mut g = pin!(f(trace));
        for _ in 0..4 {
            trace.next(&mut g);
        }
    }),
    same("NX-02", |trace| {
        let mut g = pin!(one_then_boom());
        for _ in 0..3 {
            trace.next_or(&mut g, "D");
        }
    }),
    same("NX-03", |trace| {
        #[generator(yield = Option<i64>)]
        fn f() {
            yield_!(None);
            yield_!(None);
        }
        log!(trace, f().into_iter().collect::<Vec<_>>());
    }),
    same("NX-04", |trace| {
        let mut g = pin!(one_then_boom());
        for _ in 0..4 {
            trace.next(&mut g);
        }
    }),
    same("NX-05", |trace| {
        #[generator(yield = i64)]
        fn source() {
            for i in 0..5 {
                yield_!(i);
            }
        }
        fn creator(trace: &Trace) -> impl Iterator<Item = i64> {
            let mut r = source().boxed();
            log!(trace, "creator", r.next());
            r
        }
        for i in creator(trace) {
            log!(trace, "caller", i);
        }
    }),
    same("NX-06", |trace| {
        #[generator(yield = i64)]
        fn f(trace: &Trace) {
            let _fin = trace.finally("fin");
            for i in 0..5 {
                yield_!(i);
            }
        }
        let mut g = pin!(f(trace));
        for x in g.by_ref() {
            if x == 1 {
                break;
            }
        }
        log!(trace, g.status(), g.collect::<Vec<_>>());
    }),
    same("NX-07", |trace| {
        #[generator(yield = &'static str, send = usize)]
        fn f(t: &[Cell<usize>]) -> Vec<usize> {
            let value = yield_!("value") * 2;
            t[yield_!("first index")].set(value);
            t[yield_!("second index")].set(value);
            t.iter().map(Cell::get).collect()
        }
        let t = [const { Cell::new(0) }; 3];
        let mut g = pin!(f(&t));
        trace.start(&mut g);
        trace.send(&mut g, 21_usize);
        trace.send(&mut g, 2_usize);
        log!(trace, t);
        trace.send(&mut g, 0_usize);
    }),
    same("NX-08", |trace| {
        let mut g = pin!(made(trace, 0..6));
        log!(trace, g.by_ref().any(|x| x == 1));
        log!(trace, g.by_ref().any(|x| x == 3));
        log!(trace, g.next());
    }),
    differs(
        "NX-09",
        "nothing unpacks an iterator in Rust: two calls of `next` take two elements, and no third",
        &["make 0", "make 1", "0 1", "make 2", "2"],
        |trace| {
            let mut g = pin!(made(trace, 0..5));
            if let (Some(a), Some(b)) = (g.next(), g.next()) {
                log!(trace, a, b);
            }
            log!(trace, g.next());
        },
    ),
    same("NX-10", |trace| {
        #[generator(yield = i64)]
        fn f<'a>(trace: &'a Trace, tag: &'a str, n: i64) {
            for i in 0..n {
                log!(trace, "make", tag, i);
                yield_!(i);
            }
        }
        let (mut a, mut b) = (pin!(f(trace, "a", 3)), pin!(f(trace, "b", 1)));
        log!(trace, a.by_ref().zip(b.by_ref()).collect::<Vec<_>>());
        log!(trace, a.collect::<Vec<_>>());
    }),
    same("NX-11", |trace| {
        #[generator(yield = i64)]
        fn sieve(mut source: Erased<'static, i64>) {
            let Some(p) = source.next() else { return };
            yield_!(p);
            for q in sieve(Box::pin(source.filter(move |x| x % p != 0).into_generator())).erased() {
                yield_!(q);
            }
        }
        let mut s = pin!(sieve(Box::pin((2..).into_generator())));
        log!(trace, s.by_ref().take(12).collect::<Vec<_>>());
    }),
    same("NX-12", |trace| {
        let (mut a, mut b) = (pin!(made(trace, 0..)), pin!(made(trace, 100..)));
        log!(trace, [a.next(), b.next(), a.next()]);
    }),
    same("NX-13", |trace| {
        #[generator(yield = i64)]
        fn f(source: &RefCell<Vec<i64>>) {
            for i in 0.. {
                let Some(x) = source.borrow().get(i).copied() else { return };
                yield_!(x);
            }
        }
        let source = RefCell::new(vec![1]);
        let mut g = pin!(f(&source));
        log!(trace, g.by_ref().collect::<Vec<_>>());
        source.borrow_mut().push(2);
        trace.next(&mut g);
        trace.next(&mut g);
    }),
    same("NX-14", |trace| {
        /// Ends after one, and then begins again.
        struct Odd(i64);
        impl Iterator for Odd {
            type Item = i64;
            fn next(&mut self) -> Option<i64> {
                self.0 += 1;
                (self.0 != 2).then_some(self.0)
            }
        }
        let mut odd = Odd(0);
        let mut g = each(&mut odd).boxed();
        log!(trace, g.by_ref().collect::<Vec<_>>(), g.collect::<Vec<_>>());
        trace.pull(&mut odd);
    }),
];

#[generator(yield = i64)]
fn one_then_boom() -> Result<(), PyError> {
    yield_!(1);
    Err(value_error("boom"))
}

#[generator(yield = i64)]
fn made(trace: &Trace, values: impl Iterator<Item = i64>) {
    for i in values {
        log!(trace, "make", i);
        yield_!(i);
    }
}

#[generator(yield = T)]
fn each<T>(values: impl Iterator<Item = T>) {
    for x in values {
        yield_!(x);
    }
}
