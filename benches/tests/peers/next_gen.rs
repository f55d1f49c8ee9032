use crate::{Missing, NotThere, Trace, panic_of};
use next_gen::prelude::{
    GeneratorState::{Returned, Yielded},
    *,
};

#[generator(yield(&'static str), resume(&'static str) as first)]
fn echo() {
    yield_!(first);
}

#[test]
fn the_first_value_sent_reaches_the_body() {
    mk_gen!(let mut echo = echo());
    assert_eq!(echo.as_mut().resume("first"), Yielded("first"));
}

#[generator(yield(u32))]
fn one() {
    yield_!(1);
}

#[test]
fn it_panics_after_the_end() {
    mk_gen!(let mut one = one());
    assert_eq!((one.next(), one.next()), (Some(1), None));
    assert_eq!(panic_of(|| one.next()).unwrap(), "`async fn` resumed after completion");
}

#[test]
fn nothing_can_be_thrown() {
    mk_gen!(let mut one = one());
    assert_eq!(one.next(), Some(1));
    assert_eq!(one.throw("error"), NotThere);
}

#[generator(yield(u32))]
fn traced(trace: &Trace) {
    let _guard = trace.guard();
    yield_!(1);
    trace.went_on.set(true);
}

#[test]
fn it_can_only_be_dropped() {
    let trace = Trace::default();
    {
        mk_gen!(let mut traced = traced(&trace));
        assert_eq!(traced.next(), Some(1));
        assert_eq!(traced.close(), NotThere);
    }
    assert!(trace.only_dropped());
}

#[generator(yield(u32), resume(u32) as first)]
fn inner() -> u32 {
    first + yield_!(1)
}

#[generator(yield(u32), resume(u32) as sent)]
fn outer() -> u32 {
    mk_gen!(let mut inner = inner());
    let mut sent = sent;
    loop {
        match inner.as_mut().resume(sent) {
            Yielded(value) => sent = yield_!(value),
            Returned(value) => break value,
        }
    }
}

#[test]
fn delegation_is_a_loop_that_the_user_writes() {
    mk_gen!(let mut outer = outer());
    assert_eq!(outer.as_mut().resume(10), Yielded(1));
    assert_eq!(outer.as_mut().resume(20), Returned(30));
}

#[generator(yield(&'text str))]
fn words<'text>(text: &'text str) {
    for word in text.split(' ') {
        yield_!(word);
    }
}

#[test]
fn a_body_may_borrow() {
    let text = String::from("a b");
    mk_gen!(let words = words(&text));
    assert_eq!(words.collect::<Vec<_>>(), ["a", "b"]);
}
