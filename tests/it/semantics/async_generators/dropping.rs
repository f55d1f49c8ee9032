//! Operations and generators that are dropped half-way, and what a loop leaves behind.

use super::Scheduler;
use crate::semantics::{
    case::{Case, differs, does_not_apply, same, same_with},
    trace::{Trace, log},
    value::{PyError, key_error, value_error},
};
use antiphon::{adapt::AsyncErased, prelude::*};
use std::{cell::RefCell, pin::pin};

pub(super) const CASES: &[Case] = &[
    differs(
        "AG-13",
        "the next operation lets the body come to its yield, drops that answer, and does its own work",
        &["p", "SUSPENDED", "=> stopasync", "=> value None"],
        |trace| {
            #[generator(yield = i64)]
            async fn f(io: &Scheduler<'_>) {
                io.pause("p").await;
                yield_!(1);
            }
            let io = Scheduler::new(trace);
            let mut g = pin!(f(&io));
            io.cut_short(g.start());
            log!(trace, g.status());
            io.run(g.start());
            io.run(g.close());
        },
    ),
    differs(
        "AG-14",
        "an error is raised at a yield and nowhere else; what is awaited is cancelled by dropping the generator",
        &["p", "=> raise KeyError(cancel)", "=> stopasync"],
        |trace| {
            #[generator(yield = &'static str, throw = PyError)]
            async fn f(io: &Scheduler<'_>) -> Result<(), PyError> {
                io.pause("p").await;
                yield_!("next");
                Ok(())
            }
            let io = Scheduler::new(trace);
            let mut g = pin!(f(&io));
            io.cut_short(g.start());
            io.run(g.throw(key_error("cancel")));
            io.run(g.start());
        },
    ),
    differs(
        "AG-15",
        "a close comes to the yield that the body reaches; what is awaited is cancelled by dropping the generator",
        &["p", "fin", "=> value None", "CLOSED", "=> stopasync"],
        |trace| {
            #[generator(yield = i64)]
            async fn f(trace: &Trace, io: &Scheduler<'_>) {
                {
                    let _fin = trace.finally("fin");
                    io.pause("p").await;
                }
                yield_!(1);
            }
            let io = Scheduler::new(trace);
            let mut g = pin!(f(trace, &io));
            io.cut_short(g.start());
            io.run(g.close());
            log!(trace, g.status());
            io.run(g.start());
        },
    ),
    does_not_apply("AG-18", "there are no hooks: who makes a generator owns it, and can wrap it"),
    same_with("AG-19", "by an owner that hands on what it holds when it is dropped", |trace| {
        #[generator(yield = i64)]
        async fn f(trace: &Trace, io: &Scheduler<'_>) {
            let _resumed = try_yield!(1);
            io.pause("async cleanup").await;
            log!(trace, "fin");
        }
        type Kept<'a> = RefCell<Vec<AsyncErased<'a, i64>>>;
        /// Leaves the generator to somebody who can close it.
        struct CloseLater<'a, 'k>(&'a Trace, &'k Kept<'a>, Option<AsyncErased<'a, i64>>);
        impl Drop for CloseLater<'_, '_> {
            fn drop(&mut self) {
                log!(self.0, "finalizer");
                self.1.borrow_mut().extend(self.2.take());
            }
        }
        let io = Scheduler::new(trace);
        let keep = Kept::default();
        let mut g = f(trace, &io).erased();
        io.run(g.start());
        drop(CloseLater(trace, &keep, Some(g)));
        log!(trace, "dropped");
        let mut kept = keep.take();
        io.run(kept[0].close());
    }),
    differs(
        "AG-20",
        "what awaits cannot be in a destructor: it stands after a `try_yield!`, and only a close runs it",
        &["=> value 1", "sync part", "after", "=> value 1"],
        |trace| {
            #[generator(yield = i64)]
            async fn f(trace: &Trace) {
                let _after = trace.finally("after");
                let _sync_part = trace.finally("sync part");
                yield_!(1);
            }
            #[generator(yield = i64)]
            async fn awaits(trace: &Trace, io: &Scheduler<'_>) {
                let _resumed = try_yield!(1);
                log!(trace, "sync part");
                io.pause("x").await;
                log!(trace, "after");
            }
            let io = Scheduler::new(trace);
            let mut g = f(trace).boxed();
            io.run(g.start());
            drop(g);
            let mut g = awaits(trace, &io).boxed();
            io.run(g.start());
            drop(g);
        },
    ),
    same("AG-21", |trace| {
        #[generator(yield = i64)]
        async fn f(trace: &Trace) {
            let _fin = trace.finally("fin");
            yield_!(1);
            yield_!(2);
        }
        let io = Scheduler::new(trace);
        io.run_task(async {
            let mut g = pin!(f(trace));
            while let Ok(x) = g.start().await {
                if x == 1 {
                    break;
                }
            }
            log!(trace, "after loop", g.status() != Status::Finished);
            assert_eq!(g.close().await, Ok(None));
        });
    }),
    does_not_apply("AG-22", "while it runs it is borrowed, and nobody can ask it"),
    does_not_apply("AG-23", "a waker carries no value, and an operation has the one it was made with"),
    same("AG-24", |trace| {
        async fn disk(io: &Scheduler<'_>) -> Result<(), PyError> {
            io.pause("io").await;
            Err(PyError::new("OSError").arg("disk"))
        }
        #[generator(yield = i64)]
        async fn f(io: &Scheduler<'_>) -> Result<(), PyError> {
            yield_!(1);
            let outcome = disk(io).await;
            io.pause("cleanup").await;
            outcome
        }
        let io = Scheduler::new(trace);
        let mut g = pin!(f(&io));
        io.run(g.start());
        io.run(g.start());
        io.run(g.start());
    }),
    same_with("AG-27", "by a function that closes before it passes on what came of it", |trace| {
        #[generator(yield = i64)]
        async fn f(trace: &Trace, io: &Scheduler<'_>) {
            for x in 1..3 {
                if let Err(Interrupt::Close) = try_yield!(x) {
                    break;
                }
            }
            io.pause("cleanup").await;
            log!(trace, "fin");
        }
        async fn closing<G: AsyncGenerator + Unpin, T>(mut g: G, scope: impl AsyncFnOnce(&mut G) -> T) -> T {
            let outcome = scope(&mut g).await;
            assert!(g.close().await.is_ok());
            outcome
        }
        let io = Scheduler::new(trace);
        io.run_task(closing(f(trace, &io).boxed(), async |g| match g.start().await {
            Ok(x) => Err(value_error(x)),
            Err(_) => Ok(()),
        }));
    }),
    does_not_apply("AG-35", "an operation is awaited or dropped, and nothing can be thrown into it"),
];
