//! Golden-section search for a minimum: the generator asks for the function's values one by one.

use antiphon::prelude::*;
use std::{f64::consts::PI, ops::Range, pin::pin};

/// Yields an `x`, is sent `f(x)`, and returns a range no wider than `width` that has the minimum in it.
///
/// The function must fall up to its minimum and rise after it. Each value that it is sent makes the range narrower by the
/// golden ratio. So it is whoever sends the values that calls the function, and may await it, or ask a person.
#[generator(yield = f64, send = f64)]
pub(crate) fn golden_section(mut range: Range<f64>, width: f64) -> Range<f64> {
    let ratio = (5_f64.sqrt() - 1.0) / 2.0;
    let mut left = range.end - ratio * (range.end - range.start);
    let mut right = range.start + ratio * (range.end - range.start);
    let mut at_left = yield_!(left);
    let mut at_right = yield_!(right);
    while range.end - range.start > width {
        if at_left < at_right {
            range.end = right;
            (right, at_right) = (left, at_left);
            left = range.end - ratio * (range.end - range.start);
            at_left = yield_!(left);
        } else {
            range.start = left;
            (left, at_left) = (right, at_right);
            right = range.start + ratio * (range.end - range.start);
            at_right = yield_!(right);
        }
    }
    range
}

pub(crate) fn demo() {
    let mut search = pin!(golden_section(0.0..2.0 * PI, 1e-6));
    let mut asked = search.start().map_err(Stopped::returned);
    let mut calls = 0;
    while let Ok(x) = asked {
        calls += 1;
        asked = search.send(x.cos()).map_err(Stopped::returned);
    }
    let found = asked.err().flatten().unwrap_or_default();
    println!(
        "golden section: the cosine is lowest at {:.5}, after {calls} calls",
        f64::midpoint(found.start, found.end)
    );
}
