//! What the compiler says of a mistake, word by word.

use crate::rustc::{PINNED, is_the_pinned_one};

#[test]
fn a_mistake_gets_one_message_that_says_how_to_write_it_instead() {
    if !is_the_pinned_one() {
        println!("skipped: the messages in tests/ui are those of {PINNED}, and this is another compiler");
        return;
    }
    trybuild::TestCases::new().compile_fail("tests/ui/*/*.rs");
}
