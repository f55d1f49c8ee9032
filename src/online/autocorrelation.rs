use super::{
    InvalidParameter, Merge, Refusal, Statistic, double::Double, format::Format, maths::float, of_numbers::Accumulator,
    spread::Spread,
};
use alloc::collections::VecDeque;

/// The autocorrelation at lag `k` by NIST's definition, without units: the sum of the products of the deviations of values
/// `k` apart, over the sum of all squared deviations, both from the mean of all.
///
/// The sums are in twice the digits about the first value, so the error is a few 2^-53. Defined for more than `k` values
/// that are finite and not all equal.
///
/// # Complexity
///
/// Constant for a value, linear in `k` to read or merge it; `2 k` values are held.
///
/// # Examples
///
/// ```
/// use antiphon::online::{Autocorrelation, Statistic};
///
/// let mut autocorrelation = Autocorrelation::new(1).unwrap();
/// for value in [1.0, 3.0, 2.0] {
///     autocorrelation.update(value);
/// }
/// assert_eq!(autocorrelation.value(), Some(-0.5));
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Autocorrelation {
    format: Format<1>,
    k: usize,
    spread: Spread,
    /// Of values `k` apart, scaled as the squares of the spread.
    products: Double,
    /// The first and the last `k` finite values.
    #[cfg_attr(feature = "serde", serde(with = "super::format::queue"))]
    head: VecDeque<f64>,
    #[cfg_attr(feature = "serde", serde(with = "super::format::queue"))]
    tail: VecDeque<f64>,
}

impl Autocorrelation {
    /// At lag `k`.
    ///
    /// # Errors
    ///
    /// If `k` is 0.
    pub fn new(k: usize) -> Result<Self, InvalidParameter> {
        InvalidParameter::unless(k > 0, "k", k as f64, "at least 1")?;
        let (head, tail) = (VecDeque::new(), VecDeque::new());
        Ok(Self { format: Format, k, spread: Spread::EMPTY, products: Double::ZERO, head, tail })
    }

    /// Lets the products follow where the spread takes another scale.
    fn rescaling(&mut self, change: impl FnOnce(&mut Spread)) {
        let before = self.spread.frame;
        change(&mut self.spread);
        let ratio = self.spread.frame.ratio_to(&before);
        self.products = self.products.scaled(ratio).scaled(ratio);
    }

    /// Takes in the product of two values `k` apart.
    fn pair(&mut self, earlier: f64, later: f64) {
        let frame = self.spread.frame;
        self.products = self.products.accumulate(frame.deviation(earlier) * frame.deviation(later));
    }

    /// The sums of the deviations of all values but the last `k`, and but the first `k`; there are more than `k`.
    fn sums_without_ends(&self) -> (Double, Double) {
        let of = |values: &VecDeque<f64>| {
            values.iter().fold(Double::ZERO, |sum, x| sum.accumulate(self.spread.frame.deviation(*x)))
        };
        (self.spread.sum() - of(&self.tail), self.spread.sum() - of(&self.head))
    }

    /// How many pairs of values `k` apart there are.
    fn pairs(&self) -> u64 {
        self.spread.count().saturating_sub(self.k as u64)
    }

    /// The products about a pivot that is less by `shift`.
    fn products_about(&self, shift: Double) -> Double {
        if self.pairs() == 0 {
            return Double::ZERO;
        }
        let (earlier, later) = self.sums_without_ends();
        self.products + shift * (earlier + later + shift * Double::from(float(self.pairs())))
    }
}

/// Keeps the last `k`.
fn trim(values: &mut VecDeque<f64>, k: usize) {
    while values.len() > k {
        values.pop_front();
    }
}

impl Statistic for Autocorrelation {
    type Input = f64;
    type Output = f64;

    fn try_update(&mut self, x: f64) -> Result<(), Refusal> {
        self.rescaling(|spread| spread.add(x));
        if !x.is_finite() {
            return Ok(());
        }
        if self.tail.len() == self.k
            && let Some(earlier) = self.tail.pop_front()
        {
            self.pair(earlier, x);
        }
        self.tail.push_back(x);
        if self.head.len() < self.k {
            self.head.push_back(x);
        }
        Ok(())
    }

    fn admits(&self, x: &f64) -> Result<bool, Refusal> {
        Ok(!x.is_nan())
    }

    fn value(&self) -> Option<f64> {
        let squares = self.spread.about_mean().filter(|squares| *squares > 0.0 && self.pairs() > 0)?;
        let mean = self.spread.sum() / Double::from(float(self.spread.count()));
        let products = self.products_about(Double { high: -mean.high, low: -mean.low });
        Some(products.round() / squares)
    }

    fn count(&self) -> u64 {
        self.spread.count()
    }

    fn skipped(&self) -> u64 {
        self.spread.skipped()
    }

    fn reset(&mut self) {
        (self.spread, self.products) = (Spread::EMPTY, Double::ZERO);
        self.head.clear();
        self.tail.clear();
    }
}

impl Merge for Autocorrelation {
    type Suffix = Self;

    fn merge(&mut self, later: &Self) {
        let mut later = later.clone();
        if self.spread.count() == 0 {
            self.spread.merge(&later.spread);
            *self = Self { spread: self.spread, ..later };
            return;
        }
        self.rescaling(|spread| {
            later.rescaling(|later| {
                if later.count() > 0 {
                    spread.align(later);
                }
            });
        });
        if later.spread.count() > 0 {
            let shift = Double::difference(later.spread.frame.pivot, self.spread.frame.pivot);
            self.products = self.products + later.products_about(shift);
        }
        self.rescaling(|spread| spread.merge(&later.spread));
        // Those of the pairs that the seam runs through.
        let joined: VecDeque<f64> = self.tail.iter().chain(&later.head).copied().collect();
        for i in self.k..joined.len() {
            self.pair(joined[i - self.k], joined[i]);
        }
        let missing = self.k - self.head.len();
        self.head.extend(later.head.iter().take(missing));
        self.tail.extend(&later.tail);
        trim(&mut self.tail, self.k);
    }
}
