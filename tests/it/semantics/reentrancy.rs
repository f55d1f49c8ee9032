//! Re-entrancy: `&mut` rules it out, and a handle with several owners answers it with an error.

use super::{
    case::{Case, does_not_compile, same_with},
    shared::{Itself, Shared},
    trace::{Trace, log},
    value::{PyError, Value, key_error, raised, tuple},
};
use antiphon::{YieldFirst, adapt::Erased, prelude::*};
use std::{cell::RefCell, convert::Infallible, rc::Rc};

const SHARED: &str =
    "in a handle that shares it; a generator that is not shared has one owner, who drives it by `&mut`";

pub(super) const CASES: &[Case] = &[
    same_with("RE-01", SHARED, |trace| {
        #[generator(yield = Value)]
        fn f(itself: Itself<Erased<'static, Value>>) {
            if let Err(error) = itself.drive(Iterator::next) {
                yield_!(tuple(["caught".into(), error.into()]));
            }
            yield_!("alive".into());
        }
        let mut g = Shared::cyclic(|itself| f(itself).erased());
        trace.next(&mut g);
        trace.next(&mut g);
    }),
    same_with("RE-02", SHARED, |trace| {
        let mut g = Shared::cyclic(|itself| next_of_itself(itself).erased());
        trace.next(&mut g);
        log!(trace, g.status());
        trace.next(&mut g);
    }),
    same_with("RE-03", SHARED, |trace| {
        type Driven<'a> = Erased<'a, &'static str, Value, PyError, Result<(), PyError>, YieldFirst>;
        #[generator(yield = &'static str, send = Value, throw = PyError)]
        fn f<'a>(trace: &'a Trace, itself: Itself<Driven<'a>>) -> Result<(), PyError> {
            attempt(trace, &itself, "send(None)", |g| trace.send(g, ()));
            attempt(trace, &itself, "send(5)", |g| trace.send(g, 5));
            attempt(trace, &itself, "throw(KeyError(k))", |g| trace.throw(g, key_error("k")));
            attempt(trace, &itself, "close", |g| trace.close(g));
            yield_!("ok");
            Ok(())
        }
        let mut g = Shared::cyclic(|itself| f(trace, itself).erased());
        trace.next(&mut g);
        log!(trace, g.status());
    }),
    same_with("RE-04", SHARED, |trace| {
        /// Closes the generator when it is dropped.
        struct Closing<'a>(&'a Trace, Itself<Erased<'a, i64>>);
        impl Drop for Closing<'_> {
            fn drop(&mut self) {
                attempt(self.0, &self.1, "close", |g| self.0.close(g));
            }
        }
        #[generator(yield = i64)]
        fn f<'a>(trace: &'a Trace, itself: Itself<Erased<'a, i64>>) {
            let _closing = Closing(trace, itself);
            yield_!(1);
        }
        let mut g = Shared::cyclic(|itself| f(trace, itself).erased());
        assert_eq!(g.start(), Ok(1));
        trace.close(&mut g);
        log!(trace, g.status());
    }),
    same_with("RE-05", SHARED, |trace| {
        type Pair = (i64, Option<&'static str>);
        #[generator(yield = Pair)]
        fn f(callback: impl Fn(i64) -> Pair) {
            for i in 0..2 {
                yield_!(callback(i));
            }
        }
        let mut g = Shared::cyclic(|itself: Itself<Erased<'_, Pair>>| {
            f(move |i| (i, itself.drive(Iterator::next).err().map(|error| error.name))).erased()
        });
        trace.next(&mut g);
        trace.next(&mut g);
        trace.next(&mut g);
    }),
    same_with("RE-06", SHARED, |trace| {
        #[generator(yield = Value)]
        fn ping(b: Shared<Erased<'static, Value>>) {
            while let Ok(Some(answer)) = b.drive(Iterator::next) {
                yield_!(tuple(["ping".into(), answer]));
            }
        }
        #[generator(yield = Value)]
        fn pong(a: Itself<Erased<'static, Value>>) {
            if let Err(error) = a.drive(Iterator::next) {
                yield_!(tuple(["pong saw".into(), error.into()]));
            }
        }
        let mut a = Shared::cyclic(|a| ping(Shared::new(pong(a).erased())).erased());
        trace.next(&mut a);
    }),
    same_with("RE-07", SHARED, |trace| {
        type Owners<'a> = Rc<RefCell<Vec<Shared<Erased<'a, i64>>>>>;
        #[generator(yield = i64)]
        fn f<'a>(trace: &'a Trace, owners: Owners<'a>) {
            owners.borrow_mut().clear();
            log!(trace, "still running");
            let _fin = trace.finally("fin");
            yield_!(1);
        }
        let owners = Owners::default();
        owners.borrow_mut().push(Shared::new(f(trace, owners.clone()).erased()));
        let value = {
            let g = owners.borrow()[0].clone();
            g.drive(Iterator::next).unwrap()
        };
        log!(trace, value);
        log!(trace, "end");
    }),
    same_with("RE-08", SHARED, |trace| {
        let mut g = Shared::cyclic(|itself| next_of_itself(itself).erased());
        trace.next(&mut g);
        trace.next(&mut g);
    }),
    does_not_compile("RE-09", "whoever drives it holds `&mut`"),
    does_not_compile("RE-10", "two threads cannot hold `&mut` to one generator"),
];

type Fallible = Erased<'static, i64, (), Infallible, Result<(), PyError>>;

#[generator(yield = i64)]
fn next_of_itself(itself: Itself<Fallible>) -> Result<(), PyError> {
    while let Some(value) = itself.drive(Iterator::next)? {
        yield_!(value);
    }
    Ok(())
}

/// Does something to a generator, or logs why that cannot be.
fn attempt<G: Generator>(trace: &Trace, itself: &Itself<G>, label: &str, operation: impl FnOnce(&mut G)) {
    if let Err(error) = itself.drive(operation) {
        trace.line(format!("{label} -> {}", raised(&error)));
    }
}
