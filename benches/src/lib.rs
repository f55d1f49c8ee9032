//! The kernels that antiphon, hand-written code and its peers are measured with.
//!
//! A [`Kernel`] is one piece of work, done by every contender that can. `ratios` and the criterion benches run the same
//! ones.

#![warn(missing_docs)]
#![cfg_attr(antiphon_nightly, feature(coroutines, coroutine_trait, stmt_expr_attributes))]

use std::hint::black_box;

pub mod executor;
pub mod kernels;
pub mod measure;
mod peers;
pub mod report;

/// One piece of work, and who does it.
#[derive(Debug)]
pub struct Kernel {
    /// Its name, in tables and on the command line.
    pub name: &'static str,
    /// How many operations one run is: few enough that most runs fit between two interruptions by other processes, and
    /// enough that the clock does not matter.
    pub operations: u32,
    /// Who does it; the first is `hand`, or `hand-boxed` where everybody allocates.
    pub contenders: Vec<Contender>,
}

/// A way to do the work of a kernel.
#[derive(Debug, Clone, Copy)]
pub struct Contender {
    /// Its name in the tables.
    pub name: &'static str,
    /// Whether it allocates, and so is compared with `hand-boxed` and not with `hand`.
    pub boxed: bool,
    /// Does the work; what it computes is the same for all contenders of a kernel.
    pub run: Run,
}

/// Does the work of a kernel once, and gives what it computed.
pub type Run = fn() -> u64;

impl Kernel {
    /// The contender that the ratio of `contender` is to: `hand-boxed` for what allocates, `hand` for the others.
    #[must_use]
    pub fn baseline(&self, contender: &Contender) -> usize {
        let baseline = if contender.boxed { "hand-boxed" } else { "hand" };
        self.contenders.iter().position(|contender| contender.name == baseline).unwrap_or(0)
    }
}

/// Mixes a value into a checksum, so that no loop can be replaced by a formula.
#[inline(always)]
#[must_use]
pub fn mix(checksum: u64, value: u64) -> u64 {
    checksum.rotate_left(5) ^ value
}

/// Takes all values: what drives every kernel that is an iterator over numbers.
#[inline(always)]
#[must_use]
pub fn consume(values: impl Iterator<Item = u64>) -> u64 {
    let mut checksum = 0;
    for value in values {
        checksum = mix(checksum, value);
    }
    checksum
}

/// Hides from the compiler where a box comes from and what it holds.
///
/// [`black_box`] in its place would leave the pointer in memory that somebody else may have seen, and have it loaded
/// again after every store.
#[inline(never)]
#[must_use]
pub fn hidden<B>(boxed: B) -> B {
    black_box(boxed)
}

/// Lists contenders: `contenders![hand, antiphon_pinned, ..]`, functions named as the contender with `_` for `-`.
#[macro_export]
macro_rules! contenders {
    ($($function:ident),* $(,)?) => {
        vec![$({
            let name = $crate::report::dashed(stringify!($function));
            $crate::Contender { name, boxed: name.ends_with("-boxed"), run: $function }
        }),*]
    };
}
