//! Where a child is held makes no difference to its delegator.

use crate::semantics::{
    shared::Shared,
    trace::{Trace, log},
};
use antiphon::{Plain, prelude::*};
use std::pin::pin;

/// Answers the first close with a yield, and the second with a return.
#[generator(yield = i64)]
fn child() -> &'static str {
    while try_yield!(1).is_ok() {}
    while try_yield!(2).is_ok() {}
    "child value"
}

/// What a delegator returns when the child answers the second close.
fn close_twice(mut generator: impl Generator<Yield = i64, Input = (), Return = (), Protocol = Plain>) -> Option<()> {
    assert_eq!(generator.start(), Ok(1));
    assert_eq!(generator.close(), Err(CloseIgnored(2)));
    assert_eq!(generator.start(), Ok(2));
    generator.close().unwrap()
}

/// Defines delegators that hold the child as the expression says, and a test that both answer a close as they should.
macro_rules! delegators {
    ($name:ident, $child:expr) => {
        #[test]
        fn $name() {
            #[generator(yield = i64)]
            fn closed_with_it(trace: &Trace) {
                let _fin = trace.finally("fin");
                log!(trace, "never", yield_from!($child));
            }
            #[generator(yield = i64)]
            fn shown_the_close(trace: &Trace) {
                match try_yield_from!($child) {
                    Ok(_) => log!(trace, "never"),
                    Err(Closed(answer)) => log!(trace, "closed", answer),
                }
            }
            let trace = Trace::default();
            assert_eq!(close_twice(pin!(closed_with_it(&trace))), None);
            assert_eq!(close_twice(pin!(shown_the_close(&trace))), Some(()));
            assert_eq!(trace.into_lines(), ["fin", "closed child value"]);
        }
    };
}

delegators!(a_child_in_place_answers_a_close, child());
delegators!(a_child_on_the_heap_answers_a_close, child().boxed());
delegators!(a_child_behind_a_name_answers_a_close, child().erased());
delegators!(a_child_that_is_borrowed_answers_a_close, pin!(child()));
delegators!(a_child_that_is_shared_answers_a_close, Shared::new(child().boxed()));

#[test]
fn an_iterator_lets_a_close_out() {
    #[generator(yield = i64)]
    fn closed_with_it() {
        yield_from!([1, 2].into_generator());
        panic!("the close ends the delegator too");
    }
    #[generator(yield = i64)]
    fn shown_the_close() -> Result<(), Closed<()>> {
        try_yield_from!([1, 2].into_generator())
    }
    let mut g = pin!(closed_with_it());
    assert_eq!(g.start(), Ok(1));
    assert_eq!(g.close(), Ok(None));
    let mut g = pin!(shown_the_close());
    assert_eq!(g.start(), Ok(1));
    assert_eq!(g.close(), Ok(Some(Err(Closed(None)))));
}
