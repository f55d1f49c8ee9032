//! What has broken other generator libraries at run time. Each test would fail, or be caught by a sanitizer, if the hole
//! were there. What breaks them at compile time is in `tests/ui/attacks`.

use crate::panics::caught;
use antiphon::prelude::*;
use std::{
    cell::Cell,
    mem,
    pin::{Pin, pin},
    rc::Rc,
    sync::{Arc, Mutex},
    task::{Context, Poll, Waker},
};

mod recursion;

/// Hides an await from the attribute, as any macro of a user's may.
macro_rules! wait {
    ($future:expr) => {
        $future.await
    };
}

/// Counts its drops.
#[derive(Debug, Clone, Default, PartialEq)]
struct Drops(Rc<Cell<u32>>);

struct Held(Drops);

impl Drop for Held {
    fn drop(&mut self) {
        self.0.0.set(self.0.0.get() + 1);
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

#[generator(yield = Held, send = Held)]
fn yields_after_its_context_was_replaced(drops: Drops) {
    drop(yield_!(Held(drops.clone())));
    wait!(ReplaceContext);
    drop(yield_!(Held(drops.clone())));
}

#[test]
fn a_replaced_context_is_noticed_and_nothing_is_lost() {
    let drops = Drops::default();
    let mut generator = pin!(yields_after_its_context_was_replaced(drops.clone()));
    assert!(generator.start().is_ok());
    let panic = caught(|| generator.send(Held(drops.clone())).is_ok()).unwrap_err();
    assert!(panic.message.contains("replaced the context"), "{panic:?}");
    assert_eq!(generator.status(), Status::Finished);
    assert_eq!(drops.0.get(), 3, "the first yield, what was sent, and the yield that had nowhere to go");
}

#[generator(yield = u32)]
fn replaces_first(#[send] value: u32) -> u32 {
    wait!(ReplaceContext);
    value
}

#[generator(yield = u32, send = u32)]
fn hands_on_after_its_context_was_replaced() -> u32 {
    wait!(ReplaceContext);
    yield_from!(replaces_first(), 1)
}

#[generator(yield = u32, send = u32)]
fn is_replaced_by_its_child() -> u32 {
    yield_from!(replaces_first(), 1)
}

#[test]
fn a_replaced_context_is_noticed_by_a_delegation() {
    let mut generator = pin!(hands_on_after_its_context_was_replaced());
    assert!(caught(|| generator.start()).is_err());
    assert_eq!(generator.status(), Status::Finished);
    let mut harmless = pin!(is_replaced_by_its_child());
    assert_eq!(harmless.start(), Err(Stopped::Returned(1)), "it returns, and never looks at the context again");
}

#[test]
fn a_future_that_is_not_ready_is_noticed_and_ends_the_generator() {
    #[generator(yield = Held, send = Held)]
    fn waits(drops: Drops) {
        let _held = Held(drops.clone());
        let _sent = yield_!(Held(drops.clone()));
        wait!(std::future::pending::<()>());
    }
    let drops = Drops::default();
    let mut generator = pin!(waits(drops.clone()));
    drop(generator.start());
    let panic = caught(|| generator.send(Held(drops.clone())).is_ok()).unwrap_err();
    assert!(panic.message.contains("can only wait at a yield"), "{panic:?}");
    assert_eq!(drops.0.get(), 3);
    assert!(matches!(generator.send(Held(drops)), Err(Stopped::Finished(_))));
}

/// Keeps a clone of the waker, and is ready.
struct KeepWaker(Arc<Mutex<Option<Waker>>>);

impl Future for KeepWaker {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        *self.0.lock().unwrap() = Some(context.waker().clone());
        Poll::Ready(())
    }
}

#[generator(yield = u32)]
fn lets_its_waker_be_kept(kept: Arc<Mutex<Option<Waker>>>) {
    loop {
        wait!(KeepWaker(kept.clone()));
        yield_!(1);
    }
}

#[test]
fn a_kept_waker_outlives_the_generator_and_wakes_nothing() {
    let kept = Arc::new(Mutex::new(None));
    let mut generator = lets_its_waker_be_kept(kept.clone()).boxed();
    assert_eq!(generator.start(), Ok(1));
    let waker = kept.lock().unwrap().take().unwrap();
    assert!(waker.data().is_null(), "a clone leads to no slot");
    waker.wake_by_ref();
    assert_eq!(generator.send(()), Ok(1));
    drop(generator);
    let woken = std::thread::spawn(move || {
        waker.wake_by_ref();
        let clone = waker.clone();
        drop(waker);
        clone.wake();
    });
    woken.join().unwrap();
}

#[test]
fn a_generator_can_be_forgotten_wherever_it_is_suspended() {
    #[generator(yield = String, throw = String)]
    fn talks(#[send] mut text: String) -> Result<(), String> {
        loop {
            let owned = text.clone();
            text = yield_!(owned.clone()) + &owned;
            text = yield_from!(answers(), text)?;
        }
    }
    #[generator(yield = String, throw = String)]
    fn answers(#[send] text: String) -> Result<String, String> {
        let held = text.clone();
        match try_yield!(text) {
            Ok(next) => Ok(next),
            Err(_) => Err(held),
        }
    }
    for steps in 0..6 {
        let mut generator = talks().boxed();
        for _ in 0..steps {
            generator.send("x".to_string()).unwrap();
        }
        // On the heap, so that its memory is not used again; leaking is safe, and all that it does.
        mem::forget(generator);
    }
}

#[test]
fn a_panic_of_the_caller_between_two_sends_leaves_the_generator_as_it_was() {
    #[generator(yield = u32)]
    fn sum(#[send] mut value: u32) {
        let mut sum = 0;
        loop {
            sum += value;
            value = yield_!(sum);
        }
    }
    let mut generator = sum().boxed();
    assert_eq!(generator.send(1), Ok(1));
    let panic = caught(|| {
        let answer = generator.send(2).unwrap();
        panic!("the caller fails at {answer}");
    });
    assert!(panic.is_err());
    assert_eq!(generator.send(3), Ok(6));
}

/// Panics when it is dropped, unless a panic is under way.
struct Bomb;

impl Drop for Bomb {
    fn drop(&mut self) {
        assert!(std::thread::panicking(), "a destructor panics");
    }
}

#[test]
fn a_destructor_that_panics_during_a_close_leaves_the_generator_finished() {
    #[generator(yield = u32)]
    fn armed(drops: Drops) {
        let _outer = Held(drops.clone());
        let _bomb = Bomb;
        let _inner = Held(drops.clone());
        yield_!(1);
    }
    let drops = Drops::default();
    let mut generator = pin!(armed(drops.clone()));
    generator.start().unwrap();
    assert!(caught(|| generator.close()).is_err());
    assert_eq!(generator.status(), Status::Finished);
    assert_eq!(drops.0.get(), 2, "the other destructors ran");
    assert_eq!(generator.close(), Ok(None));
}

#[test]
fn a_destructor_that_panics_before_the_start_leaves_the_generator_finished() {
    #[generator(yield = u32, throw = Held)]
    fn armed(_bomb: Bomb, _held: Held) -> Result<(), Held> {
        yield_!(1);
        Ok(())
    }
    let drops = Drops::default();
    let mut closed = pin!(armed(Bomb, Held(drops.clone())));
    assert!(caught(|| closed.close().is_ok()).is_err());
    assert_eq!((closed.status(), drops.0.get()), (Status::Finished, 1));
    let mut thrown = pin!(armed(Bomb, Held(drops.clone())));
    assert!(caught(|| thrown.throw(Held(drops.clone())).is_ok()).is_err());
    assert_eq!((thrown.status(), drops.0.get()), (Status::Finished, 3));
}

#[test]
fn a_destructor_of_a_yielded_value_that_panics_is_the_business_of_who_drops_it() {
    #[generator(yield = Bomb)]
    fn bombs() -> u32 {
        yield_!(Bomb);
        yield_!(Bomb);
        7
    }
    let mut generator = bombs().boxed();
    assert!(caught(|| generator.start().is_ok()).is_err());
    assert_eq!(generator.status(), Status::Suspended);
    assert!(caught(|| drop(generator.send(()))).is_err());
    assert!(matches!(generator.send(()), Err(Stopped::Returned(7))));
}

#[generator(yield = [u64; 4], send = u8, throw = String)]
fn wide(seed: u64) -> Result<(), String> {
    let mut words = [seed; 4];
    loop {
        let bit = yield_!(words);
        words = words.map(|word| word << 1 | u64::from(bit));
    }
}

#[test]
fn a_generator_drives_another_of_other_types_from_inside() {
    #[generator(yield = u8, send = String, throw = Drops)]
    fn narrow() -> Result<(), Drops> {
        let mut inner = pin!(wide(1));
        let mut words = inner.start().unwrap();
        loop {
            let text = yield_!((words[3] & 0xFF).try_into().unwrap());
            words = inner.send((text.len() % 2).try_into().unwrap()).unwrap();
        }
    }
    let mut generator = narrow().boxed();
    assert_eq!(generator.start(), Ok(1));
    assert_eq!(generator.send("odd".into()), Ok(3));
    assert_eq!(generator.send("even".into()), Ok(6));
    assert!(matches!(generator.throw(Drops::default()), Err(Stopped::Returned(Err(_)))));
}

/// Drives a generator while it is itself polled by the driver of another.
struct DriveWhilePolled(Rc<Cell<u64>>);

impl Future for DriveWhilePolled {
    type Output = ();

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        let mut inner = pin!(wide(5));
        self.0.set(inner.start().unwrap()[0]);
        assert_eq!(inner.throw("out".into()), Err(Stopped::Returned(Err("out".into()))));
        Poll::Ready(())
    }
}

#[test]
fn a_driver_inside_of_a_poll_does_not_disturb_the_one_outside() {
    #[generator(yield = String)]
    fn outer(seen: Rc<Cell<u64>>, #[send] text: String) -> String {
        let first = yield_!(text);
        wait!(DriveWhilePolled(seen.clone()));
        yield_!(first) + "!"
    }
    let seen = Rc::new(Cell::new(0));
    let mut generator = pin!(outer(seen.clone()));
    assert_eq!(generator.send("a".into()), Ok("a".into()));
    assert_eq!(generator.send("b".into()), Ok("b".into()));
    assert_eq!(generator.send("c".into()), Err(Stopped::Returned("c!".into())));
    assert_eq!(seen.get(), 5);
}

#[test]
fn a_destructor_drives_another_generator_while_its_own_is_closed() {
    struct Drives(Rc<Cell<u32>>);
    impl Drop for Drives {
        fn drop(&mut self) {
            let mut inner = pin!(wide(9));
            assert!(inner.start().is_ok());
            assert_eq!(inner.close(), Ok(None));
            self.0.set(self.0.get() + 1);
        }
    }
    #[generator(yield = u8, send = u8)]
    fn outer(count: Rc<Cell<u32>>) {
        let _drives = Drives(count);
        loop {
            let _ = yield_!(1);
        }
    }
    let count = Rc::new(Cell::new(0));
    let mut generator = pin!(outer(count.clone()));
    generator.start().unwrap();
    assert_eq!(generator.close(), Ok(None));
    assert_eq!(count.get(), 1);
}

#[test]
fn a_generator_at_the_address_of_one_that_is_gone_knows_nothing_of_it() {
    for round in 0..100_u64 {
        let mut generator = wide(round).boxed();
        assert_eq!(generator.status(), Status::Created);
        assert_eq!(generator.send(1), Err(Stopped::Refused(1)));
        assert_eq!(generator.start(), Ok([round; 4]));
        if round % 2 == 0 {
            generator.close().unwrap();
        }
    }
}

/// A body that gives back what it is sent, for values of any size and alignment.
#[generator(yield = T, throw = T)]
fn echo<T>(#[send] mut value: T) -> Result<(), T> {
    loop {
        value = yield_!(value);
    }
}

#[test]
fn values_may_have_no_size_or_much_or_an_odd_alignment() {
    #[derive(Debug, PartialEq, Clone, Copy)]
    struct Nothing;
    #[derive(Debug, PartialEq, Clone, Copy)]
    #[repr(align(4096))]
    struct Aligned(u8);

    let mut nothing = pin!(echo());
    assert_eq!(nothing.send(Nothing), Ok(Nothing));
    assert_eq!(nothing.throw(Nothing), Err(Stopped::Returned(Err(Nothing))));

    let mut aligned = pin!(echo());
    for n in 0..3 {
        let answer = aligned.send(Aligned(n)).unwrap();
        assert_eq!((answer.0, (&raw const answer).addr() % 4096), (n, 0));
    }
    assert_eq!(aligned.throw(Aligned(9)), Err(Stopped::Returned(Err(Aligned(9)))));

    // A megabyte by value needs a stack to match in a build that is not optimised.
    let large = std::thread::Builder::new().stack_size(256 << 20).spawn(megabytes);
    large.unwrap().join().unwrap();
}

#[allow(clippy::large_stack_arrays, reason = "that is the point")]
fn megabytes() {
    let mut large = echo().boxed();
    let answer = large.send([7_u8; 1 << 20]).unwrap();
    assert!(answer.iter().all(|byte| *byte == 7));
    let Err(Stopped::Returned(Err(error))) = large.throw([8; 1 << 20]) else { panic!("it leaves with what is thrown") };
    assert!(error.iter().all(|byte| *byte == 8));
}

#[test]
fn types_without_values_only_rule_operations_out() {
    enum Void {}

    #[generator(yield = u8, send = Void, throw = Void)]
    fn asks_once() -> Result<u8, Void> {
        match yield_!(1) {}
    }
    let mut asks = pin!(asks_once());
    assert!(matches!(asks.start(), Ok(1)));
    assert!(matches!(asks.close(), Ok(None)));

    #[generator(yield = Void)]
    fn yields_never(#[send] value: u8) -> u8 {
        value
    }
    assert!(matches!(pin!(yields_never()).send(3), Err(Stopped::Returned(3))));
}
