use antiphon::prelude::*;
use std::pin::pin;

fn main() {
    let mut lengths = pin!(generate!(|first: &str| -> usize {
        let next: &str = yield first.len();
        next.len()
    }));
    let _ = lengths.send(1);
    let mut sums = pin!(generate!(|| -> u32 { yield 1 }));
    let _ = sums.start();
    let _ = sums.send("one");
}
