//! The iterator adaptors, over generators.

use super::{
    case::{Case, differs, does_not_compile, same, same_with},
    tee::{Tee, tee},
    trace::{Trace, log},
    value::{PyError, Value, value_error},
};
use antiphon::{adapt::Erased, prelude::*};
use std::{cell::RefCell, iter, pin::pin, rc::Rc};

const TEE: &str = "in a `tee` that the test brings; neither std nor antiphon has one";

pub(super) const CASES: &[Case] = &[
    same("IT-01", |trace| {
        let mut g = pin!(made(trace, 0..6));
        log!(trace, g.by_ref().take(2).collect::<Vec<_>>());
        log!(trace, g.next());
    }),
    differs("IT-02", "an adaptor that gives nothing takes nothing: `skip` alone is lazy", &["[] 0"], |trace| {
        let mut g = pin!(each(0..10));
        log!(trace, g.by_ref().skip(3).take(0).collect::<Vec<_>>(), g.next());
    }),
    same("IT-03", |trace| {
        let mut c = pin!(each(0..));
        log!(trace, c.by_ref().take(3).skip(1).step_by(50).collect::<Vec<_>>(), c.next());
        let mut g = pin!(each(0..10));
        log!(trace, g.by_ref().take(5).step_by(2).collect::<Vec<_>>(), g.next());
    }),
    same("IT-04", |trace| {
        #[generator(yield = i64)]
        fn source(trace: &Trace) {
            log!(trace, "start");
            yield_!(1);
        }
        let source = || source(trace).into_iter();
        let _made = (
            source().take(1),
            source().chain(source()),
            source().map(|x| x.to_string()),
            source().zip(source()),
            tee(source()),
        );
        log!(trace, "made");
    }),
    same("IT-05", |trace| {
        #[generator(yield = i64)]
        fn a(trace: &Trace) -> Result<(), PyError> {
            log!(trace, "a");
            yield_!(1);
            log!(trace, "a end");
            Ok(())
        }
        #[generator(yield = i64)]
        fn b(trace: &Trace) -> Result<(), PyError> {
            log!(trace, "b");
            yield_!(2);
            Err(value_error("b"))
        }
        let mut g = a(trace).try_iter().chain(b(trace).try_iter()).chain([Ok(3)]);
        for _ in 0..4 {
            trace.pull(&mut g);
        }
    }),
    same_with("IT-06", TEE, |trace| {
        let (mut a, mut b) = tee(made(trace, 0..4).into_iter());
        log!(trace, a.next(), a.next());
        log!(trace, b.next());
        log!(trace, a.collect::<Vec<_>>(), b.collect::<Vec<_>>());
    }),
    does_not_compile("IT-07", "what copies a source owns it, so nobody can take from it past the copies"),
    same_with("IT-08", TEE, |trace| {
        type Source<'a> = Erased<'a, &'static str>;
        #[generator(yield = &'static str)]
        fn source<'a>(trace: &'a Trace, b: Rc<RefCell<Option<Tee<Source<'a>>>>>) {
            if let Some(Err(error)) = b.borrow().as_ref().map(Tee::try_next) {
                log!(trace, "inside", error.name);
            }
            yield_!("item");
        }
        let known = Rc::default();
        let (mut a, b) = tee(source(trace, Rc::clone(&known)).erased());
        known.replace(Some(b));
        trace.pull(&mut a);
        let b = known.take();
        trace.pull(&mut b.into_iter().flatten());
    }),
    same_with("IT-09", TEE, |trace| {
        let (mut a, mut b) = tee(guarded(trace).into_iter());
        assert_eq!(a.next(), Some(1));
        drop(a);
        log!(trace, "one left", b.next());
        drop(b);
        log!(trace, "gone");
    }),
    does_not_compile("IT-10", "an iterator adaptor has `next` and nothing else"),
    same("IT-11", |trace| {
        let mut values = guarded(trace).into_iter().map(|x| x * 10).take(5);
        log!(trace, values.next());
        drop(values);
        log!(trace, "gone");
    }),
    same("IT-12", |trace| {
        fn f(x: i64) -> Result<i64, PyError> {
            if x == 1 { Err(value_error(x)) } else { Ok(x) }
        }
        #[generator(yield = i64)]
        fn mapped() -> Result<(), PyError> {
            for x in 0..4 {
                yield_!(f(x)?);
            }
            Ok(())
        }
        let mut m = (0..4).map(f);
        for _ in 0..4 {
            trace.pull(&mut m);
        }
        let mut g = pin!(mapped());
        for _ in 0..4 {
            trace.next(&mut g);
        }
    }),
    same("IT-13", |trace| {
        #[generator(yield = i64)]
        fn source() -> Result<(), PyError> {
            yield_!(1);
            Err(value_error("src"))
        }
        let mut m = source().try_iter().map(|x| x.map(|x| x * 10));
        for _ in 0..3 {
            trace.pull(&mut m);
        }
    }),
    same("IT-14", |trace| {
        let values = [1, 3, 20, 2, 4];
        let mut g = pin!(each(values));
        log!(trace, g.by_ref().take_while(|x| *x < 10).collect::<Vec<_>>(), g.collect::<Vec<_>>());
        log!(trace, each(values).into_iter().skip_while(|x| *x < 10).collect::<Vec<_>>());
    }),
    differs(
        "IT-15",
        "std groups slices, whose groups stay; a group that reads from a generator would have to borrow it",
        &["a [a, a] b [b, b, b]"],
        |trace| {
            let letters: Vec<_> = each("aabbb".chars()).into_iter().collect();
            let mut groups = letters.chunk_by(char::eq);
            if let (Some(first), Some(second)) = (groups.next(), groups.next()) {
                log!(trace, first[0], first, second[0], second);
            }
        },
    ),
    same_with("IT-16", "a generator is not `Clone`, so what `cycle` repeats is collected first", |trace| {
        #[generator(yield = char)]
        fn source(trace: &Trace) {
            for i in "ab".chars() {
                log!(trace, "make", i);
                yield_!(i);
            }
        }
        let letters: Vec<_> = source(trace).into_iter().collect();
        let none: Vec<char> = each("".chars()).into_iter().collect();
        let repeated = letters.into_iter().cycle().take(5);
        log!(trace, repeated.collect::<Vec<_>>(), none.into_iter().cycle().take(5).collect::<Vec<_>>());
    }),
    same("IT-17", |trace| {
        let mut p = made(trace, 1..3).into_iter().peekable();
        log!(trace, p.peek(), p.peek(), p.next(), p.next(), p.peek().map_or("D".into(), |x| Value::Int(*x)));
    }),
    same("IT-18", |trace| {
        let mut a = made(trace, 1..4).into_iter().scan(0, |sum, x| {
            *sum += x;
            Some(*sum)
        });
        log!(trace, a.next());
        log!(trace, a.next());
        log!(trace, a.collect::<Vec<_>>());
    }),
    same("IT-19", |trace| {
        let source = || each([1, 2, 0, 3]).boxed();
        let mut g = source();
        log!(trace, g.by_ref().all(|x| x != 0), g.collect::<Vec<_>>());
        let mut g = source();
        log!(trace, g.by_ref().sum::<i64>(), g.collect::<Vec<_>>());
    }),
    same("IT-20", |trace| {
        let mut g = pin!(each([1.into(), 2.into(), Value::from("end"), 4.into()]));
        let end = Value::from("end");
        log!(trace, iter::from_fn(|| g.next()).take_while(|x| *x != end).collect::<Vec<_>>(), g.collect::<Vec<_>>());
    }),
    same_with("IT-21", "a generator that collects its sources when it begins", |trace| {
        #[generator(yield = (i64, char))]
        fn product(first: impl Iterator<Item = i64>, second: &str) {
            let first: Vec<_> = first.collect();
            for x in first {
                for y in second.chars() {
                    yield_!((x, y));
                }
            }
        }
        let mut p = product(made(trace, 1..3).into_iter(), "ab").into_iter();
        log!(trace, "made", p.next());
    }),
    same("IT-22", |trace| {
        #[generator(yield = i64)]
        fn s<'a>(trace: &'a Trace, tag: &'a str, n: i64) {
            for i in 0..n {
                log!(trace, "make", tag, i);
                yield_!(i);
            }
        }
        let mut b = pin!(s(trace, "b", 3));
        let mut z = s(trace, "a", 1).into_iter().zip(b.by_ref());
        log!(trace, z.next());
        trace.pull(&mut z);
        trace.pull(&mut z);
        log!(trace, b.next());
    }),
];

#[generator(yield = T)]
fn each<T>(values: impl IntoIterator<Item = T>) {
    for x in values {
        yield_!(x);
    }
}

#[generator(yield = i64)]
fn made(trace: &Trace, values: impl Iterator<Item = i64>) {
    for i in values {
        log!(trace, "make", i);
        yield_!(i);
    }
}

#[generator(yield = i64)]
fn guarded(trace: &Trace) {
    let _fin = trace.finally("fin");
    yield_!(1);
    yield_!(2);
}
