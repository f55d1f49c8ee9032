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

    /// Reads both merged. Where nothing is unusual, it need not be made in memory.
    #[inline(always)]
    fn read_merged<T>(&self, later: &Self, read: impl FnOnce(&Self) -> T) -> T {
        let mut both = *self;
        both.merge(later);
        read(&both)
    }

    /// An empty one that is cheaply merged with this one.
    #[inline(always)]
    fn empty_beside(&self) -> Self {
        Self::EMPTY
    }

    fn count(&self) -> u64;
    fn skipped(&self) -> u64;
}

/// Defines a statistic of numbers that is read from an [`Accumulator`].
macro_rules! of_numbers {
    ($($(#[$docs:meta])* $name:ident($accumulator:ty) -> $output:ty, $read:expr;)*) => {
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
                #[inline]
                fn merge(&mut self, later: &Self) {
                    self.accumulator.merge(&later.accumulator);
                }

                #[inline(always)]
                fn read_merged<T>(&self, later: &Self, read: impl FnOnce(&Self) -> T) -> T {
                    let read = |both: &$accumulator| read(&Self { accumulator: *both, ..*self });
                    self.accumulator.read_merged(&later.accumulator, read)
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
        )*
    };
}

pub(super) use of_numbers;
