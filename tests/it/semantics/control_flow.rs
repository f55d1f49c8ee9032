//! Control flow in the body: a `try` is a labelled block, a `finally` is what follows it, or a guard.

use super::{
    case::{Case, does_not_apply, does_not_compile, same, same_with},
    trace::{Trace, log},
    value::{PyError, key_error, value_error},
};
use antiphon::prelude::*;
use std::{
    cell::{Cell, RefCell},
    pin::pin,
};

pub(super) const CASES: &[Case] = &[
    same_with("TB-01", "the error that is handled is a local, and `raise` returns it", |trace| {
        #[generator(yield = i64)]
        fn f() -> Result<(), PyError> {
            let tried: Result<(), _> = {
                yield_!(1);
                Err(key_error("k"))
            };
            if let Err(error) = tried {
                yield_!(2);
                yield_!(3);
                return Err(error);
            }
            Ok(())
        }
        let mut g = pin!(f());
        for _ in 0..5 {
            trace.next(&mut g);
        }
    }),
    same_with("TB-02", "the pending error is a local", |trace| {
        #[generator(yield = &'static str)]
        fn f() -> Result<(), PyError> {
            let pending = Err(key_error("k"));
            yield_!("cleanup1");
            yield_!("cleanup2");
            pending
        }
        let mut g = pin!(f());
        for _ in 0..4 {
            trace.next(&mut g);
        }
    }),
    same_with("TB-03", "the pending return value is a local", |trace| {
        #[generator(yield = &'static str)]
        fn f() -> &'static str {
            let pending = "R";
            yield_!("cleanup");
            pending
        }
        let mut g = pin!(f());
        for _ in 0..3 {
            trace.next(&mut g);
        }
    }),
    does_not_compile("TB-04", "neither a `return` nor the end of an iteration is an error that could be caught"),
    same("TB-05", |trace| {
        #[generator(yield = i64)]
        fn f(bad: bool) -> &'static str {
            let _overridden = 'tried: {
                yield_!(1);
                if bad {
                    break 'tried Err(value_error("lost"));
                }
                Ok("try")
            };
            "finally"
        }
        for bad in [false, true] {
            let mut g = pin!(f(bad));
            assert_eq!(g.start(), Ok(1));
            trace.next(&mut g);
        }
    }),
    same("TB-06", |trace| {
        #[generator(yield = char)]
        fn f() {
            let outer: Result<(), _> = {
                yield_!('a');
                let inner: Result<(), _> = {
                    yield_!('b');
                    Err(PyError::new("KeyError"))
                };
                let handled = match inner {
                    Err(error) if error.name == "KeyError" => {
                        yield_!('c');
                        Err(PyError::new("ValueError"))
                    }
                    other => other,
                };
                yield_!('d');
                handled
            };
            if outer.is_err_and(|error| error.name == "ValueError") {
                yield_!('e');
            }
            yield_!('f');
            yield_!('g');
        }
        log!(trace, f().into_iter().collect::<Vec<_>>());
    }),
    same("TB-07", |trace| {
        #[generator(yield = i64)]
        fn f() {
            for i in 0..4 {
                let leaves = i == 2;
                yield_!(i);
                if leaves {
                    break;
                }
            }
        }
        log!(trace, f().into_iter().collect::<Vec<_>>());
    }),
    same("TB-08", |trace| {
        #[generator(yield = i64)]
        fn f(trace: &Trace) {
            {
                log!(trace, "enter");
                let _exit = trace.finally("exit None");
                yield_!(1);
            }
            yield_!(2);
        }
        let mut g = pin!(f(trace));
        trace.next(&mut g);
        log!(trace, "suspended");
        trace.next(&mut g);
        trace.next(&mut g);
    }),
    does_not_apply("TB-09", "there is no current exception that somebody else could see"),
    does_not_apply("TB-10", "there is no current exception that somebody else could see"),
    same_with("TB-11", "thread-locals are the context", |trace| {
        thread_local! { static CONTEXT: Cell<i64> = const { Cell::new(0) } }
        #[generator(yield = i64)]
        fn f() {
            let before = CONTEXT.replace(1);
            yield_!(CONTEXT.get());
            CONTEXT.set(before);
            yield_!(CONTEXT.get());
        }
        let mut g = pin!(f());
        log!(trace, CONTEXT.get(), g.next(), CONTEXT.get(), g.next(), CONTEXT.get());
    }),
    same_with("TB-12", "a guard is held while the body is suspended", |trace| {
        /// Is listed as long as it lives.
        struct Scope<'a>(&'a RefCell<Vec<&'static str>>, &'static str);
        impl<'a> Scope<'a> {
            fn enter(depth: &'a RefCell<Vec<&'static str>>, name: &'static str) -> Self {
                depth.borrow_mut().push(name);
                Self(depth, name)
            }
        }
        impl Drop for Scope<'_> {
            fn drop(&mut self) {
                self.0.borrow_mut().retain(|name| *name != self.1);
            }
        }
        #[generator(yield = i64)]
        fn f(depth: &RefCell<Vec<&'static str>>) {
            let _scope = Scope::enter(depth, "g");
            yield_!(1);
        }
        let depth = RefCell::new(Vec::new());
        let mut g = pin!(f(&depth));
        assert_eq!(g.start(), Ok(1));
        let _scope = Scope::enter(&depth, "main");
        log!(trace, *depth.borrow());
        assert_eq!(g.count(), 0);
        log!(trace, *depth.borrow());
    }),
];
