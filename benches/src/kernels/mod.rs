//! A module a kernel.

use crate::{Kernel, peers};

pub(crate) mod counter;
pub(crate) mod create_drop;
pub(crate) mod delegate;
pub(crate) mod mean8;
mod online_adwin;
mod online_rolling;
mod online_variance;
pub(crate) mod pipeline3;
pub(crate) mod state_1k;
mod throw_recover;
pub(crate) mod words;
pub(crate) mod xorshift;

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
        online_variance::kernel_mean(),
        online_variance::kernel(),
        online_variance::kernel_answers(),
    ];
    kernels.extend(online_rolling::kernels());
    kernels.extend(online_adwin::kernels());
    for kernel in &mut kernels {
        kernel.contenders.extend(peers::contenders(kernel.name));
    }
    kernels
}
