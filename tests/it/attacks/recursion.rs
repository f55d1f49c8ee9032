//! Whoever runs inside of a recursion, and drives another one from there: a destructor of a frame, another thread.

use super::{Drops, Held};
use crate::panics::caught;
use antiphon::prelude::*;
use std::{
    pin::{Pin, pin},
    task::{Context, Poll},
    thread,
};

const DEEP: u32 = 500;

/// Yields at the bottom, and returns how deep that is; each level may hold something.
#[generator(yield = u32, send = u32, throw = u32)]
fn descend<H>(levels: u32, hold: fn(u32) -> H) -> Result<u32, u32> {
    let _held = hold(levels);
    if levels == 0 {
        let answer = match try_yield!(0) {
            Ok(answer) => answer,
            Err(Interrupt::Throw(error)) => return Err(error),
            // Another recursion, to clean up: it is pushed while the frames below it are being closed.
            Err(Interrupt::Close) => return yield_from!(answers(DEEP).boxed()),
        };
        assert!(answer < 100, "too much");
        return Ok(0);
    }
    let below = yield_from!(descend(levels - 1, hold).boxed())?;
    Ok(below + 1)
}

/// Returns how deep it is without a yield.
#[generator(yield = u32, send = u32, throw = u32)]
fn answers(levels: u32) -> Result<u32, u32> {
    if levels == 0 {
        return Ok(0);
    }
    let below = yield_from!(answers(levels - 1).boxed())?;
    Ok(below + 1)
}

/// Goes down and back in every way there is, and drops what is left.
fn in_every_way<H>(levels: u32, hold: fn(u32) -> H) {
    let mut returned = pin!(descend(levels, hold));
    assert_eq!(returned.start(), Ok(0));
    assert_eq!(returned.send(1), Err(Stopped::Returned(Ok(levels))));
    let mut thrown = descend(levels, hold).boxed();
    assert_eq!(thrown.start(), Ok(0));
    assert_eq!(thrown.throw(7), Err(Stopped::Returned(Err(7))));
    let mut closed = pin!(descend(levels, hold));
    assert_eq!(closed.start(), Ok(0));
    assert_eq!(closed.close(), Ok(None));
    let mut dropped = descend(levels, hold).erased();
    assert_eq!(dropped.start(), Ok(0));
}

/// A destructor that goes through recursions of its own.
struct Recurses;

impl Drop for Recurses {
    fn drop(&mut self) {
        in_every_way(DEEP, |_| ());
    }
}

#[test]
fn a_destructor_of_a_frame_drives_a_deep_recursion_however_the_frame_ends() {
    in_every_way(20, |level| (level % 7 == 3).then_some(Recurses));
}

#[test]
fn a_destructor_of_a_frame_drives_a_deep_recursion_while_a_panic_drops_the_trampoline() {
    let mut panics = descend(20, |level| (level % 7 == 3).then_some(Recurses)).boxed();
    assert_eq!(panics.start(), Ok(0));
    let panic = caught(|| panics.send(100)).unwrap_err();
    assert_eq!(panic.message, "too much");
    assert_eq!(panics.status(), Status::Finished);
}

/// A suspended recursion of its own, in whose frames are others: dropped with the frame that holds it.
#[generator(yield = u32)]
fn nested(levels: u32, within: u32, drops: Drops) {
    let _held = Held(drops.clone());
    let mut inner =
        (within > 0 && levels.is_multiple_of(4)).then(|| nested(levels, within - 1, drops.clone()).erased());
    let first = inner.as_mut().and_then(Iterator::next);
    if levels == 0 {
        yield_!(first.unwrap_or(0));
    } else {
        yield_from!(nested(levels - 1, within, drops).boxed());
    }
}

#[test]
fn recursions_that_are_held_by_frames_of_others_are_dropped_with_them() {
    /// How many frames there are.
    fn frames(levels: u32, within: u32) -> u32 {
        (0..=levels)
            .map(|level| 1 + if within > 0 && level.is_multiple_of(4) { frames(level, within - 1) } else { 0 })
            .sum()
    }
    for close in [false, true] {
        let drops = Drops::default();
        let mut generator = nested(12, 3, drops.clone()).boxed();
        assert_eq!(generator.start(), Ok(0));
        assert_eq!(drops.0.get(), 0);
        if close {
            assert_eq!(generator.close(), Ok(None));
        }
        drop(generator);
        assert_eq!(drops.0.get(), frames(12, 3), "closed: {close}");
    }
}

/// Drives a recursion on another thread, which ends before the poll does.
struct OnAnotherThread<'a, G>(&'a mut G);

impl<G: Generator<Yield = u32, Input = u32> + Send> Future for OnAnotherThread<'_, G> {
    type Output = u32;

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<u32> {
        let answer = thread::scope(|scope| scope.spawn(|| self.0.send(3).unwrap_or(DEEP)).join());
        Poll::Ready(answer.unwrap())
    }
}

#[test]
fn a_thread_inside_of_a_poll_drives_another_recursion() {
    /// Hides an await from the attribute, as any macro of a user's may.
    macro_rules! wait {
        ($future:expr) => {
            $future.await
        };
    }
    #[generator(yield = u32, send = u32)]
    fn echo(levels: u32) -> u32 {
        if levels > 0 {
            return yield_from!(echo(levels - 1).boxed());
        }
        let mut value = yield_!(0);
        while value != 7 {
            value = yield_!(value);
        }
        value
    }
    #[generator(yield = u32, send = u32)]
    fn outer(levels: u32) -> u32 {
        if levels > 0 {
            return yield_from!(outer(levels - 1).boxed());
        }
        let mut other = echo(DEEP).boxed();
        other.start().unwrap();
        let mut sum = 0;
        while sum < 100 {
            sum += yield_!(wait!(OnAnotherThread(&mut other)));
        }
        sum
    }
    let mut generator = pin!(outer(DEEP));
    assert_eq!(generator.start(), Ok(3));
    assert_eq!(generator.send(10), Ok(3));
    assert_eq!(generator.send(90), Err(Stopped::Returned(100)));
}

#[test]
fn a_recursion_moves_between_threads_while_it_is_deep() {
    let mut generator = descend(DEEP, |_| ()).erased_send();
    let mut generator = thread::spawn(move || {
        assert_eq!(generator.start(), Ok(0));
        generator
    })
    .join()
    .unwrap();
    thread::spawn(move || assert_eq!(generator.send(1), Err(Stopped::Returned(Ok(DEEP))))).join().unwrap();
}
