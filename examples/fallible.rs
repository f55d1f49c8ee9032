//! A body that can fail: `?` ends it with the error, and `try_iter` hands the error to whoever iterates.
use antiphon::prelude::*;
use std::{num::ParseIntError, pin::pin};

#[derive(Debug, thiserror::Error)]
#[error("line {line}: {cause}")]
struct BadLine {
    line: usize,
    cause: ParseIntError,
}

/// Yields the number on each line. Nothing after a bad line is read.
#[generator(yield = i32)]
fn numbers(text: &str) -> Result<(), BadLine> {
    for (line, number) in (1..).zip(text.lines()) {
        yield_!(number.trim().parse().map_err(|cause| BadLine { line, cause })?);
    }
    Ok(())
}

fn main() {
    let (good, bad) = ("3\n4\n5\n", "3\n4 apples\n5\n");

    let sum: Result<i32, BadLine> = pin!(numbers(good)).try_iter().sum();
    println!("the sum is {sum:?}");

    for number in pin!(numbers(bad)).try_iter() {
        match number {
            Ok(number) => println!("{number}"),
            Err(error) => println!("{error}"),
        }
    }

    // Without `try_iter` the error is lost with the return value.
    println!("{:?}", pin!(numbers(bad)).collect::<Vec<_>>());
}
