/// Defines a statistic of numbers that is read from an accumulator.
///
/// The accumulator has `EMPTY`, `add`, `merge`, `count` and `skipped`, and deals itself with NaN and infinities.
macro_rules! of_numbers {
    ($($(#[$docs:meta])* $name:ident($accumulator:ty), $read:expr;)*) => {
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
                    Self { format: crate::online::format::Format, accumulator: <$accumulator>::EMPTY }
                }
            }

            impl Default for $name {
                fn default() -> Self {
                    Self::new()
                }
            }

            impl crate::online::Statistic for $name {
                type Input = f64;
                type Output = f64;

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
                fn value(&self) -> Option<f64> {
                    let read: fn(&$accumulator) -> Option<f64> = $read;
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

                // The order of the values does not matter.
                #[inline]
                fn prepend(&mut self, x: f64) {
                    self.accumulator.add(x);
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
