//! Statistics by their definitions, in rational arithmetic: no rounding anywhere.

use dashu_ratio::Relaxed;

pub(crate) fn rational(x: f64) -> Relaxed {
    Relaxed::try_from(x).expect("a finite number")
}

/// The exact sums of powers of the values, from which all their moments follow; being exact, they may subtract.
#[derive(Clone, Default)]
pub(crate) struct PowerSums {
    n: usize,
    /// Of the first to the fourth power.
    sums: [Relaxed; 4],
}

impl PowerSums {
    pub(crate) fn of(values: &[f64]) -> Self {
        let mut sums = Self::default();
        for x in values {
            sums.add(*x);
        }
        sums
    }

    pub(crate) fn add(&mut self, x: f64) {
        self.n += 1;
        self.change(x, |sum, power| sum + power);
    }

    pub(crate) fn remove(&mut self, x: f64) {
        self.n -= 1;
        self.change(x, |sum, power| sum - power);
    }

    fn change(&mut self, x: f64, change: fn(&Relaxed, &Relaxed) -> Relaxed) {
        let x = rational(x);
        let mut power = Relaxed::ONE;
        for sum in &mut self.sums {
            power *= &x;
            *sum = change(sum, &power);
        }
    }

    pub(crate) fn sum(&self) -> Relaxed {
        self.sums[0].clone()
    }

    pub(crate) fn mean(&self) -> Relaxed {
        self.sum() / Relaxed::from(self.n)
    }

    /// The sum of the squared, cubed or fourth powers of the deviations from the mean.
    pub(crate) fn central(&self, k: usize) -> Relaxed {
        let [_, two, three, four] = &self.sums;
        let (m, n) = (self.mean(), Relaxed::from(self.n));
        let square = &m * &m;
        match k {
            2 => two - n * square,
            3 => three - Relaxed::from(3) * &m * two + Relaxed::from(2) * n * &square * &m,
            4 => {
                four - Relaxed::from(4) * &m * three + Relaxed::from(6) * &square * two
                    - Relaxed::from(3) * n * &square * &square
            }
            _ => panic!("no such moment is needed: {k}"),
        }
    }

    /// `G1`, rounded at the end.
    pub(crate) fn sample_skewness(&self) -> f64 {
        let n = self.n as f64;
        let [two, three] = [2, 3].map(|k| self.central(k) / Relaxed::from(self.n));
        // Its square is rational.
        let square = rounded(&(&three * &three / (&two * &two * &two)));
        square.sqrt().copysign(rounded(&three)) * (n * (n - 1.0)).sqrt() / (n - 2.0)
    }

    /// `G2`, rounded at the end.
    pub(crate) fn sample_kurtosis(&self) -> f64 {
        let n = Relaxed::from(self.n);
        let [two, four] = [2, 4].map(|k| self.central(k) / &n);
        let [less_1, less_2, less_3] = [1, 2, 3].map(|k| &n - Relaxed::from(k));
        let kurtosis = four / (&two * &two);
        rounded(&(((n + Relaxed::ONE) * kurtosis - Relaxed::from(3) * &less_1) * &less_1 / (less_2 * less_3)))
    }

    /// The sum of squared deviations over `n - freedom`.
    pub(crate) fn mean_square(&self, freedom: usize) -> Relaxed {
        self.central(2) / Relaxed::from(self.n - freedom)
    }

    pub(crate) fn variance(&self) -> Relaxed {
        self.mean_square(1)
    }
}

fn magnitude(x: Relaxed) -> Relaxed {
    if x < Relaxed::ZERO { -x } else { x }
}

/// Whether the relative error of `found` is under the bound.
pub(crate) fn agrees(found: f64, truth: &Relaxed, bound: f64) -> bool {
    magnitude(rational(found) - truth) <= magnitude(truth.clone()) * rational(bound)
}

/// Whether the relative error of `found`, the root of `square`, is under the bound.
pub(crate) fn root_agrees(found: f64, square: &Relaxed, bound: f64) -> bool {
    let found = rational(found);
    magnitude(&found * &found - square) <= magnitude(square.clone()) * rational(2.0 * bound)
}

/// Rounded, for what cannot be compared exactly.
pub(crate) fn rounded(x: &Relaxed) -> f64 {
    x.clone().canonicalize().to_f64().value()
}

/// The sum of the products of the deviations from the means.
pub(crate) fn co_moment(pairs: &[(f64, f64)]) -> Relaxed {
    let [xs, ys]: [Vec<f64>; 2] =
        [pairs.iter().map(|pair| pair.0).collect(), pairs.iter().map(|pair| pair.1).collect()];
    let [x, y] = [xs, ys].map(|values| PowerSums::of(&values).mean());
    pairs.iter().fold(Relaxed::ZERO, |sum, pair| sum + (rational(pair.0) - &x) * (rational(pair.1) - &y))
}
