//! Delegation: `yield_from!` and `try_yield_from!`.

mod children;
mod composition;
mod custom;
mod forwarding;

use super::case::Case;

pub(super) const CASES: &[&[Case]] = &[forwarding::CASES, children::CASES, composition::CASES];
