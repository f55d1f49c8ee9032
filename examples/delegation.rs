//! `yield_from!` lets one generator speak for another: what is sent and thrown reaches the innermost.
use antiphon::prelude::*;
use std::pin::pin;

/// Thrown in by a caller who has no answer.
#[derive(Debug, thiserror::Error)]
#[error("no answer")]
struct NoAnswer;

/// Asks until the answer is a number, and returns it.
#[generator(yield = String, send = &'static str, throw = NoAnswer)]
fn number(question: &str) -> Result<u32, NoAnswer> {
    let mut prompt = format!("{question}?");
    loop {
        match yield_!(prompt).parse() {
            Ok(number) => return Ok(number),
            Err(_) => prompt = format!("{question}, in digits?"),
        }
    }
}

/// Returns the area. Without a height it is that of a square.
#[generator(yield = String, send = &'static str, throw = NoAnswer)]
fn area() -> Result<u32, NoAnswer> {
    let width = yield_from!(number("how wide"))?;
    let height = yield_from!(number("how high")).unwrap_or(width);
    Ok(width * height)
}

fn main() {
    let mut dialogue = pin!(area());
    println!("{:?}", dialogue.start());
    for answer in ["six", "6"] {
        println!("{answer:>7} -> {:?}", dialogue.send(answer));
    }
    println!("  throw -> {:?}", dialogue.throw(NoAnswer));

    let mut dialogue = pin!(area());
    println!("{:?}", dialogue.start());
    println!("  throw -> {:?}", dialogue.throw(NoAnswer));
}
