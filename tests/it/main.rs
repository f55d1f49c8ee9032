//! The integration tests: one binary, a module for each concern.

mod adapting;
mod adaptors;
#[cfg(feature = "alloc")]
mod async_generators;
mod attacks;
#[cfg(feature = "alloc")]
mod data;
#[cfg(feature = "alloc")]
mod deep;
mod driving;
mod drop_order;
mod exactly_once;
#[cfg(feature = "alloc")]
mod examples;
mod laws;
#[cfg(feature = "alloc")]
mod mutations;
mod panics;
#[cfg(feature = "alloc")]
mod random;
mod readme;
#[cfg(feature = "alloc")]
mod roads;
mod rustc;
#[cfg(feature = "alloc")]
mod semantics;
mod sizes;
#[cfg(feature = "alloc")]
mod ui;
