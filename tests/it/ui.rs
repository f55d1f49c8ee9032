//! What the compiler says of a mistake, word by word.

use crate::rustc;

#[test]
fn a_mistake_gets_one_message_that_says_how_to_write_it_instead() {
    if !rustc::is_the_pinned_one() {
        println!("skipped: the expectations in tests/ui are those of {}", rustc::PINNED);
        return;
    }
    trybuild::TestCases::new().compile_fail("tests/ui/*/*.rs");
}
