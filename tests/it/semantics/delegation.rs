//! Delegation: `yield_from!` and `try_yield_from!`.

mod children;
mod composition;
mod custom;
mod forwarding;
mod placement;

use super::case::Case;
use antiphon::prelude::*;

pub(super) const CASES: &[&[Case]] = &[forwarding::CASES, children::CASES, composition::CASES];

#[test]
fn a_chain_of_a_hundred_thousand_delegations_needs_no_more_stack_than_a_short_one() {
    #[generator(yield = &'static str)]
    fn deep(n: usize) {
        if n > 0 {
            yield_from!(deep(n - 1).boxed());
        } else {
            yield_!("leaf");
        }
    }
    let mut chain = deep(100_000).boxed();
    assert_eq!(chain.start(), Ok("leaf"));
    assert_eq!(chain.close(), Ok(None));
}
