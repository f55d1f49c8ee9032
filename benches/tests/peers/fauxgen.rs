use crate::{
    Missing, NotThere, Trace,
    executor::{Later, now, polled},
    panic_of,
};
use fauxgen::{
    Generator,
    GeneratorState::{Complete, Yielded},
    GeneratorToken, generator,
};
use std::{pin::pin, task::Poll};

#[generator(yield = &'static str, arg = &'static str)]
fn deaf() {
    let first = r#yield!("none yet");
    r#yield!(first);
}

#[generator(yield = &'static str, arg = &'static str)]
fn listening() {
    let first = argument!();
    r#yield!(first);
}

#[test]
fn the_first_value_sent_is_lost_unless_the_body_asks_for_it() {
    let mut deaf = pin!(deaf());
    assert_eq!(deaf.as_mut().resume("first"), Yielded("none yet"));
    assert_eq!(deaf.as_mut().resume("second"), Yielded("second"));
    assert_eq!(pin!(listening()).resume("first"), Yielded("first"));
}

#[generator(yield = u32)]
fn one() {
    r#yield!(1);
}

#[test]
fn it_panics_after_the_end() {
    let mut one = pin!(one());
    assert_eq!((one.next(), one.next()), (Some(1), None));
    assert_eq!(panic_of(|| one.next()).unwrap(), "`async fn` resumed after completion");
}

#[test]
fn nothing_can_be_thrown() {
    let mut one = pin!(one());
    assert_eq!(one.next(), Some(1));
    assert_eq!(one.throw("error"), NotThere);
}

#[generator(yield = u32)]
fn traced(trace: &Trace) {
    let _guard = trace.guard();
    r#yield!(1);
    trace.went_on.set(true);
}

#[test]
fn it_can_only_be_dropped() {
    let trace = Trace::default();
    {
        let mut traced = pin!(traced(&trace));
        assert_eq!(traced.next(), Some(1));
        assert_eq!(traced.close(), NotThere);
    }
    assert!(trace.only_dropped());
}

async fn inner(token: &GeneratorToken<u32, u32>) -> u32 {
    token.yield_(1).await + token.yield_(2).await
}

#[test]
fn an_async_function_that_is_lent_the_token_receives_what_is_sent() {
    let mut outer = pin!(fauxgen::r#gen!(|token: GeneratorToken<u32, u32>| inner(&token).await));
    assert_eq!(outer.as_mut().resume(0), Yielded(1));
    assert_eq!(outer.as_mut().resume(10), Yielded(2));
    assert_eq!(outer.as_mut().resume(20), Complete(30));
}

#[generator(yield = &str)]
fn words(text: &str) {
    for word in text.split(' ') {
        r#yield!(word);
    }
}

#[test]
fn a_body_may_borrow() {
    let text = String::from("a b");
    assert_eq!(pin!(words(&text)).collect::<Vec<_>>(), ["a", "b"]);
}

#[generator(yield = u32, arg = u32)]
async fn late() {
    let mut sent = argument!();
    loop {
        Later::default().await;
        sent = r#yield!(sent);
    }
}

#[test]
fn a_value_that_is_sent_after_a_resume_was_dropped_half_way_is_lost() {
    let mut late = pin!(late());
    assert_eq!(polled(|context| pin!(late.as_mut().resume(1)).poll(context)), (1, Poll::Pending));
    assert_eq!(now(|context| pin!(late.as_mut().resume(2)).poll(context)), Yielded(1));
    assert_eq!(polled(|context| pin!(late.as_mut().resume(3)).poll(context)), (1, Poll::Pending));
    assert_eq!(now(|context| pin!(late.as_mut().resume(4)).poll(context)), Yielded(3));
}
