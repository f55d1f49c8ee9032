//! What can be delegated to: iterators, generators written by hand, generators that others hold.

use super::custom::Custom;
use crate::semantics::{
    case::{Case, differs, does_not_compile, same, same_with},
    trace::{Trace, log},
    value::{Nothing, PyError, Value, tuple, value_error},
};
use antiphon::{Plain, YieldFirst, prelude::*};
use std::{convert::Infallible, iter, pin::pin};

pub(super) const CASES: &[Case] = &[
    same_with("YF-21", "the delegation to an iterator that may fail is a generator of its own", |trace| {
        #[generator(yield = Value, throw = PyError)]
        fn rest(it: &mut impl Iterator<Item = Value>) -> Result<(), PyError> {
            yield_from!(it.into_generator());
            Ok(())
        }
        #[generator(yield = Value, throw = PyError)]
        fn outer(it: &mut impl Iterator<Item = Value>) -> Result<(), PyError> {
            if yield_from!(rest(it)).is_err() {
                yield_!("caught".into());
            }
            yield_from!(rest(it))
        }
        let mut it = [1, 2, 3].into_iter().map(Value::Int);
        let mut g = pin!(outer(&mut it));
        g.start().unwrap();
        trace.throw(&mut g, value_error("x"));
        trace.next(&mut g);
        trace.next(&mut g);
    }),
    same("YF-22", |trace| {
        #[generator(yield = Value, send = Value, throw = PyError)]
        fn over_custom<G>(trace: &Trace, it: G)
        where
            G: Generator<Yield = Value, Input = Value, Error = PyError, Return = Value, Protocol = YieldFirst>,
        {
            let _fin = trace.finally("outer fin");
            yield_from!(it);
        }
        #[generator(yield = i64)]
        fn over_iterator(trace: &Trace, it: [i64; 2]) {
            let _fin = trace.finally("outer fin");
            yield_from!(it.into_generator());
        }
        let it = Custom::new(|_| Ok(1.into()), |error| Ok(error.into()), || log!(trace, "It.close"));
        let mut g = pin!(over_custom(trace, it));
        g.start().unwrap();
        trace.close(&mut g);
        let mut g = pin!(over_iterator(trace, [1, 2]));
        g.start().unwrap();
        trace.close(&mut g);
    }),
    same("YF-23", |trace| {
        #[generator(yield = (&'static str, PyError))]
        fn inner() -> Result<(), PyError> {
            Err(value_error("first step"))
        }
        #[generator(yield = (&'static str, PyError))]
        fn outer() {
            if let Err(error) = yield_from!(inner()) {
                yield_!(("caught", error));
            }
        }
        log!(trace, outer().into_iter().collect::<Vec<_>>());
    }),
    same("YF-24", |trace| {
        #[generator(yield = i64)]
        fn inner(trace: &Trace) -> Result<(), PyError> {
            let _fin = trace.finally("inner fin");
            yield_!(1);
            Err(value_error("later"))
        }
        #[generator(yield = i64)]
        fn outer(trace: &Trace) -> Result<(), PyError> {
            let _fin = trace.finally("outer fin");
            yield_from!(inner(trace))
        }
        let mut g = pin!(outer(trace));
        trace.next(&mut g);
        trace.next(&mut g);
    }),
    does_not_compile("YF-25", "a number is not a generator"),
    does_not_compile("YF-26", "a body cannot reach the generator it is the body of, which its driver holds by `&mut`"),
    does_not_compile("YF-27", "as YF-26: of two generators, one at most holds the other"),
    same("YF-28", |trace| {
        let mut n = 0;
        let count_to_two = |_| {
            n += 1;
            if n < 3 { Ok(n.into()) } else { Err("ret".into()) }
        };
        let mut g = pin!(shows_return(Custom::new(count_to_two, |error| Ok(error.into()), || ())));
        let values = iter::successors(g.start().ok(), |_| g.send(Value::nothing()).ok());
        log!(trace, values.collect::<Vec<_>>());
    }),
    same("YF-29", |trace| {
        let answer = |value| match value {
            Value::None => Ok("next".into()),
            value => Ok(tuple(["sent".into(), value])),
        };
        let mut g = pin!(shows_return(Custom::new(answer, |error| Ok(error.into()), || ())));
        trace.next(&mut g);
        trace.send(&mut g, ());
        trace.send(&mut g, tuple([1.into(), 2.into()]));
        trace.send(&mut g, false);
    }),
    same("YF-30", |trace| {
        let throw = |error: PyError| {
            if error.args == ["a".into()] { Ok("thrown a".into()) } else { Err("done".into()) }
        };
        let mut g = pin!(shows_return(Custom::new(|_| Ok("n".into()), throw, || ())));
        g.start().unwrap();
        trace.throw(&mut g, value_error("a"));
        trace.throw(&mut g, value_error("b"));
    }),
    does_not_compile("YF-31", "who drives a generator holds it by `&mut`, so nothing else can look at it meanwhile"),
    differs(
        "YF-32",
        "one delegator at a time can hold the child; closing it closes the child, for whoever holds that next",
        &["0 1", "CLOSED", "next -> yield (b, done, None)"],
        |trace| {
            #[generator(yield = Value)]
            fn inner() {
                for i in 0..5 {
                    yield_!(i.into());
                }
            }
            #[generator(yield = Value)]
            fn outer<G>(tag: &'static str, s: G)
            where
                G: Generator<Yield = Value, Input = (), Error = Infallible, Return = (), Protocol = Plain>,
            {
                yield_from!(s);
                yield_!(tuple([tag.into(), "done".into(), Value::None]));
            }
            let mut s = pin!(inner());
            {
                let mut a = pin!(outer("a", &mut s));
                log!(trace, a.start().unwrap(), a.start().unwrap());
                a.close().unwrap();
            }
            log!(trace, s.status());
            let rest = pin!(s.into_generator());
            let mut b = pin!(outer("b", rest));
            trace.next(&mut b);
        },
    ),
    does_not_compile("YF-33", "who delegates owns the child or holds it by `&mut`"),
    same_with("YF-34", "a generator that has been driven is delegated to as the iterator it is", |trace| {
        #[generator(yield = i64)]
        fn inner(trace: &Trace) {
            log!(trace, "got", yield_!(1));
            yield_!(2);
        }
        #[generator(yield = i64)]
        fn outer(s: impl Iterator<Item = i64>) {
            yield_from!(s.into_generator());
        }
        let mut s = pin!(inner(trace));
        s.start().unwrap();
        let mut g = pin!(outer(s));
        trace.next(&mut g);
        trace.next(&mut g);
    }),
    same("YF-35", |trace| {
        struct C<'a>(&'a Trace);
        impl IntoIterator for C<'_> {
            type Item = Value;
            type IntoIter = std::array::IntoIter<Value, 2>;

            fn into_iter(self) -> Self::IntoIter {
                log!(self.0, "iter()");
                [1.into(), 2.into()].into_iter()
            }
        }
        #[generator(yield = Value)]
        fn outer(trace: &Trace) {
            yield_!("before".into());
            yield_from!(C(trace).into_generator());
        }
        let mut g = pin!(outer(trace));
        trace.next(&mut g);
        trace.next(&mut g);
        trace.next(&mut g);
    }),
];

/// Yields what its child returns.
#[generator(yield = Value, send = Value, throw = PyError)]
fn shows_return<G>(it: G) -> Result<(), PyError>
where
    G: Generator<Yield = Value, Input = Value, Error = PyError, Return = Value, Protocol = YieldFirst>,
{
    let r = yield_from!(it);
    yield_!(tuple(["r".into(), r]));
    Ok(())
}
