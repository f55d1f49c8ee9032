//! Places where a yield can stand.

use antiphon::prelude::*;
use std::{convert::identity, fmt::Write};

macro_rules! sum {
    ($($value:expr_2021),* $(,)?) => { 0 $(+ $value)* };
}

macro_rules! run {
    ($($statement:stmt);* $(;)?) => { $($statement)* };
}

/// In the arguments of other macros.
#[generator(yield = u32, send = u32)]
pub fn in_macros() -> String {
    let mut text = String::new();
    text += format!("{} ", yield_!(1)).as_str();
    let Ok(()) = write!(text, "{:?} ", vec![yield_!(2), yield_!(3)]) else { return text };
    assert!(yield_!(4) < 100, "{}", yield_!(0));
    assert_eq!(yield_!(5), 5);
    assert_ne!(yield_!(6), 0);
    if matches!(yield_!(7), 1..=8) {
        text.push_str(&sum!(yield_!(8), yield_!(9),).to_string());
    }
    run! {
        let answer = yield_!(10);
        text.push_str(&answer.to_string())
    }
    text
}

/// Yields three values.
#[generator(yield = u32, send = u32)]
fn three() -> u32 {
    yield_!(1) + yield_!(2) + yield_!(3)
}

/// In places where an expression may stand.
#[generator(yield = u32, send = u32)]
pub fn in_expressions() -> u32 {
    let mut total = identity(yield_!(1));
    total += yield_!(2) * yield_!(3) + 1;
    let [first, second] = [yield_!(4), yield_!(5)];
    total += if yield_!(6) > 5 { first } else { second };
    match yield_!(7) {
        0 => total += 1,
        1..=7 if total > 3 => total += yield_!(8),
        _ => {}
    }
    while yield_!(9) < total {
        total -= 1;
    }
    'outer: loop {
        for _ in 0..2_u8 {
            if yield_!(10) > 0 {
                break 'outer;
            }
        }
    }
    let two = || 2;
    total += two();
    yield_from!(three()) + 1 + total
}

/// As the tail.
#[generator(yield = u32, send = u32)]
pub fn tail() -> u32 {
    yield_!(1)
}

/// Delegation as the tail.
#[generator(yield = u32, send = u32)]
pub fn delegating_tail() -> u32 {
    yield_from!(three()) + 1
}

/// Delegation that is shown a close.
#[generator(yield = u32, send = u32)]
pub fn delegating() -> u32 {
    match try_yield_from!(three()) {
        Ok(sum) => sum,
        Err(closed) => closed.0.unwrap_or(0),
    }
}

/// A generator inside of a generator, and items of other kinds.
#[generator(yield = u32)]
pub fn nested() -> usize {
    /// Doubles.
    #[generator(yield = u32)]
    fn inner(value: u32) {
        yield_!(value);
        yield_!(value * 2);
    }

    const START: u32 = 4;
    let plain = |value: u32| value + 1;
    yield_from!(inner(START));
    yield_from!(inner(plain(START)));
    yield_from!([1, 2].into_generator());
    inner(1).into_iter().count()
}

/// Calls itself.
#[generator(yield = u32)]
pub fn countdown(from: u32) {
    yield_!(from);
    if from > 0 {
        yield_from!(countdown(from - 1).boxed());
    }
}
