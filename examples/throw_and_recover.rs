//! An error that the caller throws is raised at the yield, where the body may catch it and go on.
use antiphon::prelude::*;
use std::pin::pin;

/// What can be wrong with a sensor.
#[derive(Debug, thiserror::Error)]
enum Fault {
    #[error("the last value was a spike")]
    Spike,
    #[error("the sensor is dead")]
    Dead,
}

/// Answers each value with the sum so far. It takes a spike back; any other fault ends it.
#[generator(yield = i64, throw = Fault)]
fn total(#[send] mut value: i64) -> Result<(), Fault> {
    let mut total = 0;
    loop {
        total += value;
        value = match try_yield!(total) {
            Ok(next) => next,
            // Whoever throws is answered with a yield, too.
            Err(Interrupt::Throw(Fault::Spike)) => {
                total -= value;
                yield_!(total)
            }
            Err(Interrupt::Throw(fault)) => return Err(fault),
            Err(Interrupt::Close) => return Ok(()),
        };
    }
}

fn main() {
    let mut total = pin!(total());
    println!("send 20:     {:?}", total.send(20));
    println!("send 9000:   {:?}", total.send(9000));
    println!("throw Spike: {:?}", total.throw(Fault::Spike));
    println!("send 22:     {:?}", total.send(22));
    println!("throw Dead:  {:?}", total.throw(Fault::Dead));
    println!("send 1:      {:?}", total.send(1));
}
