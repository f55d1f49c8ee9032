//! Additive increase, multiplicative decrease: how flows share a line that none of them knows.

use antiphon::prelude::*;

/// Yields the rate to send at, and is sent whether the line was congested.
#[generator(yield = f64, send = bool)]
pub(crate) fn aimd(mut rate: f64, increase: f64, decrease: f64) -> ! {
    loop {
        let congested = yield_!(rate);
        if congested {
            rate *= decrease;
        } else {
            rate += increase;
        }
    }
}

/// Two flows on a line of 50 that begin far apart.
pub(crate) fn demo() {
    let mut flows = [1.0, 40.0].map(|rate| aimd(rate, 1.0, 0.5).boxed());
    let mut rates: Vec<f64> = flows.iter_mut().filter_map(|flow| flow.start().ok()).collect();
    for _ in 0..400 {
        let congested = rates.iter().sum::<f64>() > 50.0;
        rates = flows.iter_mut().filter_map(|flow| flow.send(congested).ok()).collect();
    }
    println!("aimd: 1 and 40 have become {rates:.2?}");
}
