//! The twin: what is kept is a clone, and what is exchanged is the context for one of the same waker.
use antiphon::prelude::*;
use std::{
    pin::{Pin, pin},
    task::{Context, Poll, Waker},
};

macro_rules! wait {
    ($future:expr) => {
        $future.await
    };
}

struct KeepWaker<'a>(&'a mut Option<Waker>);

impl Future for KeepWaker<'_> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        *self.get_mut().0 = Some(context.waker().clone());
        Poll::Ready(())
    }
}

#[generator(yield = u32)]
fn keeps() {
    let mut kept = None;
    wait!(KeepWaker(&mut kept));
    yield_!(1);
    kept.unwrap().wake_by_ref();
}

struct Outer;

impl Future for Outer {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let mut inner = pin!(swaps(context));
        assert_eq!(inner.start(), Ok("inner".to_string()));
        Poll::Ready(())
    }
}

struct Swap<'a, 'o>(&'a mut Context<'o>);

impl Future for Swap<'_, '_> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let _: &mut Context<'_> = self.get_mut().0;
        std::mem::swap(&mut Context::from_waker(context.waker()), context);
        Poll::Ready(())
    }
}

struct Replace<'a, 'o>(&'a Context<'o>);

impl Future for Replace<'_, '_> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        *context = {
            let _: &Waker = self.0.waker();
            Context::from_waker(context.waker())
        };
        Poll::Ready(())
    }
}

#[generator(yield = String)]
fn swaps<'a, 'o>(outer: &'a mut Context<'o>) {
    wait!(Swap(outer));
    wait!(Replace(outer));
    yield_!("inner".to_string());
}

#[generator(yield = u32)]
fn outer() {
    wait!(Outer);
    yield_!(1);
}

fn main() {
    assert_eq!(pin!(keeps()).start(), Ok(1));
    assert_eq!(pin!(outer()).start(), Ok(1));
}
