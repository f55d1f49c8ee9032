//! A module a kernel.

use crate::Kernel;

mod counter;
mod create_drop;
mod delegate;
mod mean8;
mod pipeline3;
mod state_1k;
mod throw_recover;
mod words;
mod xorshift;

/// All kernels.
#[must_use]
pub fn all() -> Vec<Kernel> {
    vec![
        counter::kernel(),
        xorshift::kernel(),
        mean8::kernel(),
        mean8::kernel_try(),
        state_1k::kernel(),
        pipeline3::kernel(),
        words::kernel(),
        delegate::kernel_1(),
        delegate::kernel_4(),
        delegate::kernel_16(),
        throw_recover::kernel(),
        create_drop::kernel(),
    ]
}
