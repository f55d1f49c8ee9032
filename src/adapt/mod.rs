//! What stands between generators and the rest: iteration, iterators as generators, types that can be named.
//!
//! # Iteration
//!
//! A fallible body must not lose its error: iterate over it with [`try_iter`](crate::Generator::try_iter), which gives
//! `Result`s. A plain `for` loop or `collect()` over a generator whose body returns a `Result` drops the error with the
//! return value.
//!
//! A plain generator is an iterator where it is pinned, and always fused: `for x in pin!(g)` allocates nothing, and
//! `for x in g` boxes it once. [`returning`](crate::Generator::returning) keeps what the body returns for after the
//! loop.

#[cfg(feature = "alloc")]
mod async_boxed;
#[cfg(feature = "alloc")]
mod boxed;
mod endless;
mod from_iter;
mod iter;
mod returning;
mod send_all;
mod through;
mod try_iter;

#[cfg(feature = "futures")]
pub use crate::body::asynchronous::{FromStream, from_stream};
#[cfg(feature = "alloc")]
pub use async_boxed::{AsyncErased, AsyncErasedSend};
#[cfg(feature = "alloc")]
pub use boxed::{Erased, ErasedSend};
pub use endless::Endless;
pub use from_iter::{FromIter, IntoGenerator};
pub use returning::Returning;
pub use send_all::SendAllError;
pub(crate) use send_all::send_all;
pub use through::{IteratorExt, Through, ThroughParts};
pub use try_iter::TryIter;
