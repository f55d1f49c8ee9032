use antiphon::prelude::*;
use std::pin::pin;

/// Answers each number with the mean of all so far; closing it returns how many there were.
#[generator(yield = f64)]
fn mean(#[send] mut value: f64) -> u32 {
    let (mut sum, mut count) = (0.0, 0);
    loop {
        sum += value;
        count += 1;
        match try_yield!(sum / f64::from(count)) {
            Ok(next) => value = next,
            Err(_) => return count,
        }
    }
}

fn main() {
    let mut mean = pin!(mean());
    for value in [10.0, 20.0, 60.0] {
        println!("{value} -> {:?}", mean.send(value));
    }
    println!("closed -> {:?}", mean.close());
    println!("sent after the end -> {:?}", mean.send(1.0));
}
