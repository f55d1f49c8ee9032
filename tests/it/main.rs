//! The integration tests: one binary, a module for each concern.

mod attacks;
mod driving;
mod exactly_once;
mod panics;
mod readme;
mod semantics;
