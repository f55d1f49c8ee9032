//! Each value that is sent is answered with the mean of the last few.
use antiphon::prelude::*;
use std::{collections::VecDeque, pin::pin};

/// It never returns. `#[send]` marks the value that begins it, so nothing needs to be started.
#[generator(yield = f64)]
fn moving_average(window: u8, #[send] mut value: f64) -> ! {
    let mut recent = VecDeque::new();
    loop {
        recent.push_back(value);
        if recent.len() > usize::from(window) {
            recent.pop_front();
        }
        let count = recent.iter().fold(0.0, |count, _| count + 1.0);
        value = yield_!(recent.iter().sum::<f64>() / count);
    }
}

fn main() {
    let temperatures = [12.0, 14.0, 19.0, 15.0, 11.0];

    // One at a time,
    let mut average = pin!(moving_average(3));
    for temperature in temperatures {
        match average.send(temperature) {
            Ok(mean) => println!("{temperature:>4}  {mean:.1}"),
            Err(stopped) => println!("{stopped}"),
        }
    }
    // or as a stage between an iterator and its consumer.
    let highest = temperatures.into_iter().through(pin!(moving_average(3))).fold(f64::MIN, f64::max);
    println!("the highest mean of three is {highest}");
}
