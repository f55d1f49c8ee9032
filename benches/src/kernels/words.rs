//! The words of a text, borrowed from it.

use crate::{Kernel, contenders, hidden, mix};
use antiphon::prelude::*;
use std::{hint::black_box, pin::pin, sync::LazyLock};

const N: u32 = 20_000;

pub(crate) static TEXT: LazyLock<String> =
    LazyLock::new(|| (0..N).flat_map(|n| [format!("{n:x}"), " ".into()]).collect());

pub(super) fn kernel() -> Kernel {
    Kernel { name: "words", operations: N, contenders: contenders![hand, hand_boxed, antiphon_pinned, antiphon_boxed] }
}

struct Words<'a>(&'a str);

impl<'a> Iterator for Words<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let (word, rest) = self.0.split_once(' ')?;
        self.0 = rest;
        Some(word)
    }
}

#[generator(yield = &str)]
fn words(mut text: &str) {
    while let Some((word, rest)) = text.split_once(' ') {
        text = rest;
        yield_!(word);
    }
}

#[inline(always)]
pub(crate) fn consume<'a>(words: impl Iterator<Item = &'a str>) -> u64 {
    let mut checksum = 0;
    for word in words {
        checksum = mix(checksum, word.len() as u64);
    }
    checksum
}

#[inline(never)]
fn hand() -> u64 {
    consume(Words(black_box(&TEXT)))
}

#[inline(never)]
fn hand_boxed() -> u64 {
    consume(hidden(Box::new(Words(&TEXT))))
}

#[inline(never)]
fn antiphon_pinned() -> u64 {
    consume(pin!(words(black_box(&TEXT))))
}

#[inline(never)]
fn antiphon_boxed() -> u64 {
    consume(hidden(words(&TEXT).boxed()))
}
