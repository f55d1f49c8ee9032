//! Random numbers that are the same in every run.

use std::cell::Cell;

/// Marsaglia's xorshift64*.
pub(crate) struct Random(Cell<u64>);

impl Random {
    /// The seed must not be zero.
    pub(crate) fn new(seed: u64) -> Self {
        Self(Cell::new(0x9E37_79B9_7F4A_7C15_u64.wrapping_mul(seed)))
    }

    /// From 0 to 1, and never 1.
    pub(crate) fn uniform(&self) -> f64 {
        let mut state = self.0.get();
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        self.0.set(state);
        (state.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// With the mean `1 / rate`.
    pub(crate) fn exponential(&self, rate: f64) -> f64 {
        -(1.0 - self.uniform()).ln() / rate
    }
}
