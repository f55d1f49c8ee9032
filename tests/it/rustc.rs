//! Which compiler is running: messages and layouts are those of one version.

use std::process::Command;

/// The compiler that the expectations were written by.
pub(crate) const PINNED: &str = "rustc 1.95.0";

/// Whether the compiler that builds the tests is that one.
pub(crate) fn is_the_pinned_one() -> bool {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc).arg("--version").output().expect("rustc runs");
    output.stdout.starts_with(format!("{PINNED} ").as_bytes())
}
