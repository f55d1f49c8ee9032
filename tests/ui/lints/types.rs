//! Lints on a signature are those of a plain function.
#![deny(missing_docs, single_use_lifetimes, elided_lifetimes_in_paths)]

use antiphon::prelude::*;
use std::borrow::Cow;

#[generator(yield = u32)]
pub fn undocumented() {
    yield_!(1);
}

#[generator(yield = u32)]
#[allow(missing_docs)]
pub fn named_for_nothing<'a>(text: &'a str) {
    yield_!(text.parse().unwrap_or(1));
}

#[generator(yield = u32)]
fn hidden(text: Cow<str>) {
    yield_!(text.parse().unwrap_or(1));
}

fn main() {
    let _ = (undocumented(), named_for_nothing("1"), hidden("1".into()));
}
