// One of its examples is of statistics.
#![cfg_attr(feature = "online", doc = include_str!("../README.md"))]
#![cfg_attr(not(feature = "online"), doc = "Generators for stable Rust; with all features, this page is the README.")]
#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![deny(unsafe_code)]
#![warn(missing_docs)]

#[cfg(feature = "alloc")]
extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
pub mod adapt;
mod async_generator;
mod blocks;
#[allow(unsafe_code, reason = "the one module that may")]
mod body;
mod body_macros;
mod error;
mod generator;
#[allow(
    unsafe_code,
    clippy::undocumented_unsafe_blocks,
    redundant_semicolons,
    unused_braces,
    reason = "in what the macro expands to, of which they are silent in other crates; a test looks for `unsafe` itself"
)]
pub mod interop;
mod misplaced;
#[cfg(feature = "online")]
pub mod online;
mod pinned;
pub mod prelude;
mod protocol;
mod signal;

pub use adapt::{IntoGenerator, IteratorExt, restartable};
pub use antiphon_macros::generator;
pub use async_generator::{AsyncGenerator, Closing, Sending, Starting, Throwing};
pub use body::{AsyncGen, Gen};
pub use error::{CloseIgnored, Closed, Stopped};
pub use generator::Generator;
pub use pinned::PinnedGenerator;
pub use protocol::{Plain, Protocol, SendFirst, Starts, YieldFirst};
pub use signal::{Interrupt, Status};

/// The Rust of the documents, compiled and run with the tests of the documentation.
#[cfg(doctest)]
mod documents {
    #[cfg(all(feature = "online", feature = "std"))]
    #[doc = include_str!("../docs/cookbook.md")]
    enum Cookbook {}

    #[cfg(all(feature = "genawaiter", feature = "futures"))]
    #[doc = include_str!("../docs/from-genawaiter.md")]
    enum FromGenawaiter {}

    #[cfg(all(feature = "std", feature = "futures"))]
    #[doc = include_str!("../docs/from-python.md")]
    enum FromPython {}
}
