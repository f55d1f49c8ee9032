//! Quantiles, estimated and exact.

pub(crate) mod naive;
mod p2;
#[cfg(feature = "sketches")]
mod sketch;
mod window;

use antiphon::online::Statistic;

/// Uniform in (0, 1), by a linear congruential generator.
fn uniform() -> impl Iterator<Item = f64> {
    let mut state = 2_026_u64;
    std::iter::repeat_with(move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 12) as f64 + 0.5) / (1_u64 << 52) as f64
    })
}

/// The statistic once these values have come.
fn after<S: Statistic>(mut statistic: S, values: impl IntoIterator<Item = S::Input>) -> S {
    for x in values {
        statistic.update(x);
    }
    statistic
}
