//! The body asks, and the caller answers: the protocol of Python's generators.
use antiphon::prelude::*;
use std::{cmp::Ordering, pin::pin};

/// Guesses a number below a bound: it yields a guess, and is sent how the number compares to it. Returns how many
/// guesses it took.
#[generator(yield = u32, send = Ordering)]
fn guess(mut above: u32) -> u32 {
    let (mut below, mut guesses) = (0, 0);
    while below < above {
        let middle = u32::midpoint(below, above);
        guesses += 1;
        match yield_!(middle) {
            Ordering::Less => above = middle,
            Ordering::Equal => break,
            Ordering::Greater => below = middle + 1,
        }
    }
    guesses
}

fn main() {
    let secret = 42;
    let mut player = pin!(guess(100));
    println!("before the start: {:?}", player.send(Ordering::Equal));

    let mut answer = player.start().map_err(Stopped::returned);
    while let Ok(guess) = answer {
        println!("is it {guess}? {:?}", secret.cmp(&guess));
        answer = player.send(secret.cmp(&guess)).map_err(Stopped::returned);
    }
    if let Err(Some(guesses)) = answer {
        println!("{guesses} guesses");
    }
}
