//! Delegators of delegators, and what may and may not be factored out.

use crate::semantics::{
    case::{Case, differs, does_not_apply, does_not_compile, same, same_with},
    trace::{Trace, log},
    value::{PyError, Value, key_error, tuple, value_error},
};
use antiphon::prelude::*;
use std::pin::pin;

pub(super) const CASES: &[Case] = &[
    same("YF-36", |trace| {
        #[generator(yield = i64)]
        fn c(n: i64) -> i64 {
            for i in 0..n {
                yield_!(i);
            }
            n
        }
        #[generator(yield = i64)]
        fn outer() -> i64 {
            yield_from!(c(2)) * 10 + yield_from!(c(3))
        }
        let mut g = pin!(outer());
        for _ in 0..6 {
            trace.next(&mut g);
        }
    }),
    same("YF-37", |trace| {
        #[generator(yield = i64, send = Value)]
        fn inner(trace: &Trace) {
            log!(trace, "inner");
            yield_!(1);
        }
        #[generator(yield = i64, send = Value)]
        fn outer(trace: &Trace) {
            log!(trace, "outer");
            yield_from!(inner(trace));
        }
        let mut g = pin!(outer(trace));
        trace.send(&mut g, 5);
        trace.next(&mut g);
    }),
    does_not_compile("YF-38", "what is thrown has the type that the generator says"),
    does_not_apply("YF-39", "a method is found when it is compiled"),
    same_with("YF-40", "the body chains the errors", |trace| {
        #[generator(throw = PyError)]
        fn inner() -> Result<(), PyError> {
            yield_!();
            Ok(())
        }
        #[generator(throw = PyError)]
        fn outer() -> Result<(), PyError> {
            let handled = key_error("a");
            yield_from!(inner()).map_err(|error| error.while_handling(handled))
        }
        let mut g = pin!(outer());
        g.start().unwrap();
        let error = g.throw(value_error("v")).unwrap_err().returned().unwrap().unwrap_err();
        log!(trace, error.links());
    }),
    same_with("YF-41", "the body chains the errors", |trace| {
        #[generator(yield = String, throw = PyError)]
        fn inner() -> Result<(), PyError> {
            match try_yield!("1".into()) {
                Err(Interrupt::Throw(error)) => Err(key_error("new").while_handling(error)),
                Ok(()) | Err(Interrupt::Close) => Ok(()),
            }
        }
        #[generator(yield = String, throw = PyError)]
        fn outer() -> Result<(), PyError> {
            if let Err(error) = yield_from!(inner()) {
                yield_!(error.links());
            }
            Ok(())
        }
        let mut g = pin!(outer());
        g.start().unwrap();
        trace.throw(&mut g, value_error("old"));
    }),
    same("YF-42", |trace| {
        #[generator(yield = Value)]
        fn inner(n: i64) -> Result<(), PyError> {
            for i in 0..3 {
                if (n, i) == (0, 1) {
                    return Err(value_error(i));
                }
                yield_!(tuple([n.into(), i.into()]));
            }
            Ok(())
        }
        #[generator(yield = Value)]
        fn outer() {
            for n in 0..2 {
                if yield_from!(inner(n)).is_err() {
                    yield_!("retry".into());
                }
            }
        }
        log!(trace, outer().into_iter().collect::<Vec<_>>());
    }),
    same("YF-43", |trace| {
        #[generator(yield = i64)]
        fn inner(trace: &Trace) {
            let _fin = trace.finally("inner fin");
            yield_!(1);
        }
        #[generator(yield = i64)]
        fn outer(trace: &Trace) -> &'static str {
            if let Err(Closed(_)) = try_yield_from!(inner(trace)) {
                log!(trace, "outer ge");
                return "outer R";
            }
            "inner ended"
        }
        let mut g = pin!(outer(trace));
        g.start().unwrap();
        trace.close(&mut g);
    }),
    same("YF-44", |trace| {
        #[generator(yield = &'static str, send = &'static str, throw = PyError)]
        fn level(trace: &Trace, n: i64) -> Value {
            let _fin = trace.finally(format!("fin {n}"));
            if n > 0 {
                return tuple([n.into(), yield_from!(level(trace, n - 1).boxed())]);
            }
            loop {
                match try_yield!("leaf") {
                    Ok(value) => log!(trace, "leaf got", value),
                    Err(Interrupt::Throw(_)) => return tuple(["caught".into(), n.into()]),
                    Err(Interrupt::Close) => return Value::None,
                }
            }
        }
        let mut g = level(trace, 2).boxed();
        g.start().unwrap();
        trace.send(&mut g, "A");
        trace.throw(&mut g, key_error("k"));
    }),
    same("YF-45", |trace| {
        struct Node(Option<Box<Node>>, i64, Option<Box<Node>>);
        fn node(left: Option<Node>, label: i64, right: Option<Node>) -> Node {
            Node(left.map(Box::new), label, right.map(Box::new))
        }
        #[generator(yield = i64)]
        fn walk<'a>(trace: &'a Trace, tree: Option<&'a Node>) {
            if let Some(Node(left, label, right)) = tree {
                let _fin = trace.finally(format!("leave {label}"));
                yield_from!(walk(trace, left.as_deref()).boxed());
                yield_!(*label);
                yield_from!(walk(trace, right.as_deref()).boxed());
            }
        }
        let tree = node(Some(node(None, 1, None)), 2, Some(node(None, 3, None)));
        let mut g = walk(trace, Some(&tree)).boxed();
        log!(trace, g.start().unwrap(), g.start().unwrap());
        g.close().unwrap();
    }),
    differs(
        "YF-46",
        "there is no limit to recursion but the stack: each level of a boxed chain takes its part of it",
        &["leaf"],
        |trace| {
            #[generator(yield = &'static str)]
            fn deep(n: usize) {
                if n > 0 {
                    yield_from!(deep(n - 1).boxed());
                } else {
                    yield_!("leaf");
                }
            }
            log!(trace, deep(200).boxed().start().unwrap());
        },
    ),
    does_not_apply("YF-47", "there is no `RecursionError`, as YF-46"),
    does_not_apply("YF-48", "a generator does not tell what it delegates to"),
    same("YF-49", |trace| {
        #[generator(yield = i64, throw = PyError)]
        fn body(trace: &Trace, tag: &'static str) {
            match try_yield!(1) {
                Ok(value) => log!(trace, tag, value),
                Err(Interrupt::Throw(_)) => log!(trace, tag, "caught"),
                Err(Interrupt::Close) => return,
            }
            let _resumed = try_yield!(2);
        }
        #[generator(yield = i64, throw = PyError)]
        fn inline(trace: &Trace) {
            match try_yield!(1) {
                Ok(value) => log!(trace, "x", value),
                Err(Interrupt::Throw(_)) => log!(trace, "x", "caught"),
                Err(Interrupt::Close) => return,
            }
            let _resumed = try_yield!(2);
        }
        #[generator(yield = i64, throw = PyError)]
        fn factored(trace: &Trace) {
            yield_from!(body(trace, "x"));
        }
        for mut g in [inline(trace).erased(), factored(trace).erased()] {
            g.start().unwrap();
            trace.throw(&mut g, PyError::new("ValueError"));
            trace.close(&mut g);
        }
    }),
    same("YF-50", |trace| {
        #[generator(yield = i64)]
        fn inline(trace: &Trace) {
            if let Err(Interrupt::Close) = try_yield!(1) {
                log!(trace, "swallowed");
            }
            log!(trace, "goes on");
        }
        #[generator(yield = i64)]
        fn part(trace: &Trace) {
            if let Err(Interrupt::Close) = try_yield!(1) {
                log!(trace, "swallowed");
            }
        }
        #[generator(yield = i64)]
        fn factored(trace: &Trace) {
            yield_from!(part(trace));
            log!(trace, "goes on");
        }
        for mut g in [inline(trace).erased(), factored(trace).erased()] {
            g.start().unwrap();
            trace.close(&mut g);
        }
    }),
    does_not_compile("YF-51", "a future is not a generator"),
    same("YF-52", |trace| {
        #[generator(yield = i64)]
        fn leaf(trace: &Trace) {
            let _fin = trace.finally("leaf");
            yield_!(1);
            yield_!(2);
        }
        #[generator(yield = i64)]
        fn mid(trace: &Trace) {
            let _fin = trace.finally("mid");
            yield_from!(leaf(trace));
        }
        #[generator(yield = i64)]
        fn top(trace: &Trace) {
            for x in mid(trace) {
                yield_!(x);
            }
        }
        for x in top(trace) {
            if x == 1 {
                break;
            }
        }
        log!(trace, "after");
    }),
    differs(
        "YF-53",
        "a drop closes nothing: a child that somebody else holds stays where it is",
        &["0 1", "SUSPENDED", "next -> yield 2", "inner fin"],
        |trace| {
            #[generator(yield = i64)]
            fn inner(trace: &Trace) {
                let _fin = trace.finally("inner fin");
                for i in 0..5 {
                    yield_!(i);
                }
            }
            #[generator(yield = i64)]
            fn outer(s: impl Iterator<Item = i64>) {
                yield_from!(s.into_generator());
            }
            let mut s = pin!(inner(trace));
            {
                let mut g = pin!(outer(&mut s));
                log!(trace, g.start().unwrap(), g.start().unwrap());
            }
            log!(trace, s.status());
            trace.next(&mut s);
        },
    ),
    same_with("YF-54", "a close is asked for by `close`, not thrown", |trace| {
        #[generator(yield = i64)]
        fn inner() -> Result<(), PyError> {
            match try_yield!(1) {
                Ok(()) => Ok(()),
                Err(Interrupt::Close) => {
                    Err(value_error("while closing").while_handling(PyError::new("GeneratorExit")))
                }
            }
        }
        #[generator(yield = i64)]
        fn outer(trace: &Trace) -> Result<(), PyError> {
            let _fin = trace.finally("outer fin");
            match try_yield_from!(inner()) {
                Ok(returned) | Err(Closed(Some(returned))) => returned,
                Err(Closed(None)) => Ok(()),
            }
        }
        let mut g = pin!(outer(trace));
        g.start().unwrap();
        let error = g.close().unwrap().unwrap().unwrap_err();
        log!(trace, error.links());
        trace.next(&mut g);
    }),
];
