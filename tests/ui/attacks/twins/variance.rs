//! The twin: the lives are the same.
use antiphon::{Gen, Plain, SendFirst, YieldFirst, adapt::Erased, prelude::*};
use std::{convert::Infallible, pin::Pin};

macro_rules! both_ways {
    ($shorter:ident, $longer:ident, [$($bound:tt)*], $made:ty, $wanted:ty) => {
        fn $shorter<'a, $($bound)*>(generator: $made) -> $wanted {
            generator
        }
        fn $longer<'a, $($bound)*>(generator: $wanted) -> $made {
            generator
        }
    };
}

both_ways!(shorter_yield, longer_yield, [F: Future],
    Gen<&'a str, (), Infallible, Plain, F>, Gen<&'a str, (), Infallible, Plain, F>);
both_ways!(shorter_input, longer_input, [F: Future],
    Gen<(), &'a str, Infallible, SendFirst, F>, Gen<(), &'a str, Infallible, SendFirst, F>);
both_ways!(shorter_error, longer_error, [F: Future],
    Gen<(), u8, &'a str, YieldFirst, F>, Gen<(), u8, &'a str, YieldFirst, F>);
both_ways!(shorter_pinned, longer_pinned, ['p, F: Future],
    Pin<&'p mut Gen<&'a str, (), Infallible, Plain, F>>, Pin<&'p mut Gen<&'a str, (), Infallible, Plain, F>>);
both_ways!(shorter_boxed, longer_boxed, [F: Future],
    Pin<Box<Gen<(), (), &'a str, Plain, F>>>, Pin<Box<Gen<(), (), &'a str, Plain, F>>>);
both_ways!(shorter_erased_yield, longer_erased_yield, [], Erased<'static, &'a str>, Erased<'static, &'a str>);
both_ways!(
    shorter_erased_input,
    longer_erased_input,
    [],
    Erased<'static, (), &'a str, Infallible, (), SendFirst>,
    Erased<'static, (), &'a str, Infallible, (), SendFirst>
);
both_ways!(
    shorter_erased_error,
    longer_erased_error,
    [],
    Erased<'static, (), (), &'a str>,
    Erased<'static, (), (), &'a str>
);
both_ways!(
    shorter_erased_return,
    longer_erased_return,
    [],
    Erased<'static, (), (), Infallible, &'a str>,
    Erased<'static, (), (), Infallible, &'a str>
);

#[generator(yield = &'a str)]
fn returns<'a>(text: &'a str) -> &'a str {
    yield_!(text);
    text
}

fn longer_return<'a>(text: &'a str) -> Gen<&'a str, (), Infallible, Plain, impl Future<Output = &'a str>> {
    returns(text)
}

fn main() {
    let _ = longer_return("text");
}
