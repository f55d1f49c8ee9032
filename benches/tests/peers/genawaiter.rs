//! genawaiter, in its three flavours.

macro_rules! on_the_stack {
    ($name:ident, $producer:expr) => {
        genawaiter::stack::let_gen_using!($name, $producer);
    };
}

macro_rules! on_the_heap {
    ($name:ident, $producer:expr) => {
        let mut $name = Gen::new($producer);
    };
}

macro_rules! flavour {
    ($flavour:ident, $handle:ty, $create:ident) => {
        #[allow(unused_mut, reason = "an iterator over a generator on the heap takes it, one on the stack borrows it")]
        mod $flavour {
            use crate::{
                Missing, NotThere, Trace,
                executor::{Later, now, polled},
                panic_of,
            };
            use genawaiter::GeneratorState::{Complete, Yielded};
            #[allow(unused_imports, reason = "on the stack it is the macro that makes the generator")]
            use genawaiter::$flavour::{Co, Gen};
            use std::{pin::pin, task::Poll};

            #[test]
            fn the_first_value_sent_is_lost() {
                $create!(echo, |co| async move {
                    let first: &str = co.yield_("none yet").await;
                    co.yield_(first).await;
                });
                assert_eq!(echo.resume_with("first"), Yielded("none yet"));
                assert_eq!(echo.resume_with("second"), Yielded("second"));
            }

            #[test]
            fn it_panics_after_the_end() {
                $create!(numbers, |co| async move {
                    co.yield_(1).await;
                });
                let mut numbers = numbers.into_iter();
                assert_eq!((numbers.next(), numbers.next()), (Some(1), None));
                assert_eq!(panic_of(|| numbers.next()).unwrap(), "`async fn` resumed after completion");
            }

            #[test]
            fn nothing_can_be_thrown() {
                $create!(numbers, |co| async move {
                    co.yield_(1).await;
                });
                assert_eq!(numbers.resume(), Yielded(1));
                assert_eq!(numbers.throw("error"), NotThere);
            }

            #[test]
            fn it_can_only_be_dropped() {
                let trace = &Trace::default();
                {
                    $create!(numbers, |co| async move {
                        let _guard = trace.guard();
                        co.yield_(1).await;
                        trace.went_on.set(true);
                    });
                    assert_eq!(numbers.resume(), Yielded(1));
                    assert_eq!(numbers.close(), NotThere);
                }
                assert!(trace.only_dropped());
            }

            async fn inner(co: &$handle) -> u32 {
                co.yield_(1).await + co.yield_(2).await
            }

            #[test]
            fn an_async_function_that_is_lent_the_handle_receives_what_is_sent() {
                $create!(outer, |co| async move { inner(&co).await });
                assert_eq!(outer.resume_with(0), Yielded(1));
                assert_eq!(outer.resume_with(10), Yielded(2));
                assert_eq!(outer.resume_with(20), Complete(30));
            }

            #[test]
            fn a_body_that_awaits_is_resumed_without_a_value() {
                $create!(late, |co| async move {
                    Later::default().await;
                    co.yield_(1).await;
                });
                assert_eq!(polled(|context| pin!(late.async_resume()).poll(context)), (1, Poll::Pending));
                assert_eq!(now(|context| pin!(late.async_resume()).poll(context)), Yielded(1));
            }

            #[test]
            fn a_body_that_waits_panics_where_it_is_sent_a_value() {
                $create!(late, |co| async move {
                    let _: u32 = co.yield_(1).await;
                    Later::default().await;
                });
                assert_eq!(late.resume_with(0), Yielded(1));
                assert_eq!(panic_of(|| late.resume_with(1)).unwrap(), "internal error: entered unreachable code");
            }

            #[test]
            fn a_body_may_borrow() {
                let text = String::from("a b");
                let text = text.as_str();
                $create!(words, |co| async move {
                    for word in text.split(' ') {
                        co.yield_(word).await;
                    }
                });
                assert_eq!(words.into_iter().collect::<Vec<_>>(), ["a", "b"]);
            }
        }
    };
}

flavour!(stack, Co<'_, u32, u32>, on_the_stack);
flavour!(rc, Co<u32, u32>, on_the_heap);
flavour!(sync, Co<u32, u32>, on_the_heap);
