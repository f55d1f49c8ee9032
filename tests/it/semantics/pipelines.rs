//! Consumers, and pipelines of them.

use super::{
    case::{Case, same, same_with},
    trace::{Trace, log},
    value::{PyError, Value, tuple, uncaught},
};
use antiphon::{SendFirst, YieldFirst, adapt::Erased, prelude::*};
use std::{convert::Infallible, mem, pin::pin};

pub(super) const CASES: &[Case] = &[
    same("SC-01", |trace| {
        #[generator(send = &'static str)]
        fn grep(trace: &Trace, pattern: &str) {
            log!(trace, "looking for", pattern);
            while let Ok(line) = try_yield!() {
                if line.contains(pattern) {
                    log!(trace, "match", line);
                }
            }
            log!(trace, "going away");
        }
        let mut g = pin!(grep(trace, "py"));
        assert_eq!(g.start(), Ok(()));
        for line in ["yeah no", "py rocks", "java", "happy"] {
            assert_eq!(g.send(line), Ok(()));
        }
        assert_eq!(g.close(), Ok(Some(())));
    }),
    same("SC-02", |trace| {
        #[generator(send = i64)]
        fn sink<'a>(trace: &'a Trace, name: &'a str) {
            let _closed = trace.finally(format!("{name} closed"));
            loop {
                log!(trace, name, yield_!());
            }
        }
        #[generator(send = i64)]
        fn keep_even(trace: &Trace, mut target: impl Generator<Yield = (), Input = i64, Return = ()>) {
            while let Ok(x) = try_yield!() {
                if x % 2 == 0 {
                    assert_eq!(target.send(x), Ok(()));
                }
            }
            assert_eq!(target.close(), Ok(None));
            log!(trace, "filter closed");
        }
        let mut p = pin!(keep_even(trace, primed(sink(trace, "sink").boxed())));
        assert_eq!(p.start(), Ok(()));
        for i in 0..5 {
            assert_eq!(p.send(i), Ok(()));
        }
        assert_eq!(p.close(), Ok(Some(())));
    }),
    same("SC-03", |trace| {
        #[generator]
        fn sink<'a>(trace: &'a Trace, name: &'a str, #[send] mut x: i64) {
            loop {
                log!(trace, name, x);
                x = yield_!();
            }
        }
        #[generator]
        fn broadcast(mut targets: Vec<Erased<'_, (), i64, Infallible, (), SendFirst>>, #[send] mut x: i64) {
            loop {
                for target in &mut targets {
                    assert_eq!(target.send(x), Ok(()));
                }
                x = yield_!();
            }
        }
        let mut b = pin!(broadcast(vec![sink(trace, "a").erased(), sink(trace, "b").erased()]));
        assert_eq!(b.send(1), Ok(()));
        assert_eq!(b.send(2), Ok(()));
    }),
    same("SC-04", |trace| {
        type Sink<'a> = Erased<'a, (), i64, Infallible, Result<(), PyError>, SendFirst>;
        #[generator]
        fn sink<'a>(trace: &'a Trace, name: &'static str, bad: Option<i64>, #[send] mut x: i64) -> Result<(), PyError> {
            while Some(x) != bad {
                log!(trace, name, x);
                x = yield_!();
            }
            Err(PyError::new("ValueError").arg(name).arg(x))
        }
        #[generator]
        fn broadcast(mut targets: Vec<Sink<'_>>, #[send] mut x: i64) -> Result<(), PyError> {
            loop {
                for target in &mut targets {
                    if let Some(ended) = target.send(x).err().and_then(Stopped::returned) {
                        ended?;
                    }
                }
                x = yield_!();
            }
        }
        let targets = [("a", None), ("b", Some(2)), ("c", None)];
        let mut b = pin!(broadcast(targets.map(|(name, bad)| sink(trace, name, bad).erased()).into()));
        for i in [1, 2, 3] {
            trace.send(&mut b, i);
        }
    }),
    same("SC-13", |trace| {
        #[generator(yield = Option<f64>, send = i32, throw = PyError)]
        fn average() -> Result<(i32, i32), PyError> {
            let (mut n, mut sum) = (0, 0);
            loop {
                match try_yield!((n > 0).then(|| f64::from(sum) / f64::from(n))) {
                    Ok(x) => (n, sum) = (n + 1, sum + x),
                    Err(Interrupt::Throw(error)) if error.name == "Reset" => (n, sum) = (0, 0),
                    Err(Interrupt::Close) => return Ok((n, sum)),
                    Err(other) => return uncaught(other),
                }
            }
        }
        let mut g = pin!(average());
        assert_eq!(g.start(), Ok(None));
        trace.send(&mut g, 10);
        trace.send(&mut g, 20);
        trace.throw(&mut g, PyError::new("Reset"));
        trace.send(&mut g, 5);
        trace.close(&mut g);
    }),
    same("SC-14", |trace| {
        #[generator(yield = Value, send = Value)]
        fn summer() -> i64 {
            let mut total = 0;
            while let Value::Int(x) = yield_!(Value::None) {
                total += x;
            }
            total
        }
        #[generator(yield = Value, send = Value)]
        fn outer() {
            let total = yield_from!(summer());
            yield_!(tuple(["sum".into(), total.into()]));
        }
        let mut g = pin!(outer());
        assert_eq!(g.start(), Ok(Value::None));
        assert_eq!(g.send(3.into()), Ok(Value::None));
        assert_eq!(g.send(4.into()), Ok(Value::None));
        trace.send(&mut g, "StopIteration");
    }),
    same_with("SC-15", "the rest is sent on by a close, which a drop is not", |trace| {
        #[generator(send = Vec<i64>)]
        fn sink(trace: &Trace) {
            loop {
                log!(trace, "batch", yield_!());
            }
        }
        #[generator(send = i64)]
        fn batcher(size: usize, mut target: impl Generator<Yield = (), Input = Vec<i64>, Return = ()>) {
            let mut batch = Vec::new();
            while let Ok(x) = try_yield!() {
                batch.push(x);
                if batch.len() == size {
                    assert_eq!(target.send(mem::take(&mut batch)), Ok(()));
                }
            }
            if !batch.is_empty() {
                assert_eq!(target.send(batch), Ok(()));
            }
        }
        let mut b = primed(batcher(2, primed(sink(trace).boxed())).boxed());
        assert_eq!(b.send_all(0..5), Ok(Some(())));
    }),
];

/// Brings a generator to its first yield, so that it can be sent to.
fn primed<G: Generator<Protocol = YieldFirst>>(mut generator: G) -> G {
    assert!(generator.start().is_ok(), "it stops before the first value");
    generator
}
