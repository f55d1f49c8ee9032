//! The generator whose body awaits: yields go to its caller, and what else it awaits to the executor.
//!
//! Its body is polled as that of any other, with a waker that leads to a slot; but the poll may end without a yield, and
//! then the next one goes on. The waker's clones are the executor's.

mod delegate;
mod driven;
mod foreign;
#[cfg(feature = "futures")]
mod from_stream;
mod machine;
mod slot;

pub use delegate::{delegate, try_delegate};
#[cfg(feature = "alloc")]
pub(crate) use driven::into_node;
pub use foreign::{Awaited, Foreign, foreign};
#[cfg(feature = "futures")]
pub use from_stream::{FromStream, from_stream};
pub use machine::AsyncGen;
pub(super) use slot::{executors_waker, is_ours};
