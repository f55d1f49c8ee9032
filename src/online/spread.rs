use super::{
    double::{Double, Pair},
    frame::Frame,
    grid::{Grid, HUGE, TINY},
    maths::{exponent, float, sqrt},
    of_numbers::{Accumulator, WithSuffix},
};
use alloc::vec::Vec;
use core::hint::black_box;

/// Up to here a count is of 26 bits.
const FEW: u64 = 1 << 26;
/// By how many bits the sum of squares can grow before the deviations are cut on another grid: in a window, where the
/// first deviation may be a small one by chance, and there is no other grid to go on with; and otherwise.
const GROWTH_IN_WINDOW: i64 = 24;
const GROWTH: i64 = 8;

/// The sums of deviations from a pivot and of their squares, in twice the digits.
///
/// A deviation is cut in two on a [`Grid`]. The heads and their squares add up exactly; what is rounded are the sums of the
/// rests, which are small. Where there is no grid, the sums are kept as [`Double`]s are. No division is needed to take in
/// a value, and none to merge.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(super) struct Spread {
    count: u64,
    skipped: u64,
    grid: Grid,
    /// Whether grid and frame are not those that it was begun with, beside another.
    moved: bool,
    pub(super) frame: Frame,
    /// Of the squares of the deviations, and of them. With an infinity among the values, whose deviation is NaN, so is the
    /// pivot, and the second sum is what the infinities add up to.
    sums: Pair,
}

/// What a window keeps of the values from one on.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct OlderSpread(Older);

#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
enum Older {
    /// The sums, in the frame and on the grid that the newer values are begun with: the heads of both add up exactly.
    OnGrid(Pair),
    Elsewhere(Frame, Pair),
}

impl Accumulator for Spread {
    const EMPTY: Self =
        Self { count: 0, skipped: 0, grid: Grid::NONE, moved: false, frame: Frame::NEW, sums: Pair::ZERO };

    #[inline(always)]
    fn add(&mut self, x: f64) {
        let sums = self.sums.plus(self.grid.cut(x - self.frame.pivot));
        // NaN and infinity fail this too, so that they cost nothing where there are none.
        if sums.first().high <= self.grid.room {
            self.sums = sums;
            self.count += 1;
        } else {
            // A copy, so that sums that are no reference's can stay in registers.
            *self = black_box(*self).with_unusual(x);
        }
    }

    // Alone it is not as exact as others are.
    #[inline(always)]
    fn empty_beside(&self) -> Self {
        Self { frame: self.frame, ..Self::EMPTY }
    }

    #[inline(always)]
    fn merge(&mut self, later: &Self) {
        *self = self.merged_with(later);
    }

    #[inline(always)]
    fn count(&self) -> u64 {
        self.count
    }

    #[inline(always)]
    fn skipped(&self) -> u64 {
        self.skipped
    }
}

impl WithSuffix for Spread {
    type Suffix = OlderSpread;

    fn suffixes(_: &Self, numbers: &[f64], suffixes: &mut Vec<OlderSpread>) -> Self {
        let begun = Self::begun_in_window(numbers);
        let (first, pairs) = numbers.as_rchunks::<2>();
        let mut suffix = begun;
        suffixes.reserve(numbers.len());
        let added = suffix.add_pairs(pairs, suffixes);
        suffix.add_each(&numbers[..first.len() + 2 * (pairs.len() - added)], suffixes);
        // What the grid was made for may soon have left the window.
        Self { grid: begun.grid.closed(), ..begun }
    }

    #[inline(always)]
    fn read_after<T>(&self, suffix: &OlderSpread, count: u64, read: impl FnOnce(&Self) -> T) -> T {
        match suffix.0 {
            Older::OnGrid(sums) if !self.moved => {
                let frame = Frame::at(self.frame.pivot);
                read(&Self { count: self.count + count, frame, sums: sums.plus(self.sums), ..*self })
            }
            _ => read(&self.after_elsewhere(suffix, count)),
        }
    }
}

impl Spread {
    /// An empty one about the newest number of a window, and on the grid of the next deviation; it has neither if that
    /// number is infinite.
    fn begun_in_window(numbers: &[f64]) -> Self {
        let Some(newest) = numbers.last().filter(|newest| newest.is_finite()) else { return Self::EMPTY };
        let deviation = numbers.iter().rev().map(|x| x - newest).find(|deviation| *deviation != 0.0);
        let grid = deviation.map_or(Grid::NONE, |next| Grid::for_squares(next * next, GROWTH_IN_WINDOW));
        Self { frame: Frame::at(*newest), grid, ..Self::EMPTY }
    }

    /// Adds as many as there is room for on the grid, the last first. Two at once take half as many instructions.
    fn add_pairs(&mut self, pairs: &[[f64; 2]], suffixes: &mut Vec<OlderSpread>) -> usize {
        let (grid, pivot, mut sums) = (self.grid, self.frame.pivot, self.sums);
        let mut added = 0;
        for pair in pairs.iter().rev() {
            let [earlier, later] = grid.cut_two(*pair, pivot);
            let of_later = sums.plus(later);
            let of_both = of_later.plus(earlier);
            if of_both.first().high <= grid.room {
                suffixes.extend_from_slice(&[of_later, of_both].map(|sums| OlderSpread(Older::OnGrid(sums))));
                sums = of_both;
                added += 1;
            } else {
                break;
            }
        }
        self.sums = sums;
        self.count += 2 * added as u64;
        added
    }

    /// Adds numbers, the last first.
    fn add_each(&mut self, numbers: &[f64], suffixes: &mut Vec<OlderSpread>) {
        for x in numbers.iter().rev() {
            self.add(*x);
            suffixes.push(self.as_suffix());
        }
    }

    fn as_suffix(&self) -> OlderSpread {
        OlderSpread(if self.moved { Older::Elsewhere(self.frame, self.sums) } else { Older::OnGrid(self.sums) })
    }

    #[cold]
    #[inline(never)]
    fn after_elsewhere(&self, suffix: &OlderSpread, count: u64) -> Self {
        let (frame, sums) = match suffix.0 {
            Older::OnGrid(sums) => (self.frame.unscaled(), sums),
            Older::Elsewhere(frame, sums) => (frame, sums),
        };
        Self { count, frame, sums, ..Self::EMPTY }.merged_with(self)
    }

    /// With the first value, one for which there is no grid or no room on it, or one that is not finite.
    #[cold]
    #[inline(never)]
    fn with_unusual(&self, x: f64) -> Self {
        if x.is_nan() {
            return Self { skipped: self.skipped + 1, ..*self };
        }
        let mut with = Self { count: self.count + 1, ..*self };
        if x.is_infinite() {
            with.take_infinity(x);
        } else if self.count == 0 && self.frame.pivot.is_nan() {
            with.frame.begin(x);
        } else if !self.has_infinity() {
            with.take_deviation(x);
        }
        with
    }

    fn take_infinity(&mut self, infinity: f64) {
        let before = if self.frame.pivot.is_nan() { self.sums.second().high } else { 0.0 };
        self.frame.pivot = f64::NAN;
        self.sums = Pair::new(Double::ZERO, Double::from(before + infinity));
        (self.grid, self.moved) = (Grid::NONE, true);
    }

    /// Takes in a deviation on the grid that there is for the first, or in twice the digits, on another scale if need be,
    /// and goes on on another grid.
    fn take_deviation(&mut self, x: f64) {
        let deviation = x - self.frame.pivot;
        if self.sums == Pair::ZERO
            && let Some(grid) = self.grid.opened_for(deviation)
        {
            (self.grid, self.sums) = (grid, grid.cut(deviation));
            return;
        }
        let mut sums = self.sums_with(x);
        if !in_range(&sums) {
            let Some(ratio) = self.frame.fit(x, self.magnitude()) else { return };
            self.scale(ratio);
            sums = self.sums_with(x);
        }
        self.sums = sums;
        self.settle();
    }

    fn sums_with(&self, x: f64) -> Pair {
        let deviation = self.frame.deviation(x);
        self.sums.accumulate(Pair::new(deviation * deviation, deviation))
    }

    /// Goes on on a grid that fits the sums.
    fn settle(&mut self) {
        let on_grid = !self.frame.is_scaled() && !self.has_infinity();
        self.grid = if on_grid { Grid::for_squares(self.sums.first().high, GROWTH) } else { Grid::NONE };
        if self.grid != Grid::NONE {
            self.sums = self.grid.settle(self.sums);
        }
        self.moved = true;
    }

    fn has_infinity(&self) -> bool {
        self.count > 0 && self.frame.pivot.is_nan()
    }

    pub(super) fn sum(&self) -> Double {
        self.sums.second()
    }

    /// The exponent of the largest scaled deviation, or a little more; `None` if all values are equal.
    fn magnitude(&self) -> Option<i32> {
        exponent(self.sums.first().high).map(|exponent| exponent / 2)
    }

    /// Follows the frame to another scale.
    fn scale(&mut self, ratio: f64) {
        self.sums = Pair::new(self.sums.first().scaled(ratio).scaled(ratio), self.sums.second().scaled(ratio));
    }

    /// Gives both the scale that the larger of them, and of the distance between them, needs.
    pub(super) fn align(&mut self, other: &mut Self) {
        let magnitudes = [self.magnitude(), other.magnitude()];
        let [ratio, others] = self.frame.fit_both(&mut other.frame, magnitudes);
        self.scale(ratio);
        other.scale(others);
    }

    /// The sums of both about the pivot of this one.
    fn sums_of_both(&self, other: &Self) -> Pair {
        let shift = Double::difference(other.frame.pivot, self.frame.pivot);
        let moved = shift * Double::from(float(other.count));
        // The sum of (d + s)^2 is that of d^2, and s times the sum of d twice and s n.
        let sum = other.sum() + moved;
        let squares = other.sums.first() + shift * (other.sum() + sum);
        Pair::new(self.sums.first() + squares, self.sum() + sum)
    }

    #[inline(never)]
    fn merged_with(&self, other: &Self) -> Self {
        let (count, skipped) = (self.count + other.count, self.skipped + other.skipped);
        if other.count == 0 {
            return Self { skipped, ..*self };
        }
        if self.count == 0 {
            return Self { skipped, ..*other };
        }
        let mut both = *self;
        both.take_sums(*other);
        Self { count, skipped, ..both }
    }

    fn take_sums(&mut self, mut other: Self) {
        if other.has_infinity() {
            self.take_infinity(other.sum().high);
        } else if !self.has_infinity() {
            let sums = self.sums_of_both(&other);
            if !self.frame.has_scale_of(&other.frame) || !in_range(&sums) {
                self.align(&mut other);
            }
            self.sums = self.sums_of_both(&other);
            self.settle();
        }
    }

    /// The mean squared deviation, scaled twice, over `n - freedom`; `None` if there are infinities, or too few values.
    #[inline(always)]
    fn mean_square(&self, freedom: u32) -> Option<f64> {
        let n = float(self.count);
        let [squares, sum] = self.sums.rounded();
        // The sum of squared deviations from the mean, n times.
        let minuend = squares * n;
        let difference = minuend - sum * sum;
        // Three digits are lost to the difference at most. Infinities fail this too.
        if difference >= minuend * 0.125 && self.count > freedom.into() {
            Some(difference / (n * (n - f64::from(freedom))))
        } else {
            black_box(*self).careful_mean_square(freedom)
        }
    }

    #[inline(never)]
    fn careful_mean_square(self, freedom: u32) -> Option<f64> {
        let n = float(self.count);
        let of_few = || self.sums.times_less_square(n);
        let difference = || if self.count <= FEW { of_few() } else { difference_of_many(self.count, self.sums) };
        let defined = self.count > freedom.into() && !self.has_infinity();
        defined.then(|| difference().max(0.0) / (n * (n - f64::from(freedom))))
    }

    /// The sum of squared deviations from the mean, scaled twice; `None` if there is nothing, or infinities.
    pub(super) fn about_mean(&self) -> Option<f64> {
        Some(self.mean_square(0)? * float(self.count))
    }

    #[inline(always)]
    pub(super) fn variance(&self, freedom: u32) -> Option<f64> {
        let square = self.mean_square(freedom);
        // To be multiplied by one takes time.
        if !self.frame.is_scaled() {
            return square;
        }
        Some(square? * self.frame.unscale() * self.frame.unscale())
    }

    #[inline]
    pub(super) fn deviation(&self, freedom: u32) -> Option<f64> {
        Some(sqrt(self.mean_square(freedom)?) * self.frame.unscale())
    }

    #[inline]
    pub(super) fn standard_error(&self) -> Option<f64> {
        Some(sqrt(self.mean_square(1)? / float(self.count)) * self.frame.unscale())
    }

    /// The mean in twice the digits, if there are values, and no infinities.
    pub(super) fn exact_mean(&self) -> Double {
        let mean = self.sum() / Double::from(float(self.count)) + Double::from(self.frame.pivot);
        mean.scaled(self.frame.unscale())
    }

    #[inline]
    pub(super) fn mean(&self) -> Option<f64> {
        let mean = if self.has_infinity() { self.sum().high } else { self.exact_mean().round() };
        (self.count > 0 && !mean.is_nan()).then_some(mean)
    }
}

/// Whether sums are neither zero nor infinite, and have lost nothing to overflow and underflow.
fn in_range(sums: &Pair) -> bool {
    (TINY..=HUGE).contains(&sums.first().high)
}

/// A count times the sum of squares, less the squared sum.
#[cold]
#[inline(never)]
fn difference_of_many(count: u64, sums: Pair) -> f64 {
    (sums.first() * Double::from(float(count)) - sums.second() * sums.second()).round()
}
