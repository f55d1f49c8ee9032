//! Tasks that are generators, and what runs them.

use super::{
    case::{Case, same, same_with},
    trace::{Trace, log},
    value::{PyError, Value, tuple, uncaught, value_error},
};
use antiphon::{YieldFirst, adapt::Erased, prelude::*};
use std::{
    collections::{BTreeMap, VecDeque},
    convert::Infallible,
    pin::pin,
};

pub(super) const CASES: &[Case] = &[
    same("SC-05", |trace| {
        #[generator]
        fn task<'a>(trace: &'a Trace, name: &'a str, slices: i64) {
            for i in 0..slices {
                log!(trace, name, i);
                yield_!();
            }
        }
        let mut ready = VecDeque::from([("A", 3), ("B", 1), ("C", 2)].map(|(name, n)| task(trace, name, n).boxed()));
        while let Some(mut task) = ready.pop_front() {
            if task.next().is_some() {
                ready.push_back(task);
            } else {
                log!(trace, "done");
            }
        }
    }),
    same("SC-06", |trace| {
        enum Request<'a> {
            Id,
            Spawn(Task<'a>),
        }
        type Task<'a> = Erased<'a, Request<'a>, i64, Infallible, (), YieldFirst>;
        #[generator(yield = Request<'a>, send = i64)]
        fn child<'a>(trace: &'a Trace) {
            log!(trace, "child runs", yield_!(Request::Id));
        }
        #[generator(yield = Request<'a>, send = i64)]
        fn main<'a>(trace: &'a Trace) {
            log!(trace, "main is", yield_!(Request::Id));
            let kid = yield_!(Request::Spawn(child(trace).erased()));
            log!(trace, "spawned", kid);
        }
        let mut ready = VecDeque::from([(1, main(trace).erased(), None)]);
        let mut last = 1;
        while let Some((id, mut task, answer)) = ready.pop_front() {
            let request = match answer {
                None => task.start().ok(),
                Some(answer) => task.send(answer).ok(),
            };
            match request {
                None => log!(trace, "exit", id),
                Some(Request::Id) => ready.push_back((id, task, Some(id))),
                Some(Request::Spawn(spawned)) => {
                    last += 1;
                    ready.extend([(last, spawned, None), (id, task, Some(last))]);
                }
            }
        }
    }),
    same("SC-07", |trace| {
        #[generator]
        fn task<'a>(trace: &'a Trace, name: &'a str) {
            let _cleanup = trace.finally(format!("{name} cleanup"));
            loop {
                log!(trace, name);
                yield_!();
            }
        }
        let mut tasks = BTreeMap::from(["A", "B"].map(|name| (name, task(trace, name).boxed())));
        for round in 0..3 {
            for task in tasks.values_mut() {
                assert_eq!(task.start(), Ok(()));
            }
            if round == 1 {
                assert_eq!(tasks.remove("A").map(|mut task| task.close()), Some(Ok(None)));
            }
        }
        assert_eq!(tasks.remove("B").map(|mut task| task.close()), Some(Ok(None)));
    }),
    same("SC-08", |trace| {
        type Task<'a> = Erased<'a, Option<&'static str>>;
        #[generator(yield = Option<&'static str>)]
        fn kid(trace: &Trace) {
            log!(trace, "k1");
            yield_!(None);
            log!(trace, "k2");
            yield_!(None);
        }
        /// Waits for the task that it names.
        #[generator(yield = Option<&'static str>)]
        fn main(trace: &Trace) {
            yield_!(Some("kid"));
            log!(trace, "kid finished");
        }
        let mut ready: VecDeque<(_, Task<'_>)> = [("main", main(trace).erased()), ("kid", kid(trace).erased())].into();
        let mut waiting = BTreeMap::<_, Vec<_>>::new();
        while let Some((name, mut task)) = ready.pop_front() {
            match task.next() {
                None => ready.extend(waiting.remove(name).unwrap_or_default()),
                Some(Some(other)) => waiting.entry(other).or_default().push((name, task)),
                Some(None) => ready.push_back((name, task)),
            }
        }
    }),
    same("SC-09", |trace| {
        enum Step<'a> {
            Call(Call<'a>),
            Value(i64),
        }
        type Call<'a> = Erased<'a, Step<'a>, i64, Infallible, (), YieldFirst>;
        #[generator(yield = Step<'a>, send = i64)]
        fn add<'a>(a: i64, b: i64) {
            yield_!(Step::Value(a + b));
        }
        #[generator(yield = Step<'a>, send = i64)]
        fn main<'a>(trace: &'a Trace) {
            let r = yield_!(Step::Call(add(2, 3).erased()));
            log!(trace, "got", r);
            let sum = yield_!(Step::Call(add(r, 10).erased()));
            yield_!(Step::Value(sum));
        }
        let mut stack = vec![main(trace).erased()];
        let mut value = None;
        while let Some(call) = stack.last_mut() {
            let step = match value.take() {
                None => call.start().ok(),
                Some(value) => call.send(value).ok(),
            };
            match step.expect("a call ends with a value") {
                Step::Call(callee) => stack.push(callee),
                Step::Value(result) => {
                    assert!(stack.pop().is_some_and(|mut call| call.close().is_ok()));
                    value = Some(result);
                }
            }
        }
        log!(trace, value);
    }),
    same("SC-10", |trace| {
        enum Step {
            Call(Call),
            Value(Value),
        }
        type Call = Erased<'static, Step, Value, PyError, Result<(), PyError>, YieldFirst>;
        #[generator(yield = Step, send = Value, throw = PyError)]
        fn bad() -> Result<(), PyError> {
            if true {
                return Err(value_error("callee"));
            }
            yield_!(Step::Value(Value::None));
            Ok(())
        }
        #[generator(yield = Step, send = Value, throw = PyError)]
        fn main() -> Result<(), PyError> {
            match try_yield!(Step::Call(bad().erased())) {
                Ok(_) => {}
                Err(Interrupt::Throw(error)) if error.name == "ValueError" => {
                    yield_!(Step::Value(tuple(["handled".into(), error.into()])));
                }
                Err(other) => return uncaught(other),
            }
            Ok(())
        }
        let mut stack = vec![main().erased()];
        let mut outcome = None;
        while let Some(call) = stack.last_mut() {
            let step = match outcome.take() {
                None => call.start().map_err(Stopped::returned),
                Some(Ok(value)) => call.send(value).map_err(Stopped::returned),
                Some(Err(error)) => call.throw(error).map_err(Stopped::returned),
            };
            outcome = match step {
                Ok(Step::Call(callee)) => {
                    stack.push(callee);
                    continue;
                }
                Ok(Step::Value(value)) => Some(Ok(value)),
                Err(returned) => Some(Err(returned.and_then(Result::err).expect("a call ends with a value"))),
            };
            stack.pop();
        }
        log!(trace, outcome.and_then(Result::ok));
    }),
    same("SC-11", |trace| {
        #[generator(yield = (&'static str, i64), send = &'static str)]
        fn read(n: i64) -> String {
            yield_!(("read", n)).to_uppercase()
        }
        #[generator(yield = (&'static str, i64), send = &'static str)]
        fn session() -> String {
            let a = yield_from!(read(1));
            let b = yield_from!(read(2));
            a + &b
        }
        let mut s = pin!(session());
        trace.start(&mut s);
        trace.send(&mut s, "ab");
        trace.send(&mut s, "cd");
    }),
    same_with("SC-12", "a cancellation is an error like others, or else a close", |trace| {
        type Task<'a> = Erased<'a, &'static str, (), PyError, Result<(), PyError>>;
        #[generator(yield = &'static str, throw = PyError)]
        fn polite(trace: &Trace) -> Result<(), PyError> {
            let _cleanup = trace.finally("cleanup");
            yield_!("working");
            Ok(())
        }
        #[generator(yield = &'static str, throw = PyError)]
        fn stubborn(trace: &Trace) -> Result<(), PyError> {
            loop {
                match try_yield!("working") {
                    Ok(()) => {}
                    Err(Interrupt::Throw(error)) if error.name == "Cancelled" => log!(trace, "refused"),
                    Err(other) => return uncaught(other),
                }
            }
        }
        let tasks: [Task<'_>; 2] = [polite(trace).erased(), stubborn(trace).erased()];
        for mut task in tasks {
            assert_eq!(task.start(), Ok("working"));
            trace.throw(&mut task, PyError::new("Cancelled"));
            log!(trace, task.status());
        }
    }),
    same("SC-16", |trace| {
        #[generator(yield = i64, send = i64)]
        fn sleeper<'a>(trace: &'a Trace, name: &'a str, pause: i64) {
            for _ in 0..2 {
                log!(trace, name, yield_!(pause));
            }
        }
        let mut asleep = BTreeMap::new();
        let mut order = 0..;
        for (name, pause) in [("slow", 5), ("fast", 2), ("also2", 2)] {
            let mut task = sleeper(trace, name, pause).boxed();
            let wakes = task.start().expect("it sleeps first");
            asleep.insert((wakes, order.next()), task);
        }
        while let Some(((now, _), mut task)) = asleep.pop_first() {
            if let Ok(pause) = task.send(now) {
                asleep.insert((now + pause, order.next()), task);
            }
        }
    }),
    same("SC-17", |trace| {
        #[generator]
        fn task<'a>(trace: &'a Trace, name: &'static str, slices: i64, bad: Option<i64>) -> Result<(), PyError> {
            for i in 0..slices {
                if Some(i) == bad {
                    return Err(PyError::new("ValueError").arg(name).arg(i));
                }
                log!(trace, name, i);
                yield_!();
            }
            Ok(())
        }
        let tasks = [("A", 3, None), ("B", 3, Some(1)), ("C", 2, None)];
        let mut ready = VecDeque::from(tasks.map(|(name, slices, bad)| task(trace, name, slices, bad).boxed()));
        while let Some(mut task) = ready.pop_front() {
            match task.start().map_err(Stopped::returned) {
                Ok(()) => ready.push_back(task),
                Err(Some(Err(error))) => log!(trace, "crashed", error),
                Err(_) => log!(trace, "done"),
            }
        }
    }),
    same("SC-18", |trace| {
        #[generator(yield = i64)]
        fn producer(trace: &Trace) {
            for i in 0..2 {
                yield_!(i);
                log!(trace, "put done", i);
            }
        }
        #[generator(send = i64)]
        fn consumer(trace: &Trace) {
            for _ in 0..2 {
                log!(trace, "got", yield_!());
            }
        }
        let (mut producer, mut consumer) = (pin!(producer(trace)), pin!(consumer(trace)));
        let mut offered = producer.next();
        let mut takes = consumer.start().is_ok();
        while let (Some(value), true) = (offered, takes) {
            log!(trace, "transfer", value);
            takes = consumer.send(value).is_ok();
            offered = producer.next();
        }
    }),
];
