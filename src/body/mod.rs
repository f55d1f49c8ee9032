//! The generator that the compiler makes: an `async` block, driven as a coroutine.
//!
//! This module holds every `unsafe` of the crate. A `yield_!` awaits a small future that leaves its value in a
//! [slot](slot) of the driver's stack frame and takes the answer from it; nothing is stored in the generator but the
//! body and its status. `docs/soundness.md` has the argument why no safe code can misuse it.

pub mod asynchronous;
mod delegate;
mod direct;
mod forward;
mod hand_on;
mod let_close_out;
mod machine;
#[cfg(feature = "alloc")]
mod on_heap;
mod place;
mod slot;
mod status;
mod suspend;
mod token;
#[cfg(feature = "alloc")]
mod trampoline;

pub use asynchronous::AsyncGen;
pub use delegate::{BySend, ByStart, Delegate, Thrown, delegate, try_delegate};
pub use machine::Gen;
#[cfg(feature = "alloc")]
pub(crate) use on_heap::Seal;
#[cfg(feature = "alloc")]
pub(crate) use on_heap::into_node;
pub use token::Token;
#[cfg(feature = "alloc")]
pub(crate) use trampoline::{Node, Vtable};
