//! A stream of numbers, each of which has to be waited for once.

use super::async_block::{Pause, Shared};
use crate::{Kernel, contenders, executor::consume_stream, kernels::counter::end};
use antiphon::prelude::*;
use futures_core::Stream;
use std::{
    cell::Cell,
    convert::identity,
    hint::black_box,
    pin::{Pin, pin},
    task::{Context, Poll, ready},
};

pub(super) fn kernel() -> Kernel {
    Kernel {
        name: "async-pending",
        operations: super::counter::N,
        contenders: contenders![hand, hand_boxed, async_block_boxed, antiphon_pinned, antiphon_boxed],
    }
}

/// A number that is there at the second poll; at the first it wakes its task, as a runtime does after some I/O.
pub(crate) struct Later {
    value: u64,
    waited: bool,
}

pub(crate) fn later(value: u64) -> Later {
    Later { value, waited: false }
}

impl Future for Later {
    type Output = u64;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<u64> {
        if self.waited {
            return Poll::Ready(self.value);
        }
        self.waited = true;
        context.waker().wake_by_ref();
        Poll::Pending
    }
}

struct Counter {
    next: u64,
    end: u64,
    under_way: Option<Later>,
}

impl Counter {
    fn new(end: u64) -> Self {
        Self { next: 0, end, under_way: None }
    }
}

impl Stream for Counter {
    type Item = u64;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<u64>> {
        let this = self.get_mut();
        if this.next == this.end {
            return Poll::Ready(None);
        }
        let item = this.under_way.get_or_insert_with(|| later(this.next));
        let value = ready!(Pin::new(item).poll(context));
        this.under_way = None;
        this.next += 1;
        Poll::Ready(Some(value))
    }
}

#[generator(yield = u64)]
async fn count(end: u64) {
    let mut n = 0;
    while n < end {
        yield_!(later(n).await);
        n += 1;
    }
}

#[inline(never)]
fn hand() -> u64 {
    consume_stream(pin!(Counter::new(end())))
}

#[inline(never)]
fn hand_boxed() -> u64 {
    consume_stream(black_box(Box::pin(Counter::new(end()))).as_mut())
}

#[inline(never)]
fn async_block_boxed() -> u64 {
    let (end, yielded) = (end(), Cell::new(None));
    let mut block = black_box(Box::pin(identity(
        #[inline(always)]
        async {
            let mut n = 0;
            while n < end {
                yielded.set(Some(later(n).await));
                Pause::default().await;
                n += 1;
            }
        },
    )));
    consume_stream(Pin::new(&mut Shared { block: block.as_mut(), yielded: &yielded }))
}

#[inline(never)]
fn antiphon_pinned() -> u64 {
    consume_stream(pin!(count(end())))
}

#[inline(never)]
fn antiphon_boxed() -> u64 {
    consume_stream(black_box(count(end()).boxed()).as_mut())
}
