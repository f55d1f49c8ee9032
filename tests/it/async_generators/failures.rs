//! Panics wherever one can come from while a body is polled: each ends the generator, and loses no value.

use super::attacks::{Drops, Held};
use crate::panics::caught;
use antiphon::prelude::*;
use futures_lite::future::{block_on, yield_now};
use std::{
    pin::{Pin, pin},
    ptr,
    task::{Context, Poll, RawWaker, RawWakerVTable, Waker},
    thread,
};

/// What may panic while a body is polled.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Bomb {
    Body,
    Awaited,
    Hidden,
    Clone,
    HiddenClone,
    Destructor,
    InPlace,
    InABox,
}

struct Panics;

impl Future for Panics {
    type Output = ();

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        panic!("the awaited future fails")
    }
}

/// Clones the waker.
struct Clones;

impl Future for Clones {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        drop(context.waker().clone());
        Poll::Ready(())
    }
}

struct PanicsWhenDropped;

impl Drop for PanicsWhenDropped {
    fn drop(&mut self) {
        assert!(thread::panicking(), "a destructor panics");
    }
}

#[generator(yield = Held, send = Held)]
async fn fails(bomb: Bomb, drops: Drops) {
    let _held = Held(drops.clone());
    let mut sent = yield_!(Held(drops.clone()));
    loop {
        let _unsent = Held(drops.clone());
        yield_now().await;
        match bomb {
            Bomb::Body => panic!("the body fails"),
            Bomb::Awaited => Panics.await,
            Bomb::Hidden => wait!(Panics),
            Bomb::Clone => Clones.await,
            Bomb::HiddenClone => wait!(Clones),
            Bomb::Destructor => drop(PanicsWhenDropped),
            Bomb::InPlace => yield_from!(fails_at_once(drops.clone())),
            Bomb::InABox => yield_from!(fails_at_once(drops.clone()).boxed()),
        }
        sent = yield_!(sent);
    }
}

#[generator(yield = Held, send = Held)]
async fn fails_at_once(drops: Drops) {
    let _held = Held(drops);
    yield_now().await;
    panic!("the child fails")
}

/// A waker whose clones panic, once it is told to.
fn waker_that_cannot_be_cloned() -> Waker {
    static VTABLE: RawWakerVTable =
        RawWakerVTable::new(|_| panic!("the waker cannot be cloned"), |_| {}, |_| {}, |_| {});
    // SAFETY: the functions do not look at the data.
    #[allow(unsafe_code, reason = "a safe waker cannot panic when it is cloned")]
    unsafe {
        Waker::from_raw(RawWaker::new(ptr::null(), &VTABLE))
    }
}

#[test]
fn a_panic_ends_the_generator_and_drops_each_value_once_wherever_it_comes_from() {
    use Bomb::{Awaited, Body, Clone, Destructor, Hidden, HiddenClone, InABox, InPlace};
    for bomb in [Body, Awaited, Hidden, Clone, HiddenClone, Destructor, InPlace, InABox] {
        // In the operation itself, and in the next one, which brings it to its end.
        for settled in [false, true] {
            let drops = Drops::default();
            let mut generator = fails(bomb, drops.clone()).boxed();
            drop(block_on(generator.start()));
            let waker = waker_that_cannot_be_cloned();
            let context = &mut Context::from_waker(&waker);
            let mut issued = 2;
            if settled {
                issued += 1;
                assert!(pin!(generator.send(Held(drops.clone()))).poll(context).is_pending());
            }
            issued += 1;
            let outcome = caught(|| {
                let mut operation = pin!(generator.send(Held(drops.clone())));
                while operation.as_mut().poll(context).is_pending() {}
            });
            assert!(outcome.is_err(), "{bomb:?}");
            assert_eq!(generator.status(), Status::Finished, "{bomb:?}");
            // `_unsent` as well, and what the child holds.
            issued += 1 + u32::from(matches!(bomb, InPlace | InABox));
            assert_eq!(drops.count(), issued, "{bomb:?}, {settled}");
            assert!(matches!(block_on(generator.send(Held(drops))), Err(Stopped::Finished(_))), "{bomb:?}");
        }
    }
}

#[test]
fn a_destructor_that_panics_while_it_is_closed_leaves_it_finished() {
    #[generator(yield = u32)]
    async fn armed(drops: Drops) {
        let _outer = Held(drops.clone());
        let _bomb = PanicsWhenDropped;
        let _inner = Held(drops.clone());
        yield_now().await;
        yield_!(1);
    }
    #[generator(yield = u32)]
    async fn around(drops: Drops) {
        let _held = Held(drops.clone());
        yield_from!(armed(drops).boxed());
    }
    let drops = Drops::default();
    let mut generator = around(drops.clone()).boxed();
    assert_eq!(block_on(generator.start()), Ok(1));
    assert!(caught(|| block_on(generator.close())).is_err());
    assert_eq!((generator.status(), drops.count()), (Status::Finished, 3));
    assert_eq!(block_on(generator.close()), Ok(None));
}
