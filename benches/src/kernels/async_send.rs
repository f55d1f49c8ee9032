//! Answers each value sent with the mean of the last eight, and awaits before each answer something that is there.

use crate::{Kernel, contenders, executor::Executor, kernels::mean8};
use antiphon::prelude::*;
use std::{
    future::{poll_fn, ready},
    hint::black_box,
    pin::pin,
    task::{Context, Poll},
};

pub(super) fn kernel() -> Kernel {
    Kernel {
        name: "async-send",
        operations: mean8::N,
        contenders: contenders![hand, hand_boxed, antiphon_pinned, antiphon_boxed],
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
