//! What can stand before the body.

use antiphon::{Gen, Plain, prelude::*};
use std::{
    convert::Infallible, error::Error, fmt::Display, future::Future as Body, num::ParseIntError, pin::Pin, rc::Rc,
};

/// Nothing but a body.
#[generator]
pub fn bare() {
    yield_!();
}

/// Attributes of all kinds.
#[generator(yield = u32)]
#[inline]
#[must_use]
#[doc(alias = "numbered")]
#[cfg(not(any()))]
#[track_caller]
pub fn attributed() {
    yield_!(1);
}

#[generator(yield = u32)]
#[cfg(any())]
fn left_out() {
    no_such_function();
}

/// Replaced.
#[generator(yield = u32)]
#[deprecated(note = "as an example")]
pub fn deprecated() {
    yield_!(1);
}

/// With an attribute inside, and one that expects something of the body.
#[generator(yield = u32)]
#[expect(clippy::no_effect_underscore_binding, reason = "as an example")]
pub fn attributed_inside() {
    #![expect(non_snake_case, reason = "as an example")]
    let _Unused = 1_u32;
    yield_!(1);
}

/// Private, for the next.
#[generator(yield = T)]
fn repeated<T: Clone>(value: T, times: usize) {
    for _ in 0..times {
        yield_!(value.clone());
    }
}

/// Generic, with all that can be generic.
#[generator(yield = [T; N], send = usize)]
pub(crate) fn windows<'a, T, const N: usize>(values: &'a [T]) -> Option<&'a T>
where
    T: Clone + Default,
    [T; N]: Default,
{
    let mut start = 0_usize;
    loop {
        let mut window = <[T; N]>::default();
        for (place, value) in window.iter_mut().zip(values.iter().skip(start)) {
            place.clone_from(value);
        }
        start = yield_!(window);
        if start >= values.len() {
            return values.last();
        }
    }
}

/// Crate-visible generators, driven.
pub fn drive_private() -> (usize, usize) {
    let values = [1_u8, 2, 3];
    let mut pinned = std::pin::pin!(windows::<_, 2>(&values));
    let first = usize::from(pinned.start().is_ok());
    (repeated('a', 3).into_iter().count(), first)
}

/// Elided lifetimes, and two of them.
#[generator(yield = &'a str)]
pub fn words<'a>(text: &'a str, separators: &[char]) -> usize {
    let mut count = 0_usize;
    for word in text.split(separators) {
        yield_!(word);
        count += 1;
    }
    count
}

/// One elided lifetime, in what is yielded too.
#[generator(yield = &str)]
pub fn lines(text: &str) {
    for line in text.lines() {
        yield_!(line);
    }
}

/// Never returns.
#[generator(yield = u64)]
pub fn endless(#[send] first: u64) -> ! {
    let mut sum = 0_u64;
    let mut value = first;
    loop {
        sum += value;
        value = yield_!(sum);
    }
}

/// Returns by `?`.
#[generator(yield = u32)]
pub fn fallible(text: &str) -> Result<usize, ParseIntError> {
    for word in text.split(',') {
        yield_!(word.trim().parse()?);
    }
    Ok(text.len())
}

/// Boxes what it fails with.
#[generator(yield = u32)]
pub fn fallible_in_a_box(text: &str) -> Result<(), Box<dyn Error>> {
    yield_!(text.parse()?);
    if text.len() > 3 {
        return Err("too long".into());
    }
    Ok(())
}

/// Returns what has no name.
#[generator(yield = u32)]
pub fn nameless() -> impl Iterator<Item = u32> {
    yield_!(1);
    (0..3).map(|n| n * 2)
}

/// Returns what has no name, or an error.
#[generator(yield = u32, throw = ParseIntError)]
pub fn nameless_or_error(text: &str) -> Result<impl Iterator<Item = u32> + use<'_>, ParseIntError> {
    let first = text.parse::<u32>()?;
    yield_!(first);
    Ok(text.bytes().map(u32::from))
}

/// Yields what has no name.
#[generator(yield = impl Display)]
pub fn yields_nameless() {
    yield_!(1_u8);
    yield_!(2_u8);
}

/// Takes what has no name.
#[generator(yield = String)]
pub fn displayed(values: impl IntoIterator<Item = impl Display>) {
    for value in values {
        yield_!(value.to_string());
    }
}

/// What methods are called on.
#[derive(Debug, Clone, Default)]
pub struct Account {
    balance: i64,
    owner: String,
}

impl Account {
    /// By reference.
    #[generator(yield = i64)]
    pub fn read(&self) {
        yield_!(self.balance);
    }

    /// By reference, with another beside it.
    #[generator(yield = i64)]
    pub fn read_with(&self, change: &i64) {
        yield_!(self.balance + *change);
    }

    /// By mutable reference.
    #[generator(yield = i64, send = i64)]
    pub fn ledger(&mut self) {
        loop {
            let change = yield_!(self.balance);
            self.balance += change;
        }
    }

    /// By value.
    #[generator(yield = i64)]
    pub fn into_read(self) -> Self {
        yield_!(self.balance);
        self
    }

    /// By value that changes.
    #[generator(yield = i64)]
    pub fn into_changed(mut self) -> Self {
        self.balance += 1;
        self.owner.push('!');
        yield_!(self.balance);
        self
    }

    /// Behind a pointer.
    #[generator(yield = i64)]
    pub fn shared(self: Rc<Self>) {
        yield_!(self.balance);
    }

    /// In a box.
    #[generator(yield = i64)]
    pub fn boxed(self: Box<Self>) -> Box<Self> {
        yield_!(self.balance);
        self
    }

    /// Pinned.
    #[generator(yield = i64)]
    pub fn pinned(self: Pin<&mut Self>, #[send] first: i64) {
        let mut change = first;
        let this = self.get_mut();
        loop {
            this.balance += change;
            change = yield_!(this.balance);
        }
    }

    /// Of the type, and not of a value.
    #[generator(yield = Self)]
    pub fn defaults() {
        loop {
            yield_!(Self::default());
        }
    }

    /// Ignores what it is called on.
    #[generator(yield = i64)]
    pub fn constant(&self) {
        yield_!(1);
    }
}

/// A trait whose method gives a generator.
pub trait Numbered {
    /// Yields its numbers.
    fn numbers(&self) -> Gen<i64, (), Infallible, Plain, impl Body<Output = ()>>;

    /// Yields them twice.
    #[generator(yield = i64)]
    fn twice(&self) {
        yield_from!(self.numbers());
        yield_from!(self.numbers());
    }
}

impl Numbered for Account {
    #[generator(yield = i64)]
    fn numbers(&self) {
        yield_!(self.balance);
    }
}
