//! A plain generator is an iterator, and can return a value after the last.
use antiphon::prelude::*;
use std::pin::pin;

/// Halves what is even, triples what is odd and adds one. Returns the number of steps.
#[generator(yield = u64)]
fn collatz(start: u64) -> u32 {
    let (mut n, mut steps) = (start, 0);
    yield_!(n);
    while n != 1 {
        n = if n.is_multiple_of(2) { n / 2 } else { 3 * n + 1 };
        steps += 1;
        yield_!(n);
    }
    steps
}

fn main() {
    // `for n in collatz(6)` works too; it allocates once, where `pin!` does not.
    for n in pin!(collatz(6)) {
        print!("{n} ");
    }
    println!();

    // What it returns is there after the loop.
    let mut path = collatz(27).boxed().returning();
    let highest = path.by_ref().max();
    println!("27 climbs to {highest:?} and takes {:?} steps", path.into_return());

    // The adaptors of `Iterator` apply, and nothing runs that is not asked for.
    let odd: Vec<u64> = pin!(collatz(u64::from(u32::MAX))).filter(|n| n % 2 == 1).take(3).collect();
    println!("{odd:?}");
}
