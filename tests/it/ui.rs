//! What the compiler says of a mistake, word by word; and that it refuses what would be unsound.

use crate::rustc::{PINNED, is_the_pinned_one};
use std::path::Path;

#[test]
fn a_mistake_gets_one_message_that_says_how_to_write_it_instead() {
    if !is_the_pinned_one() {
        println!("skipped: the messages in tests/ui are those of {PINNED}, and this is another compiler");
        return;
    }
    trybuild::TestCases::new().compile_fail("tests/ui/*/*.rs");
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
