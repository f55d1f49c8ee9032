//! A proportional-integral controller with anti-windup.

use antiphon::prelude::*;
use std::ops::RangeInclusive;

/// Is sent what is measured, and yields what the actuator shall do, within its `range`.
///
/// While the actuator is at its limit, the integral does not grow further into it; else it would have to shrink again
/// before the actuator leaves the limit, and the measured value overshoots.
#[generator(yield = f64)]
pub(crate) fn pi(target: f64, kp: f64, ki: f64, range: RangeInclusive<f64>, #[send] mut measured: f64) -> ! {
    let mut integral = 0.0;
    loop {
        let error = target - measured;
        let grown = integral + ki * error;
        let wanted = kp * error + grown;
        let possible = wanted.clamp(*range.start(), *range.end());
        if (wanted - possible) * error <= 0.0 {
            integral = grown;
        }
        measured = yield_!(possible);
    }
}

/// A tank loses a tenth of its heat a minute, and is heated with at most 1.5.
pub(crate) fn demo() {
    let Ok(mut heating) = pi(1.0, 2.0, 0.5, 0.0..=1.5).boxed().endless() else { return };
    let (mut heat, mut highest) = (0.0, 0.0_f64);
    for _ in 0..120 {
        heat = 0.9 * heat + 0.1 * heating.answer(heat);
        highest = highest.max(heat);
    }
    println!("pi: {heat:.3} after two hours, and never above {highest:.3}");
}
