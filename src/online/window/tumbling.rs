use crate::online::{Guarded, InvalidParameter, MaybeNan, NanPolicy, Refusal, Statistic, format::Format};

/// A statistic of each `n` values that follow one another: the value is that of the last block that is complete.
///
/// # Complexity
///
/// That of the statistic, of which two are held.
///
/// # Examples
///
/// ```
/// use antiphon::{online::{Mean, Statistic, Tumbling}, prelude::*};
///
/// let pairs = Tumbling::new(2, Mean::new()).unwrap().generator();
/// let means: Vec<_> = [1.0, 3.0, 5.0, 9.0].into_iter().through(pairs).collect();
/// assert_eq!(means, [None, Some(2.0), Some(2.0), Some(7.0)]);
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Tumbling<S> {
    #[cfg_attr(not(feature = "serde"), allow(dead_code, reason = "it is only saved"))]
    format: Format<1>,
    n: u64,
    block: S,
    complete: Option<S>,
    blocks: u64,
    /// Of the blocks before.
    skipped: u64,
}

impl<S: Statistic> Tumbling<S> {
    /// Blocks of `n` values.
    ///
    /// # Errors
    ///
    /// If `n` is 0.
    pub fn new(n: u64, mut statistic: S) -> Result<Self, InvalidParameter> {
        InvalidParameter::unless(n > 0, "n", n as f64, "at least 1")?;
        statistic.reset();
        Ok(Self { format: Format, n, block: statistic, complete: None, blocks: 0, skipped: 0 })
    }

    /// The same from the first block on, with another way to deal with NaN: one that is propagated is so in its block.
    #[must_use]
    pub fn nan(mut self, policy: NanPolicy) -> Tumbling<Guarded<S>>
    where
        S: Statistic<Input: MaybeNan, Output: MaybeNan>,
    {
        self.block.reset();
        let block = Guarded::new(self.block, policy);
        Tumbling { format: Format, n: self.n, block, complete: None, blocks: 0, skipped: 0 }
    }

    /// How many blocks are complete.
    #[must_use]
    pub fn blocks(&self) -> u64 {
        self.blocks
    }

    /// The statistic of the block that is not complete.
    #[must_use]
    pub fn block(&self) -> &S {
        &self.block
    }
}

impl<S: Statistic + Clone> Statistic for Tumbling<S> {
    type Input = S::Input;
    type Output = S::Output;

    fn try_update(&mut self, x: S::Input) -> Result<(), Refusal> {
        self.block.try_update(x)?;
        if self.block.count() == self.n {
            self.complete = Some(self.block.clone());
            self.blocks += 1;
            self.skipped += self.block.skipped();
            self.block.reset();
        }
        Ok(())
    }

    fn admits(&self, x: &S::Input) -> Result<bool, Refusal> {
        self.block.admits(x)
    }

    fn value(&self) -> Option<S::Output> {
        self.complete.as_ref()?.value()
    }

    /// All values, also those of the block that is not complete.
    fn count(&self) -> u64 {
        self.blocks * self.n + self.block.count()
    }

    fn skipped(&self) -> u64 {
        self.skipped + self.block.skipped()
    }

    fn reset(&mut self) {
        self.block.reset();
        (self.complete, self.blocks, self.skipped) = (None, 0, 0);
    }
}
