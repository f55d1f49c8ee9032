use crate::online::Refusal;

/// What a crate offers for quantiles.
pub(super) trait Sketch: Clone {
    type Value: Clone + core::fmt::Debug;

    /// Whether it would take `x`.
    fn admits(x: &Self::Value) -> Result<bool, Refusal>;

    /// Takes in a value that it admits.
    fn take(&mut self, x: Self::Value);

    fn value_at(&self, q: f64) -> Option<Self::Value>;

    fn len(&self) -> u64;

    /// Takes in what another one has; `false`, and nothing has changed, if they are too different for that.
    fn join(&mut self, other: &Self) -> bool;

    /// With the same parameters, and no values.
    fn cleared(&self) -> Self;
}

/// Defines a statistic that is a quantile of a [`Sketch`].
macro_rules! of_quantile {
    ($(#[$docs:meta])* $name:ident($sketch:ty) of $value:ty) => {
        $(#[$docs])*
        #[derive(Clone)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
        pub struct $name {
            #[cfg_attr(not(feature = "serde"), allow(dead_code, reason = "it is only saved"))]
            format: crate::online::format::Format<1>,
            #[cfg_attr(feature = "serde", serde(with = "crate::online::format::exact"))]
            q: f64,
            skipped: u64,
            #[cfg_attr(feature = "serde", serde(with = "super::saved"))]
            sketch: $sketch,
        }

        impl $name {
            fn of(sketch: $sketch, q: f64) -> Result<Self, crate::online::InvalidParameter> {
                let valid = (0.0..=1.0).contains(&q);
                crate::online::InvalidParameter::unless(valid, "q", q, "between 0 and 1")?;
                Ok(Self { format: crate::online::format::Format, q, skipped: 0, sketch })
            }

            /// Another quantile of the same values; `None` if there are none, or `q` is not between 0 and 1.
            #[must_use]
            #[inline]
            pub fn quantile(&self, q: f64) -> Option<$value> {
                if (0.0..=1.0).contains(&q) { self.sketch.value_at(q) } else { None }
            }
        }

        impl core::fmt::Debug for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                let mut fields = f.debug_struct(stringify!($name));
                fields.field("q", &self.q).field("count", &self.sketch.len()).field("skipped", &self.skipped);
                let ends = (self.quantile(0.0), self.quantile(self.q), self.quantile(1.0));
                fields.field("least, value, greatest", &ends).finish_non_exhaustive()
            }
        }

        impl crate::online::Statistic for $name {
            type Input = $value;
            type Output = $value;

            #[inline]
            fn try_update(&mut self, x: $value) -> Result<(), crate::online::Refusal> {
                let admitted = self.admits(&x);
                if admitted == Ok(true) {
                    self.sketch.take(x);
                } else {
                    self.skipped += 1;
                }
                admitted.map(|_| ())
            }

            #[inline]
            fn admits(&self, x: &$value) -> Result<bool, crate::online::Refusal> {
                <$sketch as Sketch>::admits(x)
            }

            #[inline]
            fn value(&self) -> Option<$value> {
                self.sketch.value_at(self.q)
            }

            fn count(&self) -> u64 {
                self.sketch.len()
            }

            fn skipped(&self) -> u64 {
                self.skipped
            }

            fn reset(&mut self) {
                (self.sketch, self.skipped) = (self.sketch.cleared(), 0);
            }
        }

        impl crate::online::Merge for $name {
            type Suffix = Self;

            fn merge(&mut self, later: &Self) {
                self.skipped += later.skipped;
                if !self.sketch.join(&later.sketch) {
                    self.skipped += later.sketch.len();
                }
            }
        }
    };
}

pub(super) use of_quantile;
