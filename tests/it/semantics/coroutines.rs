//! Coroutines, which in Python are generators that are awaited, and in Rust futures.

use super::{
    case::{Case, does_not_apply, does_not_compile, same_with, same_without},
    trace::{Trace, log},
    value::{PyError, Value, uncaught, value_error},
};
use antiphon::prelude::*;
use std::pin::pin;

const AWAITED_ONCE: &str = "`.await` takes the future by value";

/// Runs a case of a coroutine that is driven by hand, in the words for coroutines: one is begun with a `send`.
fn in_other_words(trace: &Trace, case: impl FnOnce(&Trace)) {
    let of_a_generator = Trace::default();
    case(&of_a_generator);
    for line in of_a_generator.into_lines() {
        trace.line(line.replace("generator", "coroutine").replace("next", "send(None)"));
    }
}

pub(super) const CASES: &[Case] = &[
    does_not_compile("CO-01", AWAITED_ONCE),
    same_with("CO-02", "of a generator: a future is neither sent to nor closed", |trace| {
        #[generator(yield = &'static str, send = Value)]
        fn f() {
            if try_yield!("p") == Err(Interrupt::Close) {
                let _sent = yield_!("no");
            }
        }
        in_other_words(trace, |trace| {
            let mut c = pin!(f());
            trace.send(&mut c, "x");
            trace.start(&mut c);
            trace.close(&mut c);
            trace.send(&mut c, Value::None);
        });
    }),
    same_with("CO-03", "of generators, one of which hands on to the other", |trace| {
        #[generator(yield = &'static str, send = &'static str, throw = PyError)]
        fn inner(trace: &Trace) -> Result<&'static str, PyError> {
            let _fin = trace.finally("inner fin");
            match try_yield!("p") {
                Ok(sent) => Ok(sent),
                Err(Interrupt::Throw(error)) if error.name == "KeyError" => Err(value_error("mapped")),
                Err(other) => uncaught(other),
            }
        }
        #[generator(yield = &'static str, send = &'static str, throw = PyError)]
        fn outer(trace: &Trace) -> Result<&'static str, PyError> {
            let _fin = trace.finally("outer fin");
            yield_from!(inner(trace))
        }
        let operations: [fn(&Trace, &mut _); 3] = [
            |trace, c| trace.close(c),
            |trace, c| trace.throw(c, PyError::new("KeyError").arg("k")),
            |trace, c| trace.send(c, "V"),
        ];
        for operation in operations {
            let mut c = outer(trace).boxed();
            assert_eq!(c.start(), Ok("p"));
            operation(trace, &mut c);
        }
    }),
    same_without("CO-04", &["warning RuntimeWarning"], "the warning is the compiler's, of every future", |trace| {
        let f = async || {};
        drop(f());
        log!(trace, "closed one gone");
        drop(f());
        log!(trace, "unawaited one gone");
    }),
    does_not_apply("CO-05", "a future is polled, and says only that it is not ready"),
    does_not_compile("CO-06", AWAITED_ONCE),
];
