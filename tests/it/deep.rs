//! Delegation to boxed generators of one's own kind, as deep as there is memory.

use crate::panics::caught;
use antiphon::{adapt::ErasedSend, prelude::*};
use std::{
    cell::Cell,
    pin::pin,
    rc::Rc,
    time::{Duration, Instant},
};

const DEEP: u32 = 100_000;

#[derive(Clone, Default)]
struct Drops(Rc<Cell<u32>>);

impl Drop for Drops {
    fn drop(&mut self) {
        self.0.set(self.0.get() + 1);
    }
}

/// Panics at the given depth when it is dropped, unless a panic is under way.
struct Bomb(bool);

impl Drop for Bomb {
    fn drop(&mut self) {
        assert!(!self.0 || std::thread::panicking(), "a destructor panics");
    }
}

#[generator(yield = u32, send = u32, throw = u32)]
fn descend(depth: u32, drops: Drops, bomb: u32) -> Result<u32, u32> {
    let _bomb = Bomb(depth == bomb);
    if depth == 0 {
        let mut sum = 0;
        while sum < 3 {
            sum += yield_!(sum);
        }
        assert!(sum < 100, "too much");
        return Ok(sum);
    }
    let below = yield_from!(descend(depth - 1, drops.clone(), bomb).boxed())?;
    Ok(below + 1)
}

/// Drops a counter and tells what it has counted: the `Drops` of all levels, and the one that is passed in.
fn counted(drops: Drops) -> u32 {
    let count = drops.0.clone();
    drop(drops);
    count.get() - 1
}

#[test]
fn values_errors_and_closes_pass_every_level() {
    let drops = Drops::default();
    let mut sent = pin!(descend(DEEP, drops.clone(), u32::MAX));
    assert_eq!(sent.start(), Ok(0));
    assert_eq!(sent.send(2), Ok(2));
    assert_eq!(sent.send(3), Err(Stopped::Returned(Ok(DEEP + 5))));
    let mut thrown = pin!(descend(DEEP, drops.clone(), u32::MAX));
    assert_eq!(thrown.start(), Ok(0));
    assert_eq!(thrown.throw(7), Err(Stopped::Returned(Err(7))));
    let mut closed = pin!(descend(DEEP, drops.clone(), u32::MAX));
    assert_eq!(closed.start(), Ok(0));
    assert_eq!(closed.close(), Ok(None));
    assert_eq!(counted(drops), 3 * (DEEP + 1));
}

/// The least time of rounds that alternate: what disturbs the machine disturbs some of them, and never makes one shorter.
#[test]
fn an_item_at_the_bottom_of_a_deep_recursion_costs_at_most_twice_one_of_a_shallow_one() {
    #[generator(yield = u32, send = u32)]
    fn bottom(depth: u32) -> u32 {
        if depth > 0 {
            return yield_from!(bottom(depth - 1).boxed());
        }
        let mut value = 0;
        loop {
            value = yield_!(value);
        }
    }
    let mut recursions = [10, DEEP].map(|depth| bottom(depth).boxed());
    for recursion in &mut recursions {
        assert_eq!(recursion.start(), Ok(0));
    }
    let mut least = [Duration::MAX; 2];
    for _ in 0..200 {
        for (recursion, least) in recursions.iter_mut().zip(&mut least) {
            let start = Instant::now();
            for value in 0..200 {
                assert_eq!(recursion.send(value), Ok(value));
            }
            *least = start.elapsed().min(*least);
        }
    }
    let [shallow, deep] = least;
    assert!(deep <= 2 * shallow, "{shallow:?} for 200 items at a depth of 10, {deep:?} at {DEEP}");
}

#[test]
fn a_deep_recursion_is_dropped_without_the_stack() {
    let drops = Drops::default();
    let mut generator = descend(DEEP, drops.clone(), u32::MAX).boxed();
    assert_eq!(generator.start(), Ok(0));
    drop(generator);
    assert_eq!(counted(drops), DEEP + 1);
}

#[test]
fn a_panic_at_the_bottom_ends_every_level_once() {
    let drops = Drops::default();
    let mut generator = descend(DEEP, drops.clone(), u32::MAX).boxed();
    assert_eq!(generator.start(), Ok(0));
    let panic = caught(|| generator.send(100)).unwrap_err();
    assert_eq!(panic.message, "too much");
    assert_eq!(generator.status(), Status::Finished);
    drop(generator);
    assert_eq!(counted(drops), DEEP + 1);
}

#[test]
fn a_destructor_that_panics_half_way_keeps_none_from_being_dropped() {
    for close in [false, true] {
        let drops = Drops::default();
        let mut generator = descend(100, drops.clone(), 50).boxed();
        assert_eq!(generator.start(), Ok(0));
        if close {
            assert!(caught(|| generator.close()).is_err());
            assert_eq!(generator.status(), Status::Finished);
            drop(generator);
        } else {
            assert!(caught(|| drop(generator)).is_err());
        }
        assert_eq!(counted(drops), 101, "closed: {close}");
    }
}

#[test]
fn a_recursive_generator_can_be_sent_while_it_is_deep() {
    #[generator(yield = u32)]
    fn digits(number: u32) -> u32 {
        let mut length = 1;
        if number >= 10 {
            length += yield_from!(digits(number / 10).boxed());
        }
        yield_!(number % 10);
        length
    }
    let mut generator: ErasedSend<'_, u32, (), std::convert::Infallible, u32> = digits(4711).erased_send();
    assert_eq!(generator.next(), Some(4));
    let rest = std::thread::spawn(move || {
        let mut rest = generator.returning();
        (rest.by_ref().collect::<Vec<_>>(), rest.into_return())
    });
    assert_eq!(rest.join().unwrap(), (vec![7, 1, 1], Some(4)));
}

#[test]
fn a_frame_may_borrow_from_the_one_that_waits_for_it() {
    #[generator(yield = String)]
    fn paths(above: &str, depth: u32) {
        for name in ["a", "b"] {
            let path = format!("{above}/{name}");
            yield_!(path.clone());
            if depth > 0 {
                yield_from!(paths(&path, depth - 1).boxed());
            }
        }
    }
    let all: Vec<String> = paths("", 1).into_iter().collect();
    assert_eq!(all, ["/a", "/a/a", "/a/b", "/b", "/b/a", "/b/b"]);
}

#[test]
fn mutual_recursion_and_erased_frames_are_frames_as_well() {
    #[generator(yield = u32)]
    fn even(n: u32) -> bool {
        yield_!(n);
        if n == 0 { true } else { yield_from!(odd(n - 1).erased()) }
    }
    #[generator(yield = u32)]
    fn odd(n: u32) -> bool {
        yield_!(n);
        if n == 0 { false } else { yield_from!(even(n - 1).boxed()) }
    }
    let mut countdown = even(DEEP).returning();
    assert!(countdown.by_ref().eq((0..=DEEP).rev()));
    assert_eq!(countdown.into_return(), Some(true));
}

/// Two levels of it in one frame, each awaiting on its way down and on its way up.
#[generator(yield = u32, throw = &'static str)]
async fn descend_and_await(depth: u32) -> Result<u32, &'static str> {
    tokio::task::yield_now().await;
    if depth == 0 {
        yield_!(0);
        return Ok(0);
    }
    let below = yield_from!(descend_and_await(depth - 1).boxed())?;
    tokio::task::yield_now().await;
    Ok(below + 1)
}

#[test]
fn async_levels_return_let_errors_past_and_are_closed_and_dropped() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        let mut deep = pin!(descend_and_await(DEEP));
        assert_eq!(deep.start().await, Ok(0));
        assert_eq!(deep.send(()).await, Err(Stopped::Returned(Ok(DEEP))));
        let mut deep = pin!(descend_and_await(DEEP));
        assert_eq!(deep.start().await, Ok(0));
        assert_eq!(deep.throw("up").await, Err(Stopped::Returned(Err("up"))));
        let mut deep = pin!(descend_and_await(DEEP));
        assert_eq!(deep.start().await, Ok(0));
        assert_eq!(deep.close().await, Ok(None));
        let mut deep = pin!(descend_and_await(DEEP));
        assert_eq!(deep.start().await, Ok(0));
    });
}

/// rustc could not prove it while a delegation was an `impl Future`.
#[test]
fn a_generator_that_delegates_is_send_also_with_a_lifetime_in_its_types() {
    #[generator(yield = &'static str, throw = &'static str)]
    fn inside(depth: u32) -> Result<(), &'static str> {
        yield_!("inside");
        if depth > 0 { yield_from!(inside(depth - 1).boxed()) } else { Ok(()) }
    }

    #[generator(yield = &'static str, throw = &'static str)]
    fn outside() -> Result<(), &'static str> {
        yield_from!(inside(1))?;
        yield_from!(["last"].into_generator());
        Ok(())
    }

    fn is_send<T: Send>(_: &T) {}
    is_send(&inside(1));
    is_send(&outside());
    is_send(&descend_and_await(1));
}
