//! A stream of numbers, each of which is awaited and is there: what it costs that a body could wait and never does.

use crate::{Kernel, contenders, executor::consume_stream, kernels::counter::end};
use antiphon::prelude::*;
use futures_core::Stream;
use std::{
    future::ready,
    hint::black_box,
    pin::{Pin, pin},
    task::{Context, Poll},
};

pub(super) fn kernel() -> Kernel {
    Kernel {
        name: "async-ready",
        operations: super::counter::N,
        contenders: contenders![hand, hand_boxed, antiphon_pinned, antiphon_boxed],
    }
}

struct Counter {
    next: u64,
    end: u64,
}

impl Stream for Counter {
    type Item = u64;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<u64>> {
        Poll::Ready((self.next < self.end).then(|| {
            self.next += 1;
            self.next - 1
        }))
    }
}

#[generator(yield = u64)]
async fn count(end: u64) {
    let mut n = 0;
    while n < end {
        yield_!(ready(n).await);
        n += 1;
    }
}

#[inline(never)]
fn hand() -> u64 {
    consume_stream(pin!(Counter { next: 0, end: end() }))
}

#[inline(never)]
fn hand_boxed() -> u64 {
    consume_stream(black_box(Box::pin(Counter { next: 0, end: end() })).as_mut())
}

#[inline(never)]
fn antiphon_pinned() -> u64 {
    consume_stream(pin!(count(end())))
}

#[inline(never)]
fn antiphon_boxed() -> u64 {
    consume_stream(black_box(count(end()).boxed()).as_mut())
}
