use super::of_numbers::{Accumulator, of_numbers};

/// The number at one end of the stream.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
struct End<const FIRST: bool> {
    count: u64,
    #[cfg_attr(feature = "serde", serde(with = "super::format::exact"))]
    value: f64,
    skipped: u64,
}

impl<const FIRST: bool> End<FIRST> {
    fn value(&self) -> Option<f64> {
        (self.count > 0).then_some(self.value)
    }

    #[inline(always)]
    fn take(&mut self, x: f64, replaces: bool) {
        if x.is_nan() {
            self.skipped += 1;
            return;
        }
        if replaces || self.count == 0 {
            self.value = x;
        }
        self.count += 1;
    }
}

impl<const FIRST: bool> Accumulator for End<FIRST> {
    const EMPTY: Self = Self { count: 0, value: 0.0, skipped: 0 };

    #[inline(always)]
    fn add(&mut self, x: f64) {
        self.take(x, !FIRST);
    }

    #[inline(always)]
    fn prepend(&mut self, x: f64) {
        self.take(x, FIRST);
    }

    #[inline(always)]
    fn merge(&mut self, later: &Self) {
        if self.count == 0 || (!FIRST && later.count > 0) {
            self.value = later.value;
        }
        self.count += later.count;
        self.skipped += later.skipped;
    }

    fn count(&self) -> u64 {
        self.count
    }

    fn skipped(&self) -> u64 {
        self.skipped
    }
}

of_numbers! {
    /// The first value: in a window, the oldest.
    First(End<true>) -> f64, End::value;

    /// The last value.
    Last(End<false>) -> f64, End::value;
}
