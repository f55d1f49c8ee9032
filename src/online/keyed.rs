use super::{Guarded, MaybeNan, Merge, NanPolicy, Refusal, Statistic, format::Format};
use alloc::collections::BTreeMap;
use core::fmt::Debug;

/// A statistic for each key: of `(key, value)` it answers with that of the key.
///
/// A key that is new begins with a copy of the statistic that this was made of.
///
/// # Complexity
///
/// Logarithmic in the number of keys, all of which are held.
///
/// # Examples
///
/// ```
/// use antiphon::{online::{Keyed, Mean, Statistic}, prelude::*};
///
/// let mut delays = Keyed::new(Mean::new()).generator();
/// assert_eq!(delays.send(("north", 3.0)), Ok(Some(3.0)));
/// assert_eq!(delays.send(("south", 8.0)), Ok(Some(8.0)));
/// assert_eq!(delays.send(("north", 5.0)), Ok(Some(4.0)));
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(bound(
        serialize = "K: serde::Serialize + Ord, S: serde::Serialize",
        deserialize = "K: serde::Deserialize<'de> + Ord, S: serde::Deserialize<'de>"
    ))
)]
pub struct Keyed<K, S> {
    #[cfg_attr(not(feature = "serde"), allow(dead_code, reason = "it is only saved"))]
    format: Format<1>,
    empty: S,
    /// The key that was answered last.
    last: Option<K>,
    #[cfg_attr(feature = "serde", serde(with = "super::format::pairs"))]
    of: BTreeMap<K, S>,
    skipped: u64,
}

impl<K: Ord, S: Statistic> Keyed<K, S> {
    /// With no keys yet.
    #[must_use]
    pub fn new(mut statistic: S) -> Self {
        statistic.reset();
        Self { format: Format, empty: statistic, last: None, of: BTreeMap::new(), skipped: 0 }
    }

    /// The same without keys, with another way to deal with NaN: one that is propagated is so for its key.
    #[must_use]
    pub fn nan(self, policy: NanPolicy) -> Keyed<K, Guarded<S>>
    where
        S: Statistic<Input: MaybeNan, Output: MaybeNan>,
    {
        Keyed::new(Guarded::new(self.empty, policy))
    }

    /// The statistic of a key.
    pub fn get(&self, key: &K) -> Option<&S> {
        self.of.get(key)
    }

    /// All keys, in order, with their statistics.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &S)> {
        self.of.iter()
    }

    /// Takes a key out, with its statistic.
    pub fn remove(&mut self, key: &K) -> Option<S> {
        self.of.remove(key)
    }
}

impl<K: Ord + Clone + Debug, S: Statistic + Clone> Statistic for Keyed<K, S> {
    type Input = (K, S::Input);
    type Output = S::Output;

    fn try_update(&mut self, (key, x): Self::Input) -> Result<(), Refusal> {
        let admitted = self.of.get(&key).unwrap_or(&self.empty).admits(&x);
        if admitted != Ok(true) {
            self.skipped += 1;
            return admitted.map(|_| ());
        }
        self.last = Some(key.clone());
        self.of.entry(key).or_insert_with(|| self.empty.clone()).try_update(x)
    }

    fn admits(&self, (key, x): &Self::Input) -> Result<bool, Refusal> {
        self.of.get(key).unwrap_or(&self.empty).admits(x)
    }

    /// That of the key of the last value.
    fn value(&self) -> Option<S::Output> {
        self.of.get(self.last.as_ref()?)?.value()
    }

    fn count(&self) -> u64 {
        self.of.values().map(S::count).sum()
    }

    fn skipped(&self) -> u64 {
        self.skipped
    }

    fn reset(&mut self) {
        self.of.clear();
        (self.last, self.skipped) = (None, 0);
    }
}

impl<K: Ord + Clone + Debug, S: Merge> Merge for Keyed<K, S> {
    type Suffix = Self;

    fn merge(&mut self, later: &Self) {
        for (key, statistic) in &later.of {
            self.of.entry(key.clone()).or_insert_with(|| self.empty.clone()).merge(statistic);
        }
        self.last = later.last.clone().or(self.last.take());
        self.skipped += later.skipped;
    }
}
