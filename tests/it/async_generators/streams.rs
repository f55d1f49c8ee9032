//! A plain async generator is a stream: fused, and without a loss when a `next` is dropped.

use antiphon::{adapt::from_stream, prelude::*};
use futures_lite::future::{block_on, poll_once, yield_now};
use futures_util::{
    FutureExt, Stream, StreamExt,
    stream::{self, FusedStream},
};
use std::{
    cell::RefCell,
    future::pending,
    pin::pin,
    rc::Rc,
    task::{Context, Poll, Waker},
};

#[generator(yield = u32)]
async fn counts(last: u32) -> &'static str {
    for n in 1..=last {
        yield_now().await;
        yield_!(n);
    }
    yield_now().await;
    "counted"
}

#[test]
fn a_stream_gives_what_is_yielded_and_is_fused() {
    let mut stream = counts(3).boxed();
    assert!(!stream.is_terminated());
    assert_eq!(stream.size_hint(), (0, None));
    assert_eq!(block_on(stream.by_ref().collect::<Vec<_>>()), [1, 2, 3]);
    assert!(stream.is_terminated());
    assert_eq!(stream.size_hint(), (0, Some(0)));
    let context = &mut Context::from_waker(Waker::noop());
    for _ in 0..3 {
        assert_eq!(stream.poll_next_unpin(context), Poll::Ready(None));
    }
    assert_eq!(stream.status(), Status::Finished);
}

#[test]
fn a_stream_and_its_operations_can_take_turns() {
    block_on(async {
        let mut counts = pin!(counts(4));
        assert_eq!(counts.next().await, Some(1));
        assert_eq!(counts.start().await, Ok(2));
        assert_eq!(counts.next().await, Some(3));
        assert_eq!(counts.send(()).await, Ok(4));
        assert_eq!(counts.send(()).await, Err(Stopped::Returned("counted")));
        assert_eq!(counts.next().await, None);
    });
    let mut closed = counts(4).boxed();
    assert_eq!(block_on(closed.next()), Some(1));
    assert_eq!(block_on(closed.close()), Ok(None));
    assert_eq!(block_on(closed.next()), None);
    assert!(closed.is_terminated());
}

#[test]
fn a_next_that_is_dropped_half_way_loses_nothing() {
    block_on(async {
        let mut stream = pin!(counts(20).fuse());
        let mut ticks = pin!(stream::unfold((), |()| yield_now().map(|()| Some(((), ())))).fuse());
        let (mut items, mut ticked) = (vec![], 0);
        loop {
            futures_util::select_biased! {
                () = ticks.select_next_some() => ticked += 1,
                item = stream.next() => match item {
                    Some(item) => items.push(item),
                    None => break,
                },
            }
        }
        assert!(ticked > 0, "then no `next` was ever dropped");
        assert_eq!(items, (1..=20).collect::<Vec<_>>());
    });
}

#[test]
fn an_operation_that_is_dropped_half_way_loses_its_answer_to_the_stream_as_well() {
    block_on(async {
        let mut counts = pin!(counts(4));
        assert_eq!(poll_once(counts.next()).await, None);
        assert_eq!(poll_once(counts.next()).await, Some(Some(1)), "a `next` leaves its item to the next");
        assert_eq!(poll_once(counts.start()).await, None);
        assert_eq!(counts.next().await, Some(3), "an operation does not");
        assert_eq!(poll_once(counts.next()).await, None);
        assert_eq!(counts.start().await, Err(Stopped::Returned("counted")), "nor does it take what a `next` has left");
    });
}

#[test]
fn a_stream_that_is_dropped_while_it_awaits_drops_its_body() {
    #[generator(yield = u32)]
    async fn waits(held: Rc<()>) {
        pending::<()>().await;
        drop(held);
        yield_!(1);
    }
    let held = Rc::new(());
    let mut stream = waits(held.clone()).boxed();
    assert!(stream.next().now_or_never().is_none());
    assert_eq!(Rc::strong_count(&held), 2);
    drop(stream);
    assert_eq!(Rc::strong_count(&held), 1);
}

type Log = Rc<RefCell<Vec<&'static str>>>;

/// Says when it is dropped.
struct Guard(Log, &'static str);

impl Drop for Guard {
    fn drop(&mut self) {
        self.0.borrow_mut().push(self.1);
    }
}

#[generator(yield = u32, throw = String)]
async fn forwards(stream: impl Stream<Item = u32>, log: Log) -> Result<(), String> {
    let guard = Guard(log.clone(), "stream");
    yield_from!(from_stream(stream.inspect(move |_| {
        let _held = &guard;
    })));
    log.borrow_mut().push("after");
    match try_yield_from!(from_stream(stream::iter([8, 9]).then(|n| yield_now().map(move |()| n)))) {
        Ok(()) => Ok(()),
        Err(closed) => {
            assert_eq!(closed, Closed(None));
            yield_now().await;
            Err("closed".into())
        }
    }
}

#[test]
fn a_delegation_to_a_stream_yields_its_items_lets_errors_past_and_drops_it_when_it_is_closed() {
    let source = || stream::iter([1, 2]).then(|n| yield_now().map(move |()| n));
    let make = || {
        let log = Log::default();
        (forwards(source(), log.clone()).boxed(), log)
    };
    block_on(async {
        let (generator, log) = make();
        assert_eq!(generator.collect::<Vec<_>>().await, [1, 2, 8, 9]);
        assert_eq!(log.take(), ["stream", "after"]);

        let (mut generator, log) = make();
        assert_eq!(generator.start().await, Ok(1));
        assert_eq!(generator.throw("out".into()).await, Err(Stopped::Returned(Err("out".into()))));
        assert_eq!(log.take(), ["stream"]);

        let (mut generator, log) = make();
        assert_eq!(generator.start().await, Ok(1));
        assert_eq!(generator.close().await, Ok(None));
        assert_eq!(log.take(), ["stream"]);

        let (mut generator, _) = make();
        for item in [1, 2, 8] {
            assert_eq!(generator.start().await, Ok(item));
        }
        assert_eq!(generator.close().await, Ok(Some(Err("closed".into()))));
    });
}
