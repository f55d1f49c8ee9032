//! genawaiter's three flavours: one text, since they differ in where a generator lives and in the type of its handle.
//!
//! The first value sent is lost, so who sends primes the generator with one that does not matter. There is no
//! delegation: the handle is lent to the function that yields next, which is as fast as delegation can be.
//!
//! A body that awaits makes a stream. A value cannot be sent to it and awaited at once: it is sent with the same
//! `resume_with` as to any other, which panics if the body has to wait; the body of `async-send` never does.
//!
//! `stack` does not allocate; `rc` and `sync` allocate twice, for the body and for the place of exchange.

macro_rules! on_the_stack {
    ($name:ident, $producer:expr) => {
        genawaiter::stack::let_gen_using!($name, $producer);
    };
}

macro_rules! on_the_heap {
    ($name:ident, $producer:expr) => {
        let mut $name = $crate::hidden(Gen::new($producer));
    };
}

macro_rules! flavour {
    ($flavour:ident, $name:literal, boxed: $boxed:literal, $handle:ty, $create:ident) => {
        #[allow(unused_mut, reason = "an iterator over a generator on the heap takes it, one on the stack borrows it")]
        pub(super) mod $flavour {
            use crate::{
                consume,
                executor::consume_stream,
                kernels::{
                    async_pending::later, counter, create_drop, delegate, mean8, pipeline3, state_1k, words, xorshift,
                },
                mix,
                peers::{Peer, work},
            };
            #[allow(unused_imports, reason = "on the stack it is the macro that makes the generator")]
            use genawaiter::{
                GeneratorState,
                $flavour::{Co, Gen},
            };
            use std::{future::ready, hint::black_box, pin::Pin};

            pub(in crate::peers) const PEER: Peer = Peer {
                name: $name,
                boxed: $boxed,
                work: work![
                    counter,
                    xorshift,
                    mean8,
                    state_1k,
                    pipeline3,
                    words,
                    delegate1,
                    delegate4,
                    delegate16,
                    create_drop,
                    async_ready,
                    async_pending,
                    async_send
                ],
            };

            #[inline(never)]
            fn counter() -> u64 {
                let end = counter::end();
                $create!(count, |co| async move {
                    let mut n = 0;
                    while n < end {
                        co.yield_(n).await;
                        n += 1;
                    }
                });
                consume(count.into_iter())
            }

            #[inline(never)]
            fn xorshift() -> u64 {
                let mut state = black_box(7_u64);
                $create!(xorshift, |co| async move {
                    loop {
                        state ^= state << 13;
                        state ^= state >> 7;
                        state ^= state << 17;
                        co.yield_(state).await;
                    }
                });
                xorshift::consume(xorshift.into_iter())
            }

            #[inline(never)]
            fn mean8() -> u64 {
                $create!(mean, |co| async move {
                    let mut last = [0.0; 8];
                    let mut next = 0;
                    let mut value: f64 = co.yield_(0.0).await;
                    loop {
                        last[next] = value;
                        next = (next + 1) % 8;
                        value = co.yield_(last.iter().sum::<f64>() / 8.0).await;
                    }
                });
                mean.resume_with(0.0);
                mean8::drive(|value| match mean.resume_with(value) {
                    GeneratorState::Yielded(mean) => mean,
                    GeneratorState::Complete(()) => 0.0,
                })
            }

            #[inline(never)]
            fn state_1k() -> u64 {
                $create!(table, |co| async move {
                    let mut slots = [0; 128];
                    let mut key: u64 = co.yield_(0).await;
                    loop {
                        #[allow(clippy::cast_possible_truncation, reason = "it is taken modulo 128")]
                        let slot = &mut slots[key as usize % 128];
                        *slot = mix(*slot, key);
                        key = co.yield_(*slot).await;
                    }
                });
                table.resume_with(0);
                state_1k::drive(|key| match table.resume_with(key) {
                    GeneratorState::Yielded(value) => value,
                    GeneratorState::Complete(()) => 0,
                })
            }

            #[inline(never)]
            fn pipeline3() -> u64 {
                let end = pipeline3::end();
                $create!(numbers, |co| async move {
                    let mut n = 0_u64;
                    while n < end {
                        co.yield_(n).await;
                        n += 1;
                    }
                });
                $create!(scaled, |co| async move {
                    for value in numbers {
                        co.yield_(value.wrapping_mul(0x9E37_79B9_7F4A_7C15)).await;
                    }
                });
                $create!(kept, |co| async move {
                    for value in scaled {
                        if value & 8 == 8 {
                            co.yield_(value).await;
                        }
                    }
                });
                consume(kept.into_iter())
            }

            #[inline(never)]
            fn words() -> u64 {
                let mut text: &str = black_box(&words::TEXT);
                $create!(words, |co| async move {
                    while let Some((word, rest)) = text.split_once(' ') {
                        text = rest;
                        co.yield_(word).await;
                    }
                });
                words::consume(words.into_iter())
            }

            async fn leaf(co: &$handle, count: u64) {
                let mut state = 0_u64;
                let mut left = count;
                while left > 0 {
                    left -= 1;
                    state = state.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(1);
                    co.yield_(state).await;
                }
            }

            macro_rules! level {
                ($level:ident > $below:ident) => {
                    async fn $level(co: &$handle, count: u64) {
                        $below(co, count).await;
                    }
                };
            }
            delegate::levels!(level);

            macro_rules! depth {
                ($kernel:ident, $top:ident) => {
                    #[inline(never)]
                    fn $kernel() -> u64 {
                        let count = delegate::count();
                        $create!(top, |co| async move { $top(&co, count).await });
                        consume(top.into_iter())
                    }
                };
            }
            depth!(delegate1, level1);
            depth!(delegate4, level4);
            depth!(delegate16, level16);

            #[inline(never)]
            fn create_drop() -> u64 {
                create_drop::repeat(|base, checksum| {
                    $create!(powers, |co| async move {
                        let mut power = 1_u64;
                        loop {
                            power = power.wrapping_mul(base);
                            co.yield_(power).await;
                        }
                    });
                    create_drop::three(checksum, powers.into_iter())
                })
            }

            #[inline(never)]
            fn async_ready() -> u64 {
                let end = counter::end();
                $create!(count, |co| async move {
                    let mut n = 0;
                    while n < end {
                        co.yield_(ready(n).await).await;
                        n += 1;
                    }
                });
                let mut count = count;
                consume_stream(Pin::new(&mut count))
            }

            #[inline(never)]
            fn async_pending() -> u64 {
                let end = counter::end();
                $create!(count, |co| async move {
                    let mut n = 0;
                    while n < end {
                        co.yield_(later(n).await).await;
                        n += 1;
                    }
                });
                let mut count = count;
                consume_stream(Pin::new(&mut count))
            }

            #[inline(never)]
            fn async_send() -> u64 {
                $create!(mean, |co| async move {
                    let mut last = [0.0; 8];
                    let mut next = 0;
                    let mut value: f64 = co.yield_(0.0).await;
                    loop {
                        last[next] = ready(value).await;
                        next = (next + 1) % 8;
                        value = co.yield_(last.iter().sum::<f64>() / 8.0).await;
                    }
                });
                mean.resume_with(0.0);
                mean8::drive(|value| match mean.resume_with(value) {
                    GeneratorState::Yielded(mean) => mean,
                    GeneratorState::Complete(()) => 0.0,
                })
            }
        }
    };
}

flavour!(stack, "genawaiter-stack", boxed: false, Co<'_, u64>, on_the_stack);
flavour!(rc, "genawaiter-rc", boxed: true, Co<u64>, on_the_heap);
flavour!(sync, "genawaiter-sync", boxed: true, Co<u64>, on_the_heap);
