//! What the peers do, shown by driving each through its own safe API: the facts behind the table in `README.md`.
//!
//! Every peer answers the same questions: what becomes of the first value sent, what happens after the end, whether an
//! error can be thrown in, whether the body hears of a close and can answer, whether delegation forwards what is sent,
//! and whether a body may borrow from its caller.

#![cfg_attr(antiphon_nightly, feature(coroutines, coroutine_trait, stmt_expr_attributes))]

use std::{
    cell::Cell,
    panic::{AssertUnwindSafe, catch_unwind},
};

mod async_stream;
mod asynk_strim;
mod corosensei;
mod diapause;
mod executor;
mod fauxgen;
mod genawaiter;
mod generator_rs;
mod next_gen;
mod nist;
#[cfg(antiphon_nightly)]
mod std_coroutine;

/// What a panic of `run` says, if it panics.
fn panic_of<T>(run: impl FnOnce() -> T) -> Option<String> {
    let panic = catch_unwind(AssertUnwindSafe(run)).err()?;
    let text = panic.downcast_ref::<String>().cloned();
    text.or_else(|| panic.downcast_ref::<&str>().map(ToString::to_string))
}

/// Stands in for what a peer does not have: a method of its own would take precedence, and be of another type.
trait Missing {
    fn throw(&mut self, _error: &str) -> NotThere {
        NotThere
    }

    fn close(&mut self) -> NotThere {
        NotThere
    }
}

impl<T: ?Sized> Missing for T {}

#[derive(Debug, PartialEq)]
struct NotThere;

#[test]
fn a_method_of_the_peer_would_take_precedence_over_its_stand_in() {
    struct Peer(Vec<String>);

    impl Peer {
        fn throw(&mut self, error: &str) -> usize {
            self.0.push(error.into());
            self.0.len()
        }
    }

    let mut peer = Peer(Vec::new());
    assert_eq!(peer.throw("error"), 1);
    assert_eq!(peer.close(), NotThere);
}

/// What happened in a body: which lines ran, and whether its values were dropped.
#[derive(Debug, Default)]
struct Trace {
    dropped: Cell<bool>,
    went_on: Cell<bool>,
}

impl Trace {
    fn guard(&self) -> impl Drop {
        Guard(&self.dropped)
    }

    /// The body's values were dropped where it stood.
    fn only_dropped(&self) -> bool {
        self.dropped.get() && !self.went_on.get()
    }
}

struct Guard<'a>(&'a Cell<bool>);

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        self.0.set(true);
    }
}
