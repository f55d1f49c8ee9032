//! What could break a generator that awaits. Each test would fail, or be caught by a sanitizer, if the hole were there.

use crate::panics::caught;
use antiphon::prelude::*;
use futures_lite::future::{block_on, poll_once, yield_now};
use std::{
    cell::Cell,
    future::ready,
    mem,
    pin::{Pin, pin},
    rc::Rc,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll, Wake, Waker},
    thread,
};

/// Counts its drops.
#[derive(Debug, Clone, Default)]
pub(super) struct Drops(Rc<Cell<u32>>);

impl Drops {
    pub(super) fn count(&self) -> u32 {
        self.0.get()
    }
}

#[derive(Debug)]
pub(super) struct Held(pub(super) Drops);

impl Drop for Held {
    fn drop(&mut self) {
        self.0.0.update(|drops| drops + 1);
    }
}

/// Replaces the context it is polled with, and is ready at once.
struct ReplaceContext;

impl Future for ReplaceContext {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        *context = Context::from_waker(Waker::noop());
        Poll::Ready(())
    }
}

#[test]
fn a_context_replaced_behind_a_macro_is_noticed_and_nothing_is_lost() {
    #[generator(yield = Held, send = Held)]
    async fn replaced(drops: Drops) {
        drop(yield_!(Held(drops.clone())));
        wait!(ReplaceContext);
        ready(()).await;
        drop(yield_!(Held(drops.clone())));
    }
    let drops = Drops::default();
    let mut generator = pin!(replaced(drops.clone()));
    assert!(block_on(generator.start()).is_ok());
    let panic = caught(|| block_on(generator.send(Held(drops.clone()))).is_ok()).unwrap_err();
    assert!(panic.message.contains("replaced the context"), "{panic:?}");
    assert_eq!(generator.status(), Status::Finished);
    assert_eq!(drops.count(), 3, "the first yield, what was sent, and the yield that had nowhere to go");
}

#[test]
fn a_context_replaced_in_plain_sight_is_one_that_nobody_else_sees() {
    #[generator(yield = u32)]
    async fn goes_on() {
        ReplaceContext.await;
        yield_!(1);
        yield_from!(child());
        yield_from!(child().boxed());
    }
    #[generator(yield = u32)]
    async fn child() {
        ReplaceContext.await;
        yield_!(2);
    }
    let mut generator = pin!(goes_on());
    for value in [1, 2, 2] {
        assert_eq!(block_on(generator.start()), Ok(value));
    }
    assert_eq!(block_on(generator.start()), Err(Stopped::Returned(())));
}

#[test]
fn a_context_replaced_in_a_child_is_noticed_by_whoever_needs_it_next() {
    #[generator(yield = u32, send = u32)]
    async fn before_a_child(in_a_box: bool) {
        wait!(ReplaceContext);
        if in_a_box { yield_from!(child().boxed(), 1) } else { yield_from!(child(), 1) }
    }
    #[generator(yield = u32, send = u32)]
    async fn in_a_child(in_a_box: bool) {
        if in_a_box {
            yield_from!(replaces().boxed());
        } else {
            yield_from!(replaces());
        }
        yield_!(3);
    }
    #[generator(yield = u32, send = u32)]
    async fn replaces() {
        wait!(ReplaceContext);
        yield_!(1);
    }
    #[generator(yield = u32)]
    async fn child(#[send] value: u32) {
        yield_!(value);
    }
    for in_a_box in [false, true] {
        let mut before = pin!(before_a_child(in_a_box));
        assert!(caught(|| block_on(before.start())).is_err());
        assert_eq!(before.status(), Status::Finished);
        let mut inside = pin!(in_a_child(in_a_box));
        assert!(caught(|| block_on(inside.start())).is_err());
        assert_eq!(inside.status(), Status::Finished);
    }
}

/// Polls generators of other types with the very context that it is polled with.
struct DriveInside(Rc<Cell<u64>>);

#[generator(yield = [u64; 4], send = u8, throw = String)]
async fn wide(seed: u64) -> Result<(), String> {
    loop {
        yield_now().await;
        wait!(yield_now());
        let _sent = yield_!([seed; 4]);
    }
}

impl Future for DriveInside {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let mut inner = wide(5).boxed();
        let words = loop {
            if let Poll::Ready(words) = inner.as_mut().poll_start(context, &mut Some(())) {
                break words.unwrap_or_default();
            }
            // Dropped half-way and begun again: it is refused, once the words have been dropped.
            if let Poll::Ready(words) = inner.as_mut().poll_start(context, &mut None) {
                break words.unwrap();
            }
            if let Poll::Ready(words) = inner.as_mut().poll_start(context, &mut None) {
                break words.unwrap();
            }
        };
        self.0.set(words[0]);
        assert!(inner.as_mut().poll_close(context, &mut Some(())).is_ready());
        Poll::Ready(())
    }
}

#[test]
fn a_future_drives_another_generator_with_the_context_it_was_given() {
    #[generator(yield = String, send = String)]
    async fn outer(seen: Rc<Cell<u64>>) {
        let mut text = "a".to_string();
        for _ in 0..2 {
            wait!(DriveInside(seen.clone()));
            text = yield_!(text);
            DriveInside(seen.clone()).await;
            text = yield_!(text);
        }
    }
    let seen = Rc::default();
    let mut generator = pin!(outer(Rc::clone(&seen)));
    assert_eq!(block_on(generator.start()), Ok("a".into()));
    assert_eq!(seen.replace(0), 5);
    assert_eq!(block_on(generator.send("b".into())), Ok("b".into()));
    assert_eq!(seen.replace(0), 5);
    assert_eq!(block_on(generator.send("c".into())), Ok("c".into()));
    assert_eq!(seen.get(), 5);
}

struct CountWakes(AtomicUsize);

impl Wake for CountWakes {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

/// Lends the waker of its context to another thread, which clones and wakes it.
struct LendWaker;

impl Future for LendWaker {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let waker = context.waker();
        thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| {
                    waker.wake_by_ref();
                    let clone = waker.clone();
                    clone.wake_by_ref();
                    clone.wake();
                });
            }
        });
        Poll::Ready(())
    }
}

#[test]
fn a_waker_that_is_lent_to_other_threads_during_the_poll_wakes_the_task() {
    #[generator(yield = u32)]
    async fn lends() {
        wait!(LendWaker);
        LendWaker.await;
        yield_!(1);
    }
    let task = Arc::new(CountWakes(AtomicUsize::new(0)));
    let mut generator = lends().boxed();
    let polled = pin!(generator.start()).poll(&mut Context::from_waker(&Waker::from(task.clone())));
    assert_eq!(polled, Poll::Ready(Ok(1)));
    assert_eq!(task.0.load(Ordering::SeqCst), 12);
    assert_eq!(Arc::strong_count(&task), 1);
}

#[generator(yield = u32, send = u32, throw = String)]
async fn doubles(first: u32) -> Result<(), String> {
    let mut answer = first;
    loop {
        yield_now().await;
        let sent = yield_!(answer);
        yield_now().await;
        answer = 2 * sent;
    }
}

#[test]
fn an_operation_that_has_its_answer_cannot_be_polled_again_and_the_generator_goes_on() {
    fn polled_twice<F: Future>(operation: F) -> F::Output {
        let mut operation = pin!(operation);
        let answer = block_on(operation.as_mut());
        for _ in 0..2 {
            let panic = caught(|| poll_once_more(operation.as_mut())).unwrap_err();
            assert!(panic.message.contains("was polled after it had its answer"), "{panic:?}");
        }
        answer
    }
    fn poll_once_more<F: Future>(operation: Pin<&mut F>) {
        let _ = operation.poll(&mut Context::from_waker(Waker::noop()));
    }
    let mut generator = doubles(1).boxed();
    assert_eq!(polled_twice(generator.send(9)), Err(Stopped::Refused(9)));
    assert_eq!(polled_twice(generator.start()), Ok(1));
    assert_eq!(polled_twice(generator.start()), Err(Stopped::Refused(())));
    assert_eq!(polled_twice(generator.send(2)), Ok(4));
    assert_eq!(generator.status(), Status::Suspended);
    assert_eq!(block_on(generator.send(3)), Ok(6));
    assert_eq!(polled_twice(generator.throw("out".into())), Err(Stopped::Returned(Err("out".into()))));
    assert_eq!(polled_twice(generator.throw("out".into())), Err(Stopped::Finished("out".into())));
    assert_eq!(polled_twice(generator.send(4)), Err(Stopped::Finished(4)));
    assert_eq!(polled_twice(generator.close()), Ok(None));
}

#[test]
fn a_close_that_is_gone_on_with_as_another_operation_is_noticed_and_ends_the_generator() {
    #[generator(yield = u32)]
    async fn closed_slowly() {
        yield_from!(answers_slowly());
    }
    #[generator(yield = u32)]
    async fn answers_slowly() {
        if try_yield!(1).is_err() {
            yield_now().await;
        }
    }
    let context = &mut Context::from_waker(Waker::noop());
    let mut generator = closed_slowly().boxed();
    assert_eq!(block_on(generator.start()), Ok(1));
    assert!(generator.as_mut().poll_close(context, &mut Some(())).is_pending());
    let panic = caught(|| generator.as_mut().poll_send(context, &mut None).is_ready()).unwrap_err();
    assert!(panic.message.contains("gone on with as another operation"), "{panic:?}");
    assert_eq!(generator.status(), Status::Finished);
    assert_eq!(block_on(generator.close()), Ok(None));
}

#[test]
fn operations_and_generators_can_be_forgotten_half_way() {
    let context = &mut Context::from_waker(Waker::noop());
    let mut generator = doubles(1).boxed();
    let mut start = Box::pin(generator.start());
    assert!(start.as_mut().poll(context).is_pending());
    mem::forget(start);
    assert_eq!(generator.status(), Status::Suspended);
    assert_eq!(block_on(generator.send(2)), Ok(4));
    let mut send = Box::pin(generator.send(3));
    assert!(send.as_mut().poll(context).is_pending());
    mem::forget(send);
    // On the heap, so that its memory is not used again; leaking is safe, and all that it does.
    mem::forget(generator);
}

#[test]
fn a_generator_at_the_address_of_one_that_was_dropped_half_way_knows_nothing_of_it() {
    for round in 0..100 {
        let mut generator = doubles(round).boxed();
        assert_eq!(generator.status(), Status::Created);
        assert_eq!(block_on(generator.send(1)), Err(Stopped::Refused(1)));
        assert_eq!(block_on(generator.start()), Ok(round));
        assert_eq!(block_on(poll_once(generator.send(round))), None);
    }
}

#[test]
fn values_may_have_no_size_or_much_or_an_odd_alignment() {
    #[derive(Debug, PartialEq, Clone, Copy)]
    #[repr(align(4096))]
    struct Aligned(u8);
    #[generator(yield = T, throw = T)]
    async fn echo<T>(#[send] mut value: T) -> Result<(), T> {
        loop {
            yield_now().await;
            value = yield_!(value);
        }
    }
    let mut nothing = pin!(echo());
    assert_eq!(block_on(nothing.send(())), Ok(()));
    assert_eq!(block_on(nothing.throw(())), Err(Stopped::Returned(Err(()))));
    let mut aligned = echo().boxed();
    for n in 0..3 {
        let answer = block_on(aligned.send(Aligned(n))).unwrap();
        assert_eq!((answer.0, (&raw const answer).addr() % 4096), (n, 0));
    }
    assert_eq!(block_on(aligned.throw(Aligned(9))), Err(Stopped::Returned(Err(Aligned(9)))));
}
