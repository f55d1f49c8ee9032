//! The end of one iteration does not leak into another.

use super::{
    case::{Case, does_not_apply, does_not_compile, same},
    trace::log,
};
use antiphon::prelude::*;
use std::{iter, pin::pin};

pub(super) const CASES: &[Case] = &[
    does_not_compile("SI-01", "the end of an iteration is no error that a body could return"),
    does_not_compile(
        "SI-02",
        "the end is a `None`, and `?` on it is refused in a body that does not return an `Option`",
    ),
    same("SI-03", |trace| {
        #[generator(yield = i64)]
        fn f(mut values: impl Iterator<Item = i64>) -> &'static str {
            loop {
                let Some(x) = values.next() else { return "clean" };
                yield_!(x);
            }
        }
        let mut g = pin!(f([1].into_iter()));
        trace.next(&mut g);
        trace.next(&mut g);
    }),
    does_not_compile("SI-04", "the end of an iteration is no error that a body could return"),
    does_not_compile("SI-05", "the end is a `None`, and an element cannot be made of it"),
    same("SI-06", |trace| {
        struct It;
        impl Iterator for It {
            type Item = i64;
            fn next(&mut self) -> Option<i64> {
                iter::empty().next()
            }
        }
        let ended_by_the_function = [1, 2].into_iter().map_while(|_: i64| iter::empty::<i64>().next());
        log!(trace, It.collect::<Vec<_>>(), ended_by_the_function.collect::<Vec<_>>());
    }),
    does_not_apply("SI-07", "antiphon's generators are synchronous"),
    does_not_apply("SI-08", "antiphon's generators are synchronous"),
];
