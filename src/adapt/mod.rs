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
//!
//! # Adaptors
//!
//! An adaptor is a generator around another: [`map_yield`](crate::Generator::map_yield),
//! [`map_send`](crate::Generator::map_send), [`map_throw`](crate::Generator::map_throw) and
//! [`map_return`](crate::Generator::map_return) change what passes, [`inspect_yield`](crate::Generator::inspect_yield)
//! looks at it, and [`then`](crate::Generator::then) has a second generator follow. Where `Iterator::map` hides that
//! there is a generator beneath, these hand on every `send`, `throw` and `close`, and the return value.
//!
//! They take a generator that is pinned already, by value, or `&mut` one, which can be driven on later. They may move;
//! `Box::pin` makes an `Erased` of one. One that is plain is an iterator, and each can be a child in `yield_from!`;
//! but what delegates to itself through an adaptor nests a call for each level, where boxes alone do not.
//!
//! A function that panics leaves the generator where it stands, as `Iterator::map` does.

#[cfg(feature = "alloc")]
mod async_boxed;
#[cfg(feature = "alloc")]
mod boxed;
mod endless;
mod from_iter;
mod inspect_yield;
mod iter;
mod map_return;
mod map_send;
mod map_throw;
mod map_yield;
mod restartable;
mod returning;
mod send_all;
mod then;
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
pub use inspect_yield::InspectYield;
pub use map_return::MapReturn;
pub use map_send::MapSend;
pub use map_throw::MapThrow;
pub use map_yield::MapYield;
pub use restartable::{Restartable, restartable};
pub use returning::Returning;
pub use send_all::SendAllError;
pub(crate) use send_all::send_all;
pub use then::Then;
pub use through::{IteratorExt, Through, ThroughParts};
pub use try_iter::TryIter;
