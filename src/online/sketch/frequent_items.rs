use crate::online::{InvalidParameter, Merge, Refusal, Statistic, format::Format};
use alloc::vec::Vec;
use core::{fmt::Debug, hash::Hash};
use datasketches::frequencies::{ErrorType, FrequentItemsSketch};

/// The most frequent values, and how often each was, in bounded memory.
///
/// The value is a list of all that can have been more often than [`error`](FrequentItems::error), the most frequent first:
/// none that was is missing. The error is at most `3.5 / size` times the number of values, and 0 as long as there were no
/// more than three quarters of `size` different ones.
///
/// Source: D. Anderson et al., "A high-performance algorithm for identifying frequent items in data streams", IMC 2017;
/// the crate [`datasketches`](https://docs.rs/datasketches).
///
/// # Complexity
///
/// Amortised constant for a value; reading it sorts what is held, which is at most three quarters of `size` values.
///
/// # Examples
///
/// ```
/// use antiphon::online::{FrequentItems, Statistic};
///
/// let mut words = FrequentItems::new(64).unwrap();
/// "the cat and the dog and the bird".split(' ').for_each(|word| words.update(word));
/// let frequent = words.value().unwrap();
/// assert_eq!((frequent[0].item, frequent[0].at_least, frequent[0].at_most), ("the", 3, 3));
/// assert_eq!(frequent[1].item, "and");
/// ```
#[derive(Debug, Clone)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(bound = "T: datasketches::frequencies::FrequentItemValue"))]
pub struct FrequentItems<T> {
    #[cfg_attr(not(feature = "serde"), allow(dead_code, reason = "it is only saved"))]
    format: Format<1>,
    #[cfg_attr(feature = "serde", serde(with = "super::saved"))]
    sketch: FrequentItemsSketch<T>,
}

/// A frequent value, and between which numbers that of its occurrences is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frequent<T> {
    /// The value.
    pub item: T,
    /// It was at least so often.
    pub at_least: u64,
    /// It was at most so often.
    pub at_most: u64,
}

impl<T: Hash + Eq> FrequentItems<T> {
    /// Of nothing yet; the map has up to `size` places.
    ///
    /// # Errors
    ///
    /// If `size` is not a power of two that is at least 8.
    pub fn new(size: usize) -> Result<Self, InvalidParameter> {
        let must_be = "a power of two that is at least 8, and at most 2^31";
        let refused = InvalidParameter { parameter: "size", value: size as f64, must_be };
        Ok(Self { format: Format, sketch: FrequentItemsSketch::new(size).map_err(|_| refused)? })
    }

    /// By how much the number of occurrences of a value can be off.
    #[must_use]
    pub fn error(&self) -> u64 {
        self.sketch.maximum_error()
    }

    /// Between which numbers that of the occurrences of `x` is.
    #[must_use]
    pub fn bounds(&self, x: &T) -> (u64, u64) {
        (self.sketch.lower_bound(x), self.sketch.upper_bound(x))
    }
}

impl<T: Hash + Eq + Clone + Debug> Statistic for FrequentItems<T> {
    type Input = T;
    type Output = Vec<Frequent<T>>;

    #[inline]
    fn try_update(&mut self, x: T) -> Result<(), Refusal> {
        self.sketch.update(x);
        Ok(())
    }

    #[inline]
    fn admits(&self, _: &T) -> Result<bool, Refusal> {
        Ok(true)
    }

    fn value(&self) -> Option<Vec<Frequent<T>>> {
        let rows = self.sketch.frequent_items(ErrorType::NoFalseNegatives);
        let frequent = rows.iter().map(|row| Frequent {
            item: row.item().clone(),
            at_least: row.lower_bound(),
            at_most: row.upper_bound(),
        });
        (self.count() > 0).then(|| frequent.collect())
    }

    fn count(&self) -> u64 {
        self.sketch.total_weight()
    }

    fn skipped(&self) -> u64 {
        0
    }

    fn reset(&mut self) {
        self.sketch.reset();
    }
}

impl<T: Hash + Eq + Clone + Debug> Merge for FrequentItems<T> {
    type Suffix = Self;

    fn merge(&mut self, later: &Self) {
        self.sketch.merge(&later.sketch);
    }
}
