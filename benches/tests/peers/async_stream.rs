use crate::{
    Missing, NotThere, Trace,
    executor::{Later, now, polled},
};
use async_stream::stream;
use futures_core::Stream;
use std::{pin::pin, task::Poll};

#[test]
fn a_stream_is_all_there_is_and_nothing_can_be_sent_or_thrown() {
    let mut one = pin!(stream! {
        let () = yield 1;
    });
    assert_eq!(now(|context| one.as_mut().poll_next(context)), Some(1));
    assert_eq!(one.throw("error"), NotThere);
    assert_eq!(one.close(), NotThere);
}

#[test]
fn it_ends_for_ever() {
    let mut one = pin!(stream! {
        yield 1;
    });
    let mut next = || now(|context| one.as_mut().poll_next(context));
    assert_eq!([next(), next(), next(), next()], [Some(1), None, None, None]);
}

#[test]
fn it_can_only_be_dropped() {
    let trace = &Trace::default();
    {
        let mut numbers = pin!(stream! {
            let _guard = trace.guard();
            yield 1;
            trace.went_on.set(true);
        });
        assert_eq!(now(|context| numbers.as_mut().poll_next(context)), Some(1));
    }
    assert!(trace.only_dropped());
}

#[test]
fn a_loop_over_an_inner_stream_is_its_delegation() {
    let mut outer = pin!(stream! {
        let inner = stream! { yield 1; yield 2; };
        for await value in inner {
            yield value;
        }
    });
    let mut next = || now(|context| outer.as_mut().poll_next(context));
    assert_eq!([next(), next(), next()], [Some(1), Some(2), None]);
}

#[test]
fn what_it_awaits_wakes_the_executor() {
    let mut late = pin!(stream! {
        Later::default().await;
        yield 1;
    });
    assert_eq!(polled(|context| late.as_mut().poll_next(context)), (1, Poll::Pending));
    assert_eq!(now(|context| late.as_mut().poll_next(context)), Some(1));
}

#[test]
fn a_body_may_borrow() {
    let text = String::from("a b");
    let text = text.as_str();
    let mut words = pin!(stream! {
        for word in text.split(' ') {
            yield word;
        }
    });
    assert_eq!(now(|context| words.as_mut().poll_next(context)), Some("a"));
}
