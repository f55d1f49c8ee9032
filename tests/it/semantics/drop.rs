//! Drop: destructors run, and no other code of the body.

use super::{
    case::{Case, differs, does_not_compile, same},
    trace::{Trace, log},
    value::{PyError, key_error, value_error},
};
use antiphon::{adapt::Erased, prelude::*};
use std::{cell::RefCell, pin::pin, rc::Rc};

pub(super) const CASES: &[Case] = &[
    differs(
        "GC-01",
        "a drop runs destructors and tells the body nothing; `close` does",
        &["before", "fin", "after"],
        |trace| {
            #[generator(yield = i64)]
            fn f(trace: &Trace) {
                let _fin = trace.finally("fin");
                if let Err(Interrupt::Close) = try_yield!(1) {
                    log!(trace, "ge");
                }
            }
            let mut g = f(trace).boxed();
            g.start().unwrap();
            log!(trace, "before");
            drop(g);
            log!(trace, "after");
        },
    ),
    same("GC-02", |trace| {
        #[generator(yield = i64)]
        fn f<T>(trace: &Trace, _p: T) {
            let _fin = trace.finally("fin");
            yield_!(1);
        }
        let g = f(trace, trace.probe("arg"));
        log!(trace, "before");
        drop(g);
        log!(trace, "after");
    }),
    same("GC-03", |trace| {
        #[generator(yield = i64)]
        fn f(trace: &Trace) {
            let _fin = trace.finally("fin");
            yield_!(1);
        }
        let mut g = f(trace).boxed();
        g.by_ref().for_each(drop);
        log!(trace, "before");
        drop(g);
        log!(trace, "after");
    }),
    differs(
        "GC-04",
        "a destructor returns no error: cleanup that can fail stands after a `try_yield!`, where only `close` runs it",
        &["no exception here"],
        |trace| {
            let mut g = fails_to_clean_up(value_error("cleanup failed")).boxed();
            g.start().unwrap();
            drop(g);
            log!(trace, "no exception here");
        },
    ),
    differs(
        "GC-05",
        "a drop cannot be answered with a yield, and runs the destructors of all blocks that are open",
        &["fin", "after"],
        |trace| {
            #[generator(yield = &'static str)]
            fn f(trace: &Trace) {
                let _fin = trace.finally("fin");
                if let Err(Interrupt::Close) = try_yield!("1") {
                    yield_!("no");
                }
            }
            let mut g = f(trace).boxed();
            g.start().unwrap();
            drop(g);
            log!(trace, "after");
        },
    ),
    same("GC-06", |trace| {
        #[generator(yield = i64)]
        fn f(trace: &Trace) {
            let _fin = trace.finally("fin");
            for i in 0..5 {
                yield_!(i);
            }
        }
        for x in f(trace) {
            if x == 1 {
                break;
            }
        }
        log!(trace, "after loop");
    }),
    same("GC-07", |trace| {
        #[generator(yield = i64)]
        fn f(trace: &Trace) {
            let _fin = trace.finally("fin");
            yield_!(1);
            yield_!(2);
        }
        let fail = |x: i64| -> Result<(), PyError> { Err(value_error(x)) };
        let uses = || -> Result<(), PyError> {
            for x in f(trace) {
                fail(x)?;
            }
            Ok(())
        };
        let error = uses().unwrap_err();
        log!(trace, "caught", error);
    }),
    same("GC-08", |trace| {
        #[generator(yield = i64)]
        fn outer(trace: &Trace) {
            let _fin = trace.finally("outer fin");
            for x in one_and_two(trace) {
                yield_!(x);
            }
        }
        let mut g = pin!(outer(trace));
        g.start().unwrap();
        g.close().unwrap();
    }),
    same("GC-09", |trace| {
        #[generator(yield = i64)]
        fn outer(trace: &Trace) {
            let mut it = pin!(one_and_two(trace));
            let _fin = trace.finally("outer fin");
            for x in &mut it {
                yield_!(x);
            }
        }
        let mut g = pin!(outer(trace));
        g.start().unwrap();
        g.close().unwrap();
    }),
    same("GC-10", |trace| {
        #[generator(yield = i64)]
        fn inner() {
            yield_!(1);
            yield_!(2);
        }
        #[generator(yield = i64)]
        fn outer(it: impl Iterator<Item = i64>) {
            for x in it {
                yield_!(x);
            }
        }
        let mut i = pin!(inner());
        let outer_status = {
            let mut g = pin!(outer(&mut i));
            g.start().unwrap();
            g.close().unwrap();
            g.status()
        };
        log!(trace, outer_status, i.status());
        trace.next(&mut i);
    }),
    differs(
        "GC-11",
        "nothing collects a cycle: one of its links must be weak, and then the last owner drops the generator",
        &["1", "fin", "deleted", "collected"],
        |trace| {
            type Generators<'a> = RefCell<Vec<Rc<RefCell<Erased<'a, usize>>>>>;
            #[generator(yield = usize)]
            fn f<T>(trace: &Trace, len: T)
            where
                T: Fn() -> Option<usize>,
            {
                let _fin = trace.finally("fin");
                if let Some(len) = len() {
                    yield_!(len);
                }
            }
            let cell = Rc::new(Generators::default());
            let weak = Rc::downgrade(&cell);
            let len = move || weak.upgrade().map(|cell| cell.borrow().len());
            cell.borrow_mut().push(Rc::new(RefCell::new(f(trace, len).erased())));
            let first = Rc::clone(&cell.borrow()[0]);
            log!(trace, first.borrow_mut().start().unwrap());
            drop(first);
            drop(cell);
            log!(trace, "deleted");
            log!(trace, "collected");
        },
    ),
    does_not_compile("GC-12", "a body cannot reach the generator it is the body of, which its driver holds by `&mut`"),
    same("GC-13", |trace| {
        #[generator(yield = &'static str)]
        fn level(trace: &Trace, n: usize) {
            let _fin = trace.finally(format!("fin {n}"));
            if n > 0 {
                yield_from!(level(trace, n - 1).boxed());
            } else {
                yield_!("leaf");
            }
        }
        let mut g = level(trace, 3).boxed();
        g.start().unwrap();
        drop(g);
        log!(trace, "after");
    }),
    differs(
        "GC-14",
        "as GC-04: what could fail does not run, so the error on its way is the only one",
        &["caller sees ValueError(main error)"],
        |trace| {
            let uses = || -> Result<(), PyError> {
                let mut g = pin!(fails_to_clean_up(key_error("from finaliser")));
                g.start().unwrap();
                Err(value_error("main error"))
            };
            let error = uses().unwrap_err();
            log!(trace, "caller sees", error);
        },
    ),
];

/// Its cleanup fails with `error`.
#[generator(yield = i64)]
fn fails_to_clean_up(error: PyError) -> Result<(), PyError> {
    let _resumed = try_yield!(1);
    Err(error)
}

#[generator(yield = i64)]
fn one_and_two(trace: &Trace) {
    let _fin = trace.finally("inner fin");
    yield_!(1);
    yield_!(2);
}
