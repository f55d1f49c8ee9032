use crate::{Missing, NotThere, Trace, panic_of};
use diapause::{
    Coroutine,
    CoroutineState::{Complete, Yielded},
    CoroutineStatus, Iter,
};
use std::str::Split;

#[diapause::coroutine(yield = &'static str, resume = &'static str)]
fn echo() {
    let first = yield_!("none yet");
    yield_!(first);
}

#[test]
fn the_first_value_cannot_be_sent_before_a_start_without_one() {
    assert!(panic_of(|| echo().resume("first")).is_some());
    assert_eq!(echo().try_resume("first"), Err(CoroutineStatus::NotStarted));
    let mut echo = echo();
    assert_eq!(echo.start(), Yielded("none yet"));
    assert_eq!(echo.resume("first"), Yielded("first"));
}

#[diapause::coroutine(yield = u32)]
fn one() {
    yield_!(1);
}

#[test]
fn it_panics_after_the_end_but_its_iterator_is_fused() {
    let mut one = one();
    assert_eq!((one.start(), one.resume(())), (Yielded(1), Complete(())));
    assert!(panic_of(|| one.resume(())).is_some());
    assert_eq!(Iter::new(one).next(), None);
}

#[test]
fn nothing_can_be_thrown() {
    let mut one = one();
    assert_eq!(one.start(), Yielded(1));
    assert_eq!(one.throw("error"), NotThere);
}

/// Keeps its place in a body across a yield, for which it must have a type with a name.
struct Held<'a>(&'a Trace);

impl Drop for Held<'_> {
    fn drop(&mut self) {
        self.0.dropped.set(true);
    }
}

#[diapause::coroutine(yield = u32)]
fn traced<'a>(trace: &'a Trace) {
    let guard: Held<'a> = Held(trace);
    yield_!(1);
    trace.went_on.set(true);
    drop(guard);
}

#[test]
fn it_can_only_be_dropped() {
    let trace = Trace::default();
    {
        let mut traced = traced(&trace);
        assert_eq!(traced.start(), Yielded(1));
        assert_eq!(traced.close(), NotThere);
    }
    assert!(trace.only_dropped());
}

#[diapause::coroutine(yield = u32, resume = u32)]
fn inner() -> u32 {
    let first = yield_!(1);
    let second = yield_!(2);
    first + second
}

#[diapause::coroutine(yield = u32, resume = u32)]
fn outer() -> u32 {
    yield_all!(inner())
}

#[test]
fn yield_all_forwards_what_is_sent() {
    let mut outer = outer();
    assert_eq!(outer.start(), Yielded(1));
    assert_eq!(outer.resume(10), Yielded(2));
    assert_eq!(outer.resume(20), Complete(30));
}

#[diapause::coroutine(yield = &'text str)]
fn words<'text>(text: &'text str) {
    let words: Split<'text, char> = text.split(' ');
    for word in words {
        yield_!(word);
    }
}

#[test]
fn a_body_may_borrow() {
    let text = String::from("a b");
    assert_eq!(Iter::new(words(&text)).collect::<Vec<_>>(), ["a", "b"]);
}
