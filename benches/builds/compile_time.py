"""How long 200 generators take to compile, and how much code they are, beside those of peers and hand-written ones.

    python3 benches/builds/compile_time.py [ROUNDS]

Four programs of 200 generators each, fifty of a shape: a counter, a mean of what is sent, parsing that fails with `?`,
and delegation to the counter. Each generator is driven from one place. genawaiter has no delegation; there the handle
is lent. The builds are interleaved, of the program alone, its dependencies being there; the times are medians.
"""

import sys

from builds import ROOT, TARGET, Crate, interleaved

EACH = 50

HAND = """
struct Count@ { n: u64, end: u64 }
impl Iterator for Count@ {
    type Item = u64;
    fn next(&mut self) -> Option<u64> {
        if self.n >= self.end { return None; }
        let value = self.n.rotate_left(@);
        self.n += 1;
        Some(value)
    }
}

struct Mean@ { sum: f64, count: f64 }
impl Mean@ {
    fn send(&mut self, value: f64) -> f64 {
        self.sum += value + @.0;
        self.count += 1.0;
        self.sum / self.count
    }
}

struct Parse@<'text> { words: Split<'text, char> }
impl Iterator for Parse@<'_> {
    type Item = Result<u64, ParseIntError>;
    fn next(&mut self) -> Option<Self::Item> {
        Some(self.words.next()?.parse::<u64>().map(|value| value ^ @))
    }
}

struct Outer@ { first: Option<u64>, inner: Count@ }
impl Iterator for Outer@ {
    type Item = u64;
    fn next(&mut self) -> Option<u64> {
        if let Some(first) = self.first.take() { return Some(first); }
        self.inner.next()
    }
}

#[inline(never)]
fn drive@(text: &str, count: u64) -> u64 {
    let counted = Count@ { n: 0, end: count }.sum::<u64>();
    let mut mean = Mean@ { sum: 0.0, count: 0.0 };
    let means = (0..count).map(|n| mean.send(n as f64).to_bits()).sum::<u64>();
    let parsed = Parse@ { words: text.split(' ') }.map_while(Result::ok).sum::<u64>();
    let outer = Outer@ { first: Some(@), inner: Count@ { n: 0, end: count } }.sum::<u64>();
    counted ^ means ^ parsed ^ outer
}
"""

ANTIPHON = """
#[generator(yield = u64)]
fn count@(end: u64) {
    let mut n = 0_u64;
    while n < end {
        yield_!(n.rotate_left(@));
        n += 1;
    }
}

#[generator(yield = f64)]
fn mean@(#[send] mut value: f64) {
    let mut sum = 0.0;
    let mut count = 0.0;
    loop {
        sum += value + @.0;
        count += 1.0;
        value = yield_!(sum / count);
    }
}

#[generator(yield = u64)]
fn parse@(words: Split<'_, char>) -> Result<(), ParseIntError> {
    for word in words {
        yield_!(word.parse::<u64>()? ^ @);
    }
    Ok(())
}

#[generator(yield = u64)]
fn outer@(end: u64) {
    yield_!(@);
    yield_from!(count@(end));
}

#[inline(never)]
fn drive@(text: &str, count: u64) -> u64 {
    let counted = pin!(count@(count)).sum::<u64>();
    let mut mean = pin!(mean@());
    let means = (0..count).map(|n| mean.send(n as f64).map_or(0, f64::to_bits)).sum::<u64>();
    let parsed = pin!(parse@(text.split(' '))).try_iter().map_while(Result::ok).sum::<u64>();
    let outer = pin!(outer@(count)).sum::<u64>();
    counted ^ means ^ parsed ^ outer
}
"""

GENAWAITER = """
async fn count@(co: &Co<'_, u64>, end: u64) {
    let mut n = 0_u64;
    while n < end {
        co.yield_(n.rotate_left(@)).await;
        n += 1;
    }
}

async fn mean@(co: Co<'_, f64, f64>) {
    let mut sum = 0.0;
    let mut count = 0.0;
    let mut value = co.yield_(0.0).await;
    loop {
        sum += value + @.0;
        count += 1.0;
        value = co.yield_(sum / count).await;
    }
}

async fn parse@(co: Co<'_, u64>, words: Split<'_, char>) -> Result<(), ParseIntError> {
    for word in words {
        co.yield_(word.parse::<u64>()? ^ @).await;
    }
    Ok(())
}

async fn outer@(co: Co<'_, u64>, end: u64) {
    co.yield_(@).await;
    count@(&co, end).await;
}

#[inline(never)]
fn drive@(text: &str, count: u64) -> u64 {
    let_gen_using!(counter, |co| async move { count@(&co, count).await });
    let counted = counter.into_iter().sum::<u64>();
    let_gen_using!(mean, mean@);
    mean.resume_with(0.0);
    let means = (0..count).map(|n| match mean.resume_with(n as f64) {
        GeneratorState::Yielded(mean) => mean.to_bits(),
        GeneratorState::Complete(()) => 0,
    }).sum::<u64>();
    let_gen_using!(parse, |co| parse@(co, text.split(' ')));
    let mut parsed = 0;
    while let GeneratorState::Yielded(value) = parse.resume() { parsed += value; }
    let_gen_using!(outer, |co| outer@(co, count));
    let outer = outer.into_iter().sum::<u64>();
    counted ^ means ^ parsed ^ outer
}
"""

DIAPAUSE = """
#[diapause::coroutine(yield = u64)]
fn count@(end: u64) {
    let mut n: u64 = 0;
    while n < end {
        yield_!(n.rotate_left(@));
        n += 1;
    }
}

#[diapause::coroutine(yield = f64, resume = f64)]
fn mean@() {
    let mut sum: f64 = 0.0;
    let mut count: f64 = 0.0;
    loop {
        let value = yield_!(sum / count);
        sum += value + @.0;
        count += 1.0;
    }
}

#[diapause::coroutine(yield = u64)]
fn parse@<'text>(words: Split<'text, char>) -> Result<(), ParseIntError> {
    for word in words {
        yield_!(word.parse::<u64>()? ^ @);
    }
    Ok(())
}

#[diapause::coroutine(yield = u64)]
fn outer@(end: u64) {
    yield_!(@);
    yield_all!(count@(end));
}

#[inline(never)]
fn drive@(text: &str, count: u64) -> u64 {
    let counted = Iter::new(count@(count)).sum::<u64>();
    let mut mean = mean@();
    let _ = mean.start();
    let means = (0..count).map(|n| match mean.resume(n as f64) {
        CoroutineState::Yielded(mean) => mean.to_bits(),
        CoroutineState::Complete(()) => 0,
    }).sum::<u64>();
    let mut parse = parse@(text.split(' '));
    let mut parsed = 0;
    let mut state = parse.start();
    while let CoroutineState::Yielded(value) = state {
        parsed += value;
        state = parse.resume(());
    }
    let outer = Iter::new(outer@(count)).sum::<u64>();
    counted ^ means ^ parsed ^ outer
}
"""

MAIN = """
fn main() {{
    let (text, count) = black_box(("1 2 3 x 4", 7));
    let results: &[u64] = &[{calls}];
    println!("{{}}", results.iter().fold(0_u64, |sum, result| sum.rotate_left(1) ^ result));
}}
"""

CONTENDERS = {
    "by hand": ("", "", HAND),
    "antiphon": (f'antiphon = {{ path = "{ROOT}" }}', "use antiphon::prelude::*; use std::pin::pin;", ANTIPHON),
    "genawaiter, `stack`": (
        'genawaiter = { version = "=0.99.1", default-features = false }',
        "use genawaiter::{GeneratorState, stack::{Co, let_gen_using}};",
        GENAWAITER,
    ),
    "diapause": ('diapause = "=0.2.0"', "use diapause::{Coroutine, CoroutineState, Iter};", DIAPAUSE),
}


def crate(name, dependencies, imports, shapes):
    shapes = "".join(shapes.replace("@", str(number)) for number in range(1, EACH + 1))
    calls = ", ".join(f"drive{number}(text, count)" for number in range(1, EACH + 1))
    source = f"use std::{{hint::black_box, num::ParseIntError, str::Split}};\n{imports}\n{shapes}{MAIN.format(calls=calls)}"
    return Crate(TARGET / "compile_time" / name.split(",")[0].replace(" ", "_"), dependencies, source)


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    crates = [crate(name, *parts) for name, parts in CONTENDERS.items()]
    debug, release = (interleaved(crates, profile, rounds) for profile in (False, True))
    outputs = {crate.output(True) for crate in crates}
    assert len(outputs) == 1, f"they compute different things: {outputs}"
    print("| 200 generators | debug: seconds, of work | code, KB | release: seconds, of work | code, KB |")
    print("|---|---:|---:|---:|---:|")
    for name, own, (wall, work), (wall_release, work_release) in zip(CONTENDERS, crates, debug, release):
        text, text_release = (own.text(profile) / 1000 for profile in (False, True))
        print(f"| {name} | {wall:.2f}, {work:.2f} | {text:.0f} | ", end="")
        print(f"{wall_release:.2f}, {work_release:.2f} | {text_release:.0f} |")


main()
