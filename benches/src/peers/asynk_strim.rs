//! asynk-strim: `stream_fn`, pinned on the stack with `pin!`.
//!
//! It makes streams only: nothing is sent to them.

use crate::{
    executor::consume_stream,
    kernels::{async_pending::later, counter},
    peers::{Peer, work},
};
use asynk_strim::stream_fn;
use std::{future::ready, pin::pin};

pub(super) const PEER: Peer = Peer { name: "asynk-strim", boxed: false, work: work![async_ready, async_pending] };

#[inline(never)]
fn async_ready() -> u64 {
    let end = counter::end();
    consume_stream(pin!(stream_fn(|mut yielder| async move {
        let mut n = 0;
        while n < end {
            yielder.yield_item(ready(n).await).await;
            n += 1;
        }
    })))
}

#[inline(never)]
fn async_pending() -> u64 {
    let end = counter::end();
    consume_stream(pin!(stream_fn(|mut yielder| async move {
        let mut n = 0;
        while n < end {
            yielder.yield_item(later(n).await).await;
            n += 1;
        }
    })))
}
