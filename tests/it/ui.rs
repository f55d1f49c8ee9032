//! What the compiler says of a mistake, word by word.

use std::process::Command;

/// The compiler that the expectations in `tests/ui` were written by.
const PINNED: &str = "1.95.0";

#[test]
fn a_mistake_gets_one_message_that_says_how_to_write_it_instead() {
    let running = compiler_version();
    if running != PINNED {
        println!("skipped: the expectations in tests/ui are those of rustc {PINNED}, and this is {running}");
        return;
    }
    trybuild::TestCases::new().compile_fail("tests/ui/*/*.rs");
}

/// The version of the compiler that trybuild will call, such as `1.95.0` or `1.97.0-nightly`.
fn compiler_version() -> String {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc).arg("--version").output().expect("rustc runs");
    let text = String::from_utf8(output.stdout).expect("rustc says its version in ASCII");
    text.split(' ').nth(1).expect("`rustc 1.95.0 (..)`").to_string()
}
