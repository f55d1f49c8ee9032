//! Generators without a function.

use antiphon::{SendFirst, YieldFirst, adapt::Erased, generate, genexp};
use std::{collections::BTreeMap, convert::Infallible};

/// Takes what it uses.
pub fn squares(base: u64) -> impl Iterator<Item = u64> {
    generate!(move || {
        for n in 1..=3 {
            yield base + n * n;
        }
    })
    .into_iter()
}

/// Borrows what it uses.
pub fn total(words: &[&str]) -> usize {
    let mut count = 0;
    let lengths = generate!(|| {
        for word in words {
            count += 1;
            yield word.len();
        }
    });
    let sum: usize = lengths.into_iter().sum();
    sum + count
}

/// What [`longest`] makes.
pub type Lengths<'a> = Erased<'a, usize, &'a str, Infallible, usize, SendFirst>;

/// Is sent to first.
pub fn longest<'a>() -> Lengths<'a> {
    generate!(|first: &'a str| -> usize {
        let mut word = first;
        let mut longest = 0;
        while !word.is_empty() {
            longest = longest.max(word.len());
            word = yield longest;
        }
        longest
    })
    .erased()
}

/// What [`asks`] makes.
pub type Asks = Erased<'static, u32, u32, String, Result<String, String>, YieldFirst>;

/// Yields first, in the arguments of macros and at the end.
pub fn asks() -> Asks {
    generate!(throw = String, || -> Result<String, String> {
        let answers = vec![yield 1, yield 2];
        let caught = try_yield!(3).unwrap_or(99);
        Ok(format!("{answers:?} {caught} {}", yield 4))
    })
    .erased()
}

/// A single yield, and nothing around it.
pub fn one() -> impl Iterator<Item = u32> {
    generate!(|| yield 1).into_iter().chain(generate!(|| { yield 2 }))
}

/// Expressions of one loop.
pub fn of_one_loop(data: &[i32], least: i32) -> (i32, Vec<i32>, usize) {
    let all = genexp!(x * x for x in data);
    let some = genexp!(x * x for &x in data if x > least if x % 2_i32 == 0_i32);
    let parsed = genexp!(n for word in ["1", "x"] if let Ok(n) = word.parse::<u32>());
    (all.sum(), some.collect(), parsed.count())
}

/// Each with a number.
pub type Pairs<T> = Vec<(T, usize)>;

/// Expressions of several loops.
pub fn of_several_loops(table: &[Vec<usize>], names: BTreeMap<String, Vec<usize>>) -> (Pairs<usize>, Pairs<String>) {
    let width = 2;
    let places = genexp!((row, table[row][column]) for row in 0..table.len() for column in 0..width if row != column);
    let numbered = genexp!((name.clone(), n) for (name, numbers) in names for n in numbers if name.len() < 9);
    (places.collect(), numbered.collect())
}

/// Takes what it uses in several loops.
pub fn multiples(of: Vec<usize>) -> impl Iterator<Item = usize> + Clone {
    let end = 3;
    genexp!(move of[i] * factor + more for i in 0..of.len() for factor in 1..end for more in [0, i] if more < 9)
}
