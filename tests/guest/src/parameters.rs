//! Parameters that are more than a name and a type.

use antiphon::prelude::*;
use std::collections::BTreeMap;

/// Patterns of all kinds.
#[generator(yield = u32)]
pub fn patterns((first, _): (u32, u32), [second, ..]: [u32; 3], Wrapped { inner, .. }: Wrapped, _: u32) {
    yield_!(first);
    yield_!(second);
    yield_!(inner);
}

/// What the above takes apart.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wrapped {
    /// Is taken.
    pub inner: u32,
    /// Is left.
    pub other: u8,
}

/// Parameters that change.
#[generator(yield = u32)]
pub fn mutable(mut count: u32, (mut step, offset): (u32, u32)) {
    while count > 0 {
        yield_!(count * step + offset);
        count -= 1;
        step += 1;
    }
}

/// The first value sent can be a pattern, and change.
#[generator(yield = u32)]
pub fn sent_pattern(#[send] (mut left, right): (u32, u32)) {
    left += 1;
    let (next, _) = yield_!(left + right);
    yield_!(next);
}

/// The first value sent is not the first parameter, and borrows.
#[generator(yield = usize)]
pub fn counts<'a>(counts: &mut BTreeMap<&'a str, usize>, #[send] first: &'a str, limit: usize) -> usize {
    let mut word = first;
    loop {
        let count = counts.entry(word).or_default();
        *count += 1;
        if *count == limit {
            return counts.len();
        }
        let seen = *count;
        word = yield_!(seen);
    }
}

/// Unused, and said so.
#[generator(yield = u32)]
pub fn unused(_ignored: u32, #[expect(unused_variables, reason = "as an example")] also_ignored: String) {
    yield_!(1);
}

/// A parameter that is there or not.
#[generator(yield = u32)]
pub fn conditional(value: u32, #[cfg(any())] missing: NoSuchType, #[cfg(not(any()))] present: u32) {
    yield_!(value + present);
}

/// Sends an option, whose methods are known without an annotation.
#[generator(yield = u32, send = Option<i64>)]
pub fn optional() -> i64 {
    let given = yield_!(1).unwrap_or(0);
    given + yield_!(2).map_or(7, |value| value * 2)
}

/// What can be thrown below.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reset;

/// What is returned for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// It was thrown.
    Reset,
}

impl From<Reset> for Failure {
    fn from(_: Reset) -> Self {
        Self::Reset
    }
}

/// A thrown error leaves as another, by `yield_!` and by hand.
#[generator(yield = u32, throw = Reset)]
pub fn converted() -> Result<u32, Failure> {
    yield_!(1);
    match try_yield!(2) {
        Ok(()) => Ok(3),
        Err(Interrupt::Throw(error)) => Err(error.into()),
        Err(Interrupt::Close) => Ok(4),
    }
}
