//! The integration tests: one binary, a module for each concern.

mod attacks;
mod driving;
mod readme;
mod semantics;
