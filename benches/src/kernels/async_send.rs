//! Answers each value sent with the mean of the last eight, and awaits before each answer something that is there.

use super::async_block::{Pause, Shared};
use crate::{Kernel, contenders, executor::Executor, kernels::mean8};
use antiphon::prelude::*;
use futures_core::Stream;
use std::{
    cell::Cell,
    convert::identity,
    future::{poll_fn, ready},
    hint::black_box,
    pin::{Pin, pin},
    task::{Context, Poll},
};

pub(super) fn kernel() -> Kernel {
    Kernel {
        name: "async-send",
        operations: mean8::N,
        contenders: contenders![hand, hand_boxed, async_block_boxed, antiphon_pinned, antiphon_boxed],
    }
}

#[derive(Default)]
struct Mean8 {
    last: [f64; 8],
    next: usize,
}

impl Mean8 {
    fn poll_send(&mut self, _: &mut Context<'_>, value: f64) -> Poll<f64> {
        self.last[self.next] = value;
        self.next = (self.next + 1) % 8;
        Poll::Ready(self.last.iter().sum::<f64>() / 8.0)
    }
}

#[generator(yield = f64)]
async fn mean8(#[send] mut value: f64) {
    let mut last = [0.0; 8];
    let mut next = 0;
    loop {
        last[next] = ready(value).await;
        next = (next + 1) % 8;
        value = yield_!(last.iter().sum::<f64>() / 8.0);
    }
}

#[inline(never)]
fn hand() -> u64 {
    let (executor, mut mean) = (Executor::new(), Mean8::default());
    mean8::drive(|value| executor.block_on(poll_fn(|context| mean.poll_send(context, value))))
}

#[inline(never)]
fn hand_boxed() -> u64 {
    let (executor, mut mean) = (Executor::new(), black_box(Box::new(Mean8::default())));
    mean8::drive(|value| executor.block_on(poll_fn(|context| mean.poll_send(context, value))))
}

#[inline(never)]
fn async_block_boxed() -> u64 {
    let executor = Executor::new();
    let (sent, yielded) = (Cell::new(0.0), Cell::new(None));
    let mut block = black_box(Box::pin(identity(
        #[inline(always)]
        async {
            let mut last = [0.0; 8];
            let mut next = 0;
            loop {
                last[next] = ready(sent.get()).await;
                next = (next + 1) % 8;
                yielded.set(Some(last.iter().sum::<f64>() / 8.0));
                Pause::default().await;
            }
        },
    )));
    let mut mean = Shared { block: block.as_mut(), yielded: &yielded };
    mean8::drive(|value| {
        sent.set(value);
        executor.block_on(poll_fn(|context| Pin::new(&mut mean).poll_next(context))).unwrap_or(0.0)
    })
}

#[inline(never)]
fn antiphon_pinned() -> u64 {
    let executor = Executor::new();
    let mut mean = pin!(mean8());
    mean8::drive(|value| executor.block_on(mean.send(value)).unwrap_or(0.0))
}

#[inline(never)]
fn antiphon_boxed() -> u64 {
    let executor = Executor::new();
    let mut mean = black_box(mean8().boxed());
    mean8::drive(|value| executor.block_on(mean.send(value)).unwrap_or(0.0))
}
