//! Generators that draw from others, and from what is not async.

use super::Scheduler;
use crate::semantics::{
    case::{Case, does_not_compile, same, same_with},
    trace::{Trace, log},
    value::Value,
};
use antiphon::{Plain, YieldFirst, prelude::*};
use std::pin::pin;

const AS_A_FUNCTION: &str = "written as a generator function";

pub(super) const CASES: &[Case] = &[
    same("AG-17", |trace| {
        #[generator(yield = i64, send = Value)]
        async fn inner(trace: &Trace) {
            for i in 0..3 {
                let Ok(sent) = try_yield!(i) else { break };
                log!(trace, "inner got", sent);
            }
            log!(trace, "inner fin");
        }
        #[generator(yield = i64, send = Value)]
        async fn outer<G>(trace: &Trace, mut i: G)
        where
            G: AsyncGenerator<Yield = i64, Input = Value, Protocol = YieldFirst> + Unpin,
        {
            let mut next = i.start().await.ok();
            while let Some(x) = next {
                log!(trace, "outer got", yield_!(x));
                next = i.send(Value::None).await.ok();
            }
        }
        let io = Scheduler::new(trace);
        let mut i = pin!(inner(trace));
        {
            let mut g = pin!(outer(trace, i.as_mut()));
            io.run(g.start());
            io.run(g.send("S".into()));
            io.run(g.close());
        }
        log!(trace, i.status() == Status::Finished);
    }),
    same_with("AG-25", AS_A_FUNCTION, |trace| {
        #[generator(yield = i64)]
        async fn src(io: &Scheduler<'_>) {
            for i in 0..3 {
                io.pause(i).await;
                yield_!(i);
            }
        }
        #[generator(yield = i64)]
        async fn tens_but_one<G>(mut source: G)
        where
            G: AsyncGenerator<Yield = i64, Input = (), Protocol = Plain> + Unpin,
        {
            while let Ok(x) = source.start().await {
                if x != 1 {
                    yield_!(x * 10);
                }
            }
        }
        let io = Scheduler::new(trace);
        io.run_task(async {
            let source = || {
                log!(trace, "source");
                src(&io).boxed()
            };
            let g = tens_but_one(source());
            log!(trace, "made");
            all(g.boxed()).await
        });
    }),
    same("AG-26", |trace| {
        #[generator(yield = Value)]
        async fn f(io: &Scheduler<'_>) {
            io.pause("p").await;
            yield_!(1.into());
        }
        let io = Scheduler::new(trace);
        let mut g = pin!(f(&io));
        io.run_task(async { g.start().await.unwrap_or("D".into()) });
        io.run_task(async { g.start().await.unwrap_or("D".into()) });
        io.run(g.start());
    }),
    does_not_compile("AG-30", "a plain one is an `Iterator`, and a plain async one a `Stream`"),
    same_with("AG-34", AS_A_FUNCTION, |trace| {
        async fn ok(io: &Scheduler<'_>, x: i64) -> bool {
            io.pause(x).await;
            x % 2 == 1
        }
        #[generator(yield = i64)]
        async fn tens(io: &Scheduler<'_>) {
            for i in 0..4 {
                if ok(io, i).await {
                    yield_!(i * 10);
                }
            }
        }
        let io = Scheduler::new(trace);
        io.run_task(async { all(tens(&io).boxed()).await });
    }),
];

/// `[y async for y in g]`
async fn all(mut g: impl AsyncGenerator<Yield = i64, Input = (), Protocol = Plain> + Unpin) -> Vec<i64> {
    let mut values = vec![];
    while let Ok(value) = g.start().await {
        values.push(value);
    }
    values
}
