use crate::{
    Missing, NotThere, Trace,
    executor::{Later, now, polled},
};
use asynk_strim::{Yielder, stream_fn};
use futures_core::Stream;
use std::{pin::pin, task::Poll};

#[test]
fn a_stream_is_all_there_is_and_nothing_can_be_sent_or_thrown() {
    let mut one = pin!(stream_fn(|mut yielder| async move {
        let () = yielder.yield_item(1).await;
    }));
    assert_eq!(now(|context| one.as_mut().poll_next(context)), Some(1));
    assert_eq!(one.throw("error"), NotThere);
    assert_eq!(one.close(), NotThere);
}

#[test]
fn it_ends_for_ever() {
    let mut one = pin!(stream_fn(|mut yielder| async move { yielder.yield_item(1).await }));
    let mut next = || now(|context| one.as_mut().poll_next(context));
    assert_eq!([next(), next(), next(), next()], [Some(1), None, None, None]);
}

#[test]
fn it_can_only_be_dropped() {
    let trace = &Trace::default();
    {
        let mut numbers = pin!(stream_fn(|mut yielder| async move {
            let _guard = trace.guard();
            yielder.yield_item(1).await;
            trace.went_on.set(true);
        }));
        assert_eq!(now(|context| numbers.as_mut().poll_next(context)), Some(1));
    }
    assert!(trace.only_dropped());
}

async fn inner(yielder: &mut Yielder<u32>) -> u32 {
    yielder.yield_item(1).await;
    2
}

#[test]
fn an_async_function_that_is_lent_the_yielder_yields() {
    let mut outer = pin!(stream_fn(|mut yielder| async move {
        let returned = inner(&mut yielder).await;
        yielder.yield_item(returned).await;
    }));
    let mut next = || now(|context| outer.as_mut().poll_next(context));
    assert_eq!([next(), next(), next()], [Some(1), Some(2), None]);
}

#[test]
fn what_it_awaits_wakes_the_executor() {
    let mut late = pin!(stream_fn(|mut yielder| async move {
        Later::default().await;
        yielder.yield_item(1).await;
    }));
    assert_eq!(polled(|context| late.as_mut().poll_next(context)), (1, Poll::Pending));
    assert_eq!(now(|context| late.as_mut().poll_next(context)), Some(1));
}

#[test]
fn a_body_may_borrow() {
    let text = String::from("a b");
    let text = text.as_str();
    let mut words = pin!(stream_fn(|mut yielder| async move {
        for word in text.split(' ') {
            yielder.yield_item(word).await;
        }
    }));
    assert_eq!(now(|context| words.as_mut().poll_next(context)), Some("a"));
}
