//! A module a kernel.

use crate::{Kernel, peers};

mod adaptors;
mod async_block;
pub(crate) mod async_pending;
mod async_ready;
mod async_send;
pub(crate) mod counter;
pub(crate) mod create_drop;
mod deep;
pub(crate) mod delegate;
pub(crate) mod mean8;
pub(crate) mod pipeline3;
pub(crate) mod state_1k;
mod throw_recover;
pub(crate) mod tree;
pub(crate) mod words;
pub(crate) mod xorshift;

pub use tree::nested;

/// All kernels, with all contenders.
#[must_use]
pub fn all() -> Vec<Kernel> {
    let mut kernels = vec![
        counter::kernel(),
        xorshift::kernel(),
        mean8::kernel(),
        mean8::kernel_try(),
        state_1k::kernel(),
        pipeline3::kernel(),
        words::kernel(),
        delegate::depth_1::kernel(),
        delegate::depth_4::kernel(),
        delegate::depth_16::kernel(),
        throw_recover::kernel(),
        create_drop::kernel(),
        adaptors::adapted::kernel(),
        adaptors::then::kernel(),
        async_ready::kernel(),
        async_pending::kernel(),
        async_send::kernel(),
        tree::of_all_depths::kernel(),
        tree::of_one_branch::kernel(),
        tree::of_a_short_branch::kernel(),
        deep::item_at_10::kernel(),
        deep::item_at_1k::kernel(),
        deep::item_at_100k::kernel(),
        deep::to_return::kernel(),
        deep::to_throw::kernel(),
        deep::to_close::kernel(),
        deep::to_drop::kernel(),
    ];
    for kernel in &mut kernels {
        kernel.contenders.extend(peers::contenders(kernel.name));
    }
    kernels
}
