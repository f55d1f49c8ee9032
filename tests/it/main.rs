//! The integration tests: one binary, a module for each concern.

mod driving;
mod readme;
mod semantics;
