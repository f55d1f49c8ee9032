//! One value to many consumers, each of which may leave when it has seen enough.
use antiphon::{SendFirst, adapt::Erased, prelude::*};
use std::convert::Infallible;

pub(crate) type Consumer<'a> = Erased<'a, (), f64, Infallible, String, SendFirst>;

/// Hands each value to every consumer in turn, and yields what those return that leave with it. A close reaches all of
/// them, and the return value is what they answer.
#[generator(yield = Vec<String>)]
pub(crate) fn broadcast(mut consumers: Vec<Consumer<'_>>, #[send] mut value: f64) -> Vec<String> {
    loop {
        let mut left = vec![];
        consumers.retain_mut(|consumer| match consumer.send(value) {
            Ok(()) => true,
            Err(stopped) => {
                left.extend(stopped.returned());
                false
            }
        });
        match try_yield!(left) {
            Ok(next) => value = next,
            Err(_) => return consumers.iter_mut().filter_map(|consumer| consumer.close().ok().flatten()).collect(),
        }
    }
}

#[generator]
fn mean(#[send] mut value: f64) -> String {
    let (mut sum, mut count) = (0.0, 0.0);
    loop {
        (sum, count) = (sum + value, count + 1.0);
        match try_yield!() {
            Ok(next) => value = next,
            Err(_) => return format!("mean {}", sum / count),
        }
    }
}

/// Leaves with the first value above the threshold.
#[generator]
fn alarm(threshold: f64, #[send] mut value: f64) -> String {
    while value <= threshold {
        match try_yield!() {
            Ok(next) => value = next,
            Err(_) => return format!("never above {threshold}"),
        }
    }
    format!("{value} is above {threshold}")
}

fn main() {
    let mut all = broadcast(vec![mean().erased(), alarm(20.0).erased(), alarm(90.0).erased()]).boxed();
    for value in [12.0, 18.0, 33.0, 17.0] {
        println!("{value} -> {:?}", all.send(value).unwrap_or_default());
    }
    println!("closed -> {:?}", all.close().ok().flatten());
}
