//! async-stream: `stream!`, pinned on the stack with `pin!`.
//!
//! It makes streams only: nothing is sent to them.

use crate::{
    executor::consume_stream,
    kernels::{async_pending::later, counter},
    peers::{Peer, work},
};
use async_stream::stream;
use std::{future::ready, pin::pin};

pub(super) const PEER: Peer = Peer { name: "async-stream", boxed: false, work: work![async_ready, async_pending] };

#[inline(never)]
fn async_ready() -> u64 {
    let end = counter::end();
    consume_stream(pin!(stream! {
        let mut n = 0;
        while n < end {
            yield ready(n).await;
            n += 1;
        }
    }))
}

#[inline(never)]
fn async_pending() -> u64 {
    let end = counter::end();
    consume_stream(pin!(stream! {
        let mut n = 0;
        while n < end {
            yield later(n).await;
            n += 1;
        }
    }))
}
