//! The peers: the crates that make generators, each written as somebody fluent in it would.
//!
//! A peer that keeps its generator where the caller puts it is compared with `hand`; one that allocates, be it two
//! boxes or a stack of its own, with `hand-boxed`.
//!
//! `mean8-try` and `throw-recover` are left to antiphon alone: no peer can throw an error into a body, nor ask it to
//! close and hear its answer. A `Result` could be sent to any of them, but that is a value, and another program.

use crate::{Contender, Run};

mod async_stream;
mod asynk_strim;
mod corosensei;
mod diapause;
mod fauxgen;
mod genawaiter;
mod generator_rs;
mod next_gen;
#[cfg(antiphon_nightly)]
mod std_coroutine;

/// A crate, or one of its flavours, and the kernels it can do.
struct Peer {
    name: &'static str,
    /// Whether its generators allocate.
    boxed: bool,
    /// The kernels' names, with `_` for `-`, and who does them.
    work: &'static [(&'static str, Run)],
}

const PEERS: &[&Peer] = &[
    &genawaiter::stack::PEER,
    &genawaiter::rc::PEER,
    &genawaiter::sync::PEER,
    &next_gen::PEER,
    &fauxgen::PEER,
    &corosensei::PEER,
    &generator_rs::PEER,
    &diapause::PEER,
    &async_stream::PEER,
    &asynk_strim::PEER,
    #[cfg(antiphon_nightly)]
    &std_coroutine::PEER,
];

/// Everybody who can do the kernel.
pub(crate) fn contenders(kernel: &str) -> Vec<Contender> {
    let kernel = kernel.replace('-', "_");
    let able = |peer: &&Peer| {
        let (_, run) = *peer.work.iter().find(|(name, _)| *name == kernel)?;
        Some(Contender { name: peer.name, boxed: peer.boxed, run })
    };
    PEERS.iter().filter_map(able).collect()
}

/// Lists what a peer does, in functions named as the kernels.
macro_rules! work {
    ($($kernel:ident),* $(,)?) => {
        &[$((stringify!($kernel), $kernel)),*]
    };
}
use work;

#[cfg(test)]
mod tests {
    use crate::kernels;

    #[test]
    fn peers_do_only_kernels_that_exist() {
        let kernels: Vec<_> = kernels::all().iter().map(|kernel| kernel.name.replace('-', "_")).collect();
        for (kernel, _) in super::PEERS.iter().flat_map(|peer| peer.work) {
            assert!(kernels.iter().any(|name| name == kernel), "there is no kernel {kernel}");
        }
    }
}
