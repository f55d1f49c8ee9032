use crate::{Missing, NotThere, panic_of};
use generator_rs::{Generator, Gn, done};
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::atomic::{AtomicBool, Ordering::Relaxed},
};

#[test]
fn the_first_value_sent_is_lost_unless_the_body_asks_for_it() {
    let mut deaf = Gn::<&str>::new_scoped(|mut scope| {
        let first = scope.yield_("none yet");
        first.unwrap()
    });
    assert_eq!(deaf.send("first"), "none yet");
    assert_eq!(deaf.send("second"), "second");
    let mut listening = Gn::<&str>::new_scoped(|mut scope| scope.get_yield().unwrap());
    assert_eq!(listening.send("first"), "first");
}

fn one() -> Generator<'static, (), u32> {
    Gn::new_scoped(|mut scope| {
        scope.yield_with(1);
        done!();
    })
}

#[test]
fn after_the_end_there_is_none_but_a_value_sent_is_a_panic() {
    let mut one = one();
    assert_eq!((one.next(), one.next(), one.next()), (Some(1), None, None));
    assert_eq!(panic_of(|| one.send(())).unwrap(), "send got None return");
}

#[test]
fn what_the_body_returns_is_one_more_item() {
    let numbers = Gn::<()>::new_scoped(|mut scope| {
        scope.yield_with(1);
        2
    });
    assert_eq!(numbers.collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn nothing_can_be_thrown() {
    let mut one = one();
    assert_eq!(one.next(), Some(1));
    assert_eq!(one.throw("error"), NotThere);
}

#[test]
fn a_cancel_is_a_panic_in_the_body_whose_answer_is_thrown_away() {
    // The body must be `Send`, so it cannot write to a `Trace`.
    let unwound = &AtomicBool::new(false);
    let mut stubborn = Gn::<()>::new_scoped(move |mut scope| {
        let panicked = catch_unwind(AssertUnwindSafe(|| scope.yield_with(1))).is_err();
        unwound.store(panicked, Relaxed);
        7
    });
    assert_eq!(stubborn.next(), Some(1));
    assert_eq!(stubborn.close(), NotThere);
    let () = stubborn.cancel();
    assert!(stubborn.is_done() && unwound.load(Relaxed));
    assert_eq!(stubborn.next(), None);
}

fn inner() -> Generator<'static, u32, u32> {
    Gn::new_scoped(|mut scope| {
        let first = scope.yield_(1).unwrap();
        scope.yield_(first + 1);
        done!();
    })
}

#[test]
fn yield_from_forwards_what_is_sent() {
    let mut outer = Gn::<u32>::new_scoped(|mut scope| {
        scope.yield_from(inner());
        done!();
    });
    assert_eq!(outer.send(0), 1);
    assert_eq!(outer.send(10), 11);
}

#[test]
fn a_body_may_borrow() {
    let text = String::from("a b");
    let words = Gn::<()>::new_scoped(|mut scope| {
        for word in text.split(' ') {
            scope.yield_with(word);
        }
        done!();
    });
    assert_eq!(words.collect::<Vec<_>>(), ["a", "b"]);
}
