//! Whether a stream has changed, or a value is unlike those before it.

mod adwin;
mod cusum;
mod detector;
mod ewma_chart;
mod gaussian_tail;
mod page_hinkley;
mod refractory;
mod robust_z_score;
mod z_score;

pub use adwin::Adwin;
pub use cusum::Cusum;
pub use detector::{Detector, Shift, Verdict};
pub use ewma_chart::EwmaChart;
pub use gaussian_tail::GaussianTail;
pub use page_hinkley::PageHinkley;
pub use refractory::Refractory;
pub use robust_z_score::RobustZScore;
pub use z_score::ZScore;

use super::{InvalidParameter, Refusal};

/// Squares of what is no larger, and sums of many, do not overflow.
const LARGEST: f64 = 1e150;

/// What a detector takes that keeps sums of all values: nothing that it could not forget.
fn admits_up_to(largest: f64, x: f64) -> Result<bool, Refusal> {
    if x.abs() > largest { Err(Refusal::Infinite) } else { Ok(!x.is_nan()) }
}

fn finite(parameter: &'static str, value: f64) -> Result<(), InvalidParameter> {
    InvalidParameter::unless(value.is_finite(), parameter, value, "finite")
}

fn positive(parameter: &'static str, value: f64) -> Result<(), InvalidParameter> {
    InvalidParameter::unless(value > 0.0 && value.is_finite(), parameter, value, "finite and more than 0")
}

/// A distance in units of a spread. Where nothing has varied, anything else is infinitely far.
fn in_units_of(spread: f64, distance: f64) -> f64 {
    if distance == 0.0 { 0.0 } else { distance / spread }
}
