use crate::{Missing, NotThere, Trace, panic_of};
use std::{
    ops::{
        Coroutine,
        CoroutineState::{Complete, Yielded},
    },
    pin::Pin,
};

#[test]
fn the_first_value_sent_reaches_the_body() {
    let mut echo = #[coroutine]
    |first: &'static str| {
        yield first;
    };
    assert_eq!(Pin::new(&mut echo).resume("first"), Yielded("first"));
}

#[test]
fn it_panics_after_the_end() {
    let mut one = #[coroutine]
    || yield 1;
    assert_eq!(Pin::new(&mut one).resume(()), Yielded(1));
    assert_eq!(Pin::new(&mut one).resume(()), Complete(()));
    assert_eq!(panic_of(|| Pin::new(&mut one).resume(())).unwrap(), "coroutine resumed after completion");
}

#[test]
fn nothing_can_be_thrown_and_it_can_only_be_dropped() {
    let trace = &Trace::default();
    {
        let mut traced = #[coroutine]
        move || {
            let _guard = trace.guard();
            yield 1;
            trace.went_on.set(true);
        };
        assert_eq!(Pin::new(&mut traced).resume(()), Yielded(1));
        assert_eq!(traced.throw("error"), NotThere);
        assert_eq!(traced.close(), NotThere);
    }
    assert!(trace.only_dropped());
}

#[test]
fn a_body_may_borrow() {
    let text = String::from("a b");
    let mut words = #[coroutine]
    || {
        for word in text.as_str().split(' ') {
            yield word;
        }
    };
    assert_eq!(Pin::new(&mut words).resume(()), Yielded("a"));
    assert_eq!(Pin::new(&mut words).resume(()), Yielded("b"));
}

#[test]
fn delegation_is_a_loop_that_the_user_writes() {
    let mut outer = #[coroutine]
    |mut sent: u32| {
        let mut inner = #[coroutine]
        |first: u32| first + yield 1;
        loop {
            let state = Pin::new(&mut inner).resume(sent);
            match state {
                Yielded(value) => sent = yield value,
                Complete(value) => break value,
            }
        }
    };
    assert_eq!(Pin::new(&mut outer).resume(10), Yielded(1));
    assert_eq!(Pin::new(&mut outer).resume(20), Complete(30));
}
