//! Interleaved measurement: in every round each contender runs once, and only times of one round are compared.

use crate::Kernel;
use std::{hint::black_box, time::Instant};

/// What was measured of one contender.
#[derive(Debug, Clone, PartialEq)]
pub struct Measurement {
    /// The kernel's name.
    pub kernel: &'static str,
    /// The contender's name.
    pub contender: &'static str,
    /// Nanoseconds an operation: the median over rounds.
    pub median_ns: f64,
    /// The time divided by that of the baseline in the same round: the median over rounds.
    pub ratio: f64,
    /// The first quartile of the ratio.
    pub q1: f64,
    /// The third quartile of the ratio.
    pub q3: f64,
    /// Instructions an operation, where they were counted.
    pub instructions: Option<f64>,
}

/// Measures every contender of a kernel.
///
/// # Panics
///
/// If the contenders do not compute the same.
#[must_use]
pub fn measure(kernel: &Kernel, rounds: usize) -> Vec<Measurement> {
    assert_agreement(kernel);
    let mut times = vec![Vec::with_capacity(rounds); kernel.contenders.len()];
    for round in 0..rounds {
        for index in 0..kernel.contenders.len() {
            // Who runs first differs from round to round, so that nobody always follows the same neighbour.
            let index = (index + round) % kernel.contenders.len();
            let start = Instant::now();
            black_box((kernel.contenders[index].run)());
            times[index].push(start.elapsed().as_secs_f64() * 1e9 / f64::from(kernel.operations));
        }
    }
    (0..times.len()).map(|index| summarise(kernel, index, &times)).collect()
}

fn assert_agreement(kernel: &Kernel) {
    let expected = (kernel.contenders[0].run)();
    for contender in &kernel.contenders {
        assert_eq!((contender.run)(), expected, "{} computes {} differently", contender.name, kernel.name);
    }
}

fn summarise(kernel: &Kernel, index: usize, times: &[Vec<f64>]) -> Measurement {
    let contender = &kernel.contenders[index];
    let baseline = &times[kernel.baseline(contender)];
    let mut ratios: Vec<f64> = times[index].iter().zip(baseline).map(|(time, base)| time / base).collect();
    let mut own = times[index].clone();
    Measurement {
        kernel: kernel.name,
        contender: contender.name,
        median_ns: quantile(&mut own, 0.5),
        ratio: quantile(&mut ratios, 0.5),
        q1: quantile(&mut ratios, 0.25),
        q3: quantile(&mut ratios, 0.75),
        instructions: None,
    }
}

#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an index")]
fn quantile(values: &mut [f64], q: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    values[((values.len() - 1) as f64 * q).round() as usize]
}

#[cfg(test)]
mod tests {
    use crate::kernels;

    #[test]
    fn all_contenders_of_a_kernel_compute_the_same() {
        for kernel in kernels::all() {
            super::assert_agreement(&kernel);
        }
    }
}
