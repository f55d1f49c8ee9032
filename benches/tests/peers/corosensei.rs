use crate::{Missing, NotThere, Trace, panic_of};
use corosensei::{
    Coroutine,
    CoroutineResult::{Return, Yield},
    ScopedCoroutine, Yielder,
};
use std::panic::{AssertUnwindSafe, catch_unwind};

#[test]
fn the_first_value_sent_reaches_the_body() {
    let mut echo = Coroutine::<&str, &str, ()>::new(|yielder, first| {
        yielder.suspend(first);
    });
    assert_eq!(echo.resume("first"), Yield("first"));
}

fn one() -> Coroutine<(), u32, ()> {
    Coroutine::new(|yielder, ()| yielder.suspend(1))
}

#[test]
fn it_panics_after_the_end() {
    let mut one = one();
    assert_eq!((one.resume(()), one.resume(())), (Yield(1), Return(())));
    assert_eq!(panic_of(|| one.resume(())).unwrap(), "attempt to resume a completed coroutine");
}

#[test]
fn nothing_can_be_thrown() {
    let mut one = one();
    assert_eq!(one.resume(()), Yield(1));
    assert_eq!(one.throw("error"), NotThere);
}

#[test]
fn a_forced_unwind_is_a_panic_in_the_body_whose_answer_is_thrown_away() {
    let trace = &Trace::default();
    let stubborn = ScopedCoroutine::<(), u32, u32>::new(|yielder, ()| {
        let unwound = catch_unwind(AssertUnwindSafe(|| yielder.suspend(1))).is_err();
        trace.went_on.set(unwound);
        7
    });
    stubborn.scope(|mut stubborn| {
        assert_eq!(stubborn.resume(()), Yield(1));
        assert_eq!(stubborn.close(), NotThere);
        let () = stubborn.force_unwind();
        assert!(stubborn.done() && trace.went_on.get());
    });
}

#[test]
fn a_drop_unwinds_the_body() {
    let trace = &Trace::default();
    let traced = ScopedCoroutine::<(), u32, ()>::new(|yielder, ()| {
        let _guard = trace.guard();
        yielder.suspend(1);
        trace.went_on.set(true);
    });
    traced.scope(|mut traced| assert_eq!(traced.resume(()), Yield(1)));
    assert!(trace.only_dropped());
}

fn inner(yielder: &Yielder<u32, u32>) -> u32 {
    yielder.suspend(1) + yielder.suspend(2)
}

#[test]
fn a_function_that_is_lent_the_yielder_receives_what_is_sent() {
    let mut outer = Coroutine::<u32, u32, u32>::new(|yielder, _| inner(yielder));
    assert_eq!(outer.resume(0), Yield(1));
    assert_eq!(outer.resume(10), Yield(2));
    assert_eq!(outer.resume(20), Return(30));
}

#[test]
fn a_body_may_borrow_if_it_is_driven_within_a_scope() {
    let text = String::from("a b");
    let words = ScopedCoroutine::new(|yielder: &Yielder<(), &str>, ()| {
        for word in text.split(' ') {
            yielder.suspend(word);
        }
    });
    words.scope(|mut words| {
        assert_eq!(words.resume(()), Yield("a"));
        assert_eq!(words.resume(()), Yield("b"));
        assert_eq!(words.resume(()), Return(()));
    });
}
