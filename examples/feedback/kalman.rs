//! A Kalman filter for a level that wanders: the local level model.

use antiphon::prelude::*;

/// What an observation says of the level.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Filtered {
    pub(crate) level: f64,
    /// Of the level.
    pub(crate) variance: f64,
    /// How far the observation is from what was expected.
    pub(crate) innovation: f64,
    /// Of the innovation.
    pub(crate) innovation_variance: f64,
}

/// Is sent observations, and yields what is then known of the level.
///
/// The level begins at 0 with the variance `initial` and each step adds noise of the variance `drift` to it; an
/// observation is the level with noise of the variance `noise`. Durbin and Koopman, chapter 2.
#[generator(yield = Filtered)]
pub(crate) fn local_level(noise: f64, drift: f64, initial: f64, #[send] mut observed: f64) -> ! {
    let (mut level, mut variance) = (0.0, initial);
    loop {
        let innovation = observed - level;
        let innovation_variance = variance + noise;
        let gain = variance / innovation_variance;
        level += gain * innovation;
        variance *= 1.0 - gain;
        observed = yield_!(Filtered { level, variance, innovation, innovation_variance });
        variance += drift;
    }
}

/// A level of 10 that is 20 from the sixth observation on.
pub(crate) fn demo() {
    let Ok(mut filter) = local_level(4.0, 2.0, 1e7).boxed().endless() else { return };
    print!("kalman:");
    for observed in [9.0, 12.0, 10.0, 9.0, 11.0, 19.0, 21.0, 20.0, 22.0, 19.0] {
        let now = filter.answer(observed);
        let surprise = if now.innovation.powi(2) > 4.0 * now.innovation_variance { "!" } else { "" };
        print!(" {:.1}±{:.1}{surprise}", now.level, now.variance.sqrt());
    }
    println!();
}
