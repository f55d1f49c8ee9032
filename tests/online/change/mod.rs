//! The detectors of changes and anomalies.

mod drift;
mod laws;
mod naive;
mod parameters;
mod run_length;
mod traces;

use antiphon::online::{Detector, Shift};

/// The positions of the alarms that a detector raises.
fn alarms<D: Detector<Input = f64>>(detector: &mut D, stream: impl IntoIterator<Item = f64>) -> Vec<(usize, Shift)> {
    let answer = |(i, x)| {
        detector.update(x);
        detector.alarm().map(|shift| (i, shift))
    };
    stream.into_iter().enumerate().filter_map(answer).collect()
}

/// Independent random numbers (splitmix64), the same at each run.
struct Random(u64);

impl Random {
    /// Between 0 and 1, and neither.
    fn uniform(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        (((z ^ z >> 31) >> 12) as f64 + 0.5) / (1_u64 << 52) as f64
    }

    /// Of mean 0 and deviation 1 (Box and Muller).
    fn normal(&mut self) -> f64 {
        let (radius, angle) = ((-2.0 * self.uniform().ln()).sqrt(), std::f64::consts::TAU * self.uniform());
        radius * angle.cos()
    }
}
