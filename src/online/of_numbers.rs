use alloc::vec::Vec;

/// What statistics of numbers are read from: it deals itself with NaN and infinities.
pub(super) trait Accumulator: Copy {
    const EMPTY: Self;

    /// Takes in a number, or counts it among the skipped.
    fn add(&mut self, x: f64);

    /// As [`add`](Accumulator::add), but as if `x` had come first.
    #[inline(always)]
    fn prepend(&mut self, x: f64) {
        self.add(x);
    }

    /// Takes in what came later.
    fn merge(&mut self, later: &Self);

    /// An empty one that is cheaply merged with this one.
    #[inline(always)]
    fn empty_beside(&self) -> Self {
        Self::EMPTY
    }

    fn count(&self) -> u64;
    fn skipped(&self) -> u64;
}

/// An accumulator of which a window keeps less than all, the suffix, for each number.
pub(super) trait WithSuffix: Accumulator {
    type Suffix;

    /// Makes the suffixes that begin with each number, from the last to the first, and the empty one that newer numbers
    /// are taken into. `all` is of all these numbers.
    fn suffixes(all: &Self, numbers: &[f64], suffixes: &mut Vec<Self::Suffix>) -> Self;

    /// Reads this one with a suffix of `count` numbers before it. Where nothing is unusual, it need not be made in memory.
    fn read_after<T>(&self, suffix: &Self::Suffix, count: u64, read: impl FnOnce(&Self) -> T) -> T;
}

/// Defines a statistic of numbers that is read from an [`Accumulator`], with the suffix of one [`WithSuffix`].
macro_rules! of_numbers {
    ($($(#[$docs:meta])* $name:ident($accumulator:ty $(, $suffix:ty)?) -> $output:ty, $read:expr;)*) => {
        $(
            $(#[$docs])*
            #[derive(Debug, Clone, Copy, PartialEq)]
            #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
            pub struct $name {
                format: crate::online::format::Format<1>,
                accumulator: $accumulator,
            }

            impl $name {
                /// Of nothing yet.
                #[must_use]
                pub const fn new() -> Self {
                    Self { format: crate::online::format::Format, accumulator: <$accumulator as Accumulator>::EMPTY }
                }
            }

            impl Default for $name {
                fn default() -> Self {
                    Self::new()
                }
            }

            impl crate::online::Statistic for $name {
                type Input = f64;
                type Output = $output;

                #[inline]
                fn try_update(&mut self, x: f64) -> Result<(), crate::online::Refusal> {
                    self.accumulator.add(x);
                    Ok(())
                }

                #[inline]
                fn admits(&self, x: &f64) -> Result<bool, crate::online::Refusal> {
                    Ok(!x.is_nan())
                }

                #[inline]
                fn value(&self) -> Option<$output> {
                    let read: fn(&$accumulator) -> Option<$output> = $read;
                    read(&self.accumulator)
                }

                #[inline]
                fn count(&self) -> u64 {
                    self.accumulator.count()
                }

                #[inline]
                fn skipped(&self) -> u64 {
                    self.accumulator.skipped()
                }

                fn reset(&mut self) {
                    *self = Self::new();
                }
            }

            impl crate::online::Merge for $name {
                type Suffix = crate::online::of_numbers::suffix_type!($($suffix)?);

                #[inline]
                fn merge(&mut self, later: &Self) {
                    self.accumulator.merge(&later.accumulator);
                }

                #[inline]
                fn prepend(&mut self, x: f64) {
                    self.accumulator.prepend(x);
                }

                #[inline]
                fn empty_beside(&self) -> Self {
                    Self { accumulator: self.accumulator.empty_beside(), ..*self }
                }
            }

            $(impl crate::online::Suffix<$name> for $suffix {
                fn begin_with_each(all: &$name, numbers: &[f64], suffixes: &mut alloc::vec::Vec<Self>) -> $name {
                    let accumulator =
                        crate::online::of_numbers::WithSuffix::suffixes(&all.accumulator, numbers, suffixes);
                    $name { accumulator, ..*all }
                }

                #[inline(always)]
                fn read_with<T>(&self, count: u64, newer: &$name, read: impl FnOnce(&$name) -> T) -> T {
                    let read = |both: &$accumulator| read(&$name { accumulator: *both, ..*newer });
                    crate::online::of_numbers::WithSuffix::read_after(&newer.accumulator, self, count, read)
                }
            })?
        )*
    };
}

/// The type that a window keeps, by default the statistic itself.
macro_rules! suffix_type {
    () => {
        Self
    };
    ($suffix:ty) => {
        $suffix
    };
}

pub(super) use of_numbers;
pub(super) use suffix_type;
