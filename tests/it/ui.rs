//! What the compiler says of a mistake, word by word; and that it refuses what would be unsound.

use crate::rustc::{PINNED, is_the_pinned_one};
use std::{path::Path, process::Command};

#[test]
fn a_mistake_gets_one_message_that_says_how_to_write_it_instead() {
    if !is_the_pinned_one() {
        println!("skipped: the messages in tests/ui are those of {PINNED}, and this is another compiler");
        return;
    }
    trybuild::TestCases::new().compile_fail("tests/ui/*/*.rs");
}

#[cfg(feature = "online")]
#[test]
fn a_mistake_in_a_set_of_statistics_gets_a_message_about_what_the_user_wrote() {
    if !is_the_pinned_one() {
        println!("skipped: the messages in tests/ui are those of {PINNED}, and this is another compiler");
        return;
    }
    trybuild::TestCases::new().compile_fail("tests/ui/online/*/*.rs");
}

#[test]
fn the_harmless_twin_of_an_attack_compiles_and_runs() {
    trybuild::TestCases::new().pass("tests/ui/attacks/twins/*.rs");
}

#[test]
fn every_attack_has_a_harmless_twin() {
    let attacks = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ui/attacks");
    for attack in attacks.read_dir().unwrap().map(|entry| entry.unwrap().path()) {
        if attack.extension().is_some_and(|extension| extension == "rs") {
            let twin = attacks.join("twins").join(attack.file_name().unwrap());
            assert!(twin.exists(), "{} has no twin, so a typing error could pass for the refusal", attack.display());
        }
    }
}

/// What `cargo check` says of a program of the crate that is of edition 2021, or nothing if it compiles.
fn refusal_in_edition_2021(program: &str) -> Option<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = Command::new(env!("CARGO"))
        .args(["check", "--quiet", "--offline", "--bin", program, "--target-dir"])
        .arg(root.join(env!("CARGO_TARGET_TMPDIR")).join("edition_2021"))
        .current_dir(root.join("tests/ui/attacks/edition_2021"))
        .output()
        .expect("cargo runs");
    (!output.status.success()).then(|| String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn a_program_of_edition_2021_that_attacks_nothing_compiles() {
    assert_eq!(refusal_in_edition_2021("twin"), None);
}

#[test]
fn a_token_that_is_a_static_of_another_language_is_refused() {
    for program in ["foreign_token", "foreign_token_in_a_body"] {
        let refusal = refusal_in_edition_2021(program).unwrap_or_else(|| panic!("{program} compiles"));
        assert!(refusal.contains("error[E0133]: use of extern static is unsafe"), "{program}: {refusal}");
    }
}
