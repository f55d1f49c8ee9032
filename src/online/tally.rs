use super::{InvalidParameter, Merge, Refusal, Statistic, format::Format, maths::float};
use alloc::collections::BTreeMap;
use core::{cmp::Reverse, fmt::Debug};

/// How often each value was.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(bound(serialize = "T: serde::Serialize + Ord", deserialize = "T: serde::Deserialize<'de> + Ord"))
)]
struct Tally<T> {
    limit: usize,
    /// In pairs where it is saved, since text has no maps but by strings.
    #[cfg_attr(feature = "serde", serde(with = "super::format::pairs"))]
    counts: BTreeMap<T, u64>,
    taken: u64,
    skipped: u64,
}

impl<T: Ord + Clone> Tally<T> {
    fn new(limit: usize) -> Result<Self, InvalidParameter> {
        InvalidParameter::unless(limit > 0, "limit", limit as f64, "at least 1")?;
        Ok(Self { limit, counts: BTreeMap::new(), taken: 0, skipped: 0 })
    }

    fn admits(&self, x: &T) -> Result<bool, Refusal> {
        if self.counts.len() < self.limit || self.counts.contains_key(x) { Ok(true) } else { Err(Refusal::Full) }
    }

    fn add(&mut self, x: T) -> Result<(), Refusal> {
        if let Err(refusal) = self.admits(&x) {
            self.skipped += 1;
            return Err(refusal);
        }
        *self.counts.entry(x).or_insert(0) += 1;
        self.taken += 1;
        Ok(())
    }

    fn merge(&mut self, other: &Self) {
        for (x, count) in &other.counts {
            *self.counts.entry(x.clone()).or_insert(0) += count;
        }
        self.taken += other.taken;
        self.skipped += other.skipped;
    }

    fn mode(&self) -> Option<T> {
        let (value, _) = self.counts.iter().min_by_key(|(_, count)| Reverse(**count))?;
        Some(value.clone())
    }

    fn distinct(&self) -> Option<u64> {
        (self.taken > 0).then_some(self.counts.len() as u64)
    }

    fn entropy(&self) -> Option<f64> {
        let share = |count: &u64| float(*count) / float(self.taken);
        let term = |count: &u64| -share(count) * libm::log2(share(count));
        // Not -0, where there is one value only.
        (self.taken > 0).then(|| self.counts.values().map(term).sum::<f64>() + 0.0)
    }
}

/// Defines statistics of values of any type that has an order.
macro_rules! of_any {
    ($($(#[$docs:meta])* $name:ident -> $output:ty, $read:expr;)*) => {
        $(
            $(#[$docs])*
            #[derive(Debug, Clone, PartialEq, Eq)]
            #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
            #[cfg_attr(
                feature = "serde",
                serde(bound(serialize = "T: serde::Serialize + Ord", deserialize = "T: serde::Deserialize<'de> + Ord"))
            )]
            pub struct $name<T> {
                format: Format<1>,
                tally: Tally<T>,
            }

            impl<T: Ord + Clone> $name<T> {
                /// Of nothing yet, and of at most `limit` different values.
                ///
                /// # Errors
                ///
                /// If `limit` is 0.
                pub fn new(limit: usize) -> Result<Self, InvalidParameter> {
                    Ok(Self { format: Format, tally: Tally::new(limit)? })
                }

                /// How often a value was.
                pub fn count_of(&self, x: &T) -> u64 {
                    self.tally.counts.get(x).copied().unwrap_or(0)
                }
            }

            impl<T: Ord + Clone + Debug> Statistic for $name<T> {
                type Input = T;
                type Output = $output;

                fn try_update(&mut self, x: T) -> Result<(), Refusal> {
                    self.tally.add(x)
                }

                fn admits(&self, x: &T) -> Result<bool, Refusal> {
                    self.tally.admits(x)
                }

                fn value(&self) -> Option<$output> {
                    let read: fn(&Tally<T>) -> Option<$output> = $read;
                    read(&self.tally)
                }

                fn count(&self) -> u64 {
                    self.tally.taken
                }

                fn skipped(&self) -> u64 {
                    self.tally.skipped
                }

                fn reset(&mut self) {
                    self.tally.counts.clear();
                    (self.tally.taken, self.tally.skipped) = (0, 0);
                }
            }

            impl<T: Ord + Clone + Debug> Merge for $name<T> {
                type Suffix = Self;

                /// Holds as many values as there are in both, also if they are more than the limit.
                fn merge(&mut self, later: &Self) {
                    self.tally.merge(&later.tally);
                }
            }
        )*
    };
}

of_any! {
    /// The most frequent value; of equally frequent ones the least.
    ///
    /// It is exact, and bounded: a value that is new when there are already `limit` different ones is refused with
    /// [`Refusal::Full`].
    ///
    /// # Complexity
    ///
    /// Logarithmic in the number of different values, linear to read it.
    ///
    /// # Examples
    ///
    /// ```
    /// use antiphon::online::{Mode, Statistic};
    ///
    /// let mut mode = Mode::new(100).unwrap();
    /// for letter in "antiphon".chars() {
    ///     mode.update(letter);
    /// }
    /// assert_eq!((mode.value(), mode.count_of(&'n')), (Some('n'), 2));
    /// ```
    Mode -> T, Tally::mode;

    /// How many different values there were, exactly; otherwise as [`Mode`].
    Distinct -> u64, Tally::distinct;

    /// Shannon's entropy of the shares of the values, in bits; otherwise as [`Mode`].
    ///
    /// # Examples
    ///
    /// ```
    /// use antiphon::online::{Entropy, Statistic};
    ///
    /// let mut entropy = Entropy::new(2).unwrap();
    /// for toss in [true, false, false, true] {
    ///     entropy.update(toss);
    /// }
    /// assert_eq!(entropy.value(), Some(1.0));
    /// ```
    Entropy -> f64, Tally::entropy;
}
