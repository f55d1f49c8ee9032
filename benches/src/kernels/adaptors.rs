//! A generator in adaptors, and one after another, beside functions that are called by hand.

use crate::{Kernel, contenders, hidden, mix};
use antiphon::prelude::*;
use std::{hint::black_box, pin::pin};

const N: u32 = 20_000;

/// What is sent, and what is yielded, goes through a function.
pub(super) mod adapted {
    use super::{Generator, Kernel, N, black_box, contenders, generator, hidden, mix, pin};

    pub(in super::super) fn kernel() -> Kernel {
        Kernel {
            name: "adapted",
            operations: N,
            contenders: contenders![hand, hand_boxed, antiphon_pinned, antiphon_boxed],
        }
    }

    #[derive(Default)]
    struct Smooth(u64);

    impl Smooth {
        fn send(&mut self, value: u64) -> u64 {
            self.0 = self.0 - self.0 / 4 + value;
            self.0
        }
    }

    #[generator(yield = u64)]
    fn smooth(#[send] mut value: u64) {
        let mut smooth = 0;
        loop {
            smooth = smooth - smooth / 4 + value;
            value = yield_!(smooth);
        }
    }

    fn scale(value: u32) -> u64 {
        u64::from(value & 1023) * 8
    }

    fn unscale(value: u64) -> u64 {
        value / 32
    }

    #[inline(always)]
    fn drive(mut send: impl FnMut(u32) -> u64) -> u64 {
        (0..black_box(N)).fold(0, |checksum, n| mix(checksum, send(n)))
    }

    #[inline(never)]
    fn hand() -> u64 {
        let mut smooth = Smooth::default();
        drive(|value| unscale(smooth.send(scale(value))))
    }

    #[inline(never)]
    fn hand_boxed() -> u64 {
        let mut smooth = hidden(Box::new(Smooth::default()));
        drive(|value| unscale(smooth.send(scale(value))))
    }

    #[inline(never)]
    fn antiphon_pinned() -> u64 {
        let smooth = pin!(smooth());
        let mut adapted = smooth.map_send(scale).map_yield(unscale);
        drive(|value| adapted.send(value).unwrap_or(0))
    }

    #[inline(never)]
    fn antiphon_boxed() -> u64 {
        let mut adapted = hidden(smooth().boxed()).map_send(scale).map_yield(unscale);
        drive(|value| adapted.send(value).unwrap_or(0))
    }
}

/// One generator and then another.
pub(super) mod then {
    use super::{Generator, Kernel, N, black_box, contenders, generator, hidden, pin};
    use crate::consume;

    pub(in super::super) fn kernel() -> Kernel {
        Kernel {
            name: "then",
            operations: 2 * N,
            contenders: contenders![hand, hand_boxed, antiphon_pinned, antiphon_boxed],
        }
    }

    #[generator(yield = u64)]
    fn up(end: u64) -> u64 {
        let mut n = 0;
        while n < end {
            yield_!(n);
            n += 1;
        }
        n
    }

    fn counted() -> u64 {
        black_box(N).into()
    }

    #[inline(never)]
    fn hand() -> u64 {
        consume((0..counted()).chain(0..counted()))
    }

    #[inline(never)]
    fn hand_boxed() -> u64 {
        consume(hidden(Box::new(0..counted())).chain(hidden(Box::new(0..counted()))))
    }

    #[inline(never)]
    fn antiphon_pinned() -> u64 {
        let mut second = pin!(None);
        let first = pin!(up(counted()));
        consume(first.then(|count| {
            second.set(Some(up(count)));
            second.as_mut().as_pin_mut().expect("it has just been set")
        }))
    }

    #[inline(never)]
    fn antiphon_boxed() -> u64 {
        consume(hidden(up(counted()).boxed()).then(|count| hidden(up(count).boxed())))
    }
}
