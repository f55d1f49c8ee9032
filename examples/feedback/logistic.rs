//! A logistic regression that predicts, then learns.

use antiphon::prelude::*;
use std::pin::pin;

/// Is sent features with their label, and yields the probability that it gave the label before it learned from it: so
/// every prediction is of something new. When it is closed it returns the weights, the intercept last.
///
/// Stochastic gradient descent on the logarithmic loss, with a rate that falls with the root of the count.
#[generator(yield = f64)]
pub(crate) fn logistic<const N: usize>(rate: f64, #[send] mut example: ([f64; N], bool)) -> ([f64; N], f64) {
    let (mut weights, mut intercept) = ([0.0; N], 0.0);
    for count in 1_u32.. {
        let (features, label) = example;
        let sum: f64 = weights.iter().zip(features).map(|(weight, feature)| weight * feature).sum();
        let predicted = 1.0 / (1.0 + (-(sum + intercept)).exp());
        let step = rate / f64::from(count).sqrt() * (f64::from(u8::from(label)) - predicted);
        for (weight, feature) in weights.iter_mut().zip(features) {
            *weight += step * feature;
        }
        intercept += step;
        match try_yield!(predicted) {
            Ok(next) => example = next,
            Err(_) => break,
        }
    }
    (weights, intercept)
}

/// Points of a grid: is the first coordinate larger than the second?
pub(crate) fn demo() {
    let mut model = pin!(logistic(1.0));
    let points = (0..2000_u32).map(|n| [f64::from(n * 37 % 101) / 101.0, f64::from(n * 53 % 103) / 103.0]);
    let labelled = points.map(|point| (point, point[0] > point[1]));
    let right =
        labelled.clone().through(&mut model).zip(labelled).filter(|(p, (_, label))| (*p > 0.5) == *label).count();
    let (weights, _) = model.close().ok().flatten().unwrap_or_default();
    println!("logistic: {right} of 2000 right, weights {weights:.1?}");
}
