//! What the attribute accepts compiles, and does what a plain function does.
//!
//! The functions are grown from a fixed sequence of bytes, each together with its twin, a plain function in which a
//! yield is an ordinary call. The two go into one program, which compares what they do.

use crate::rustc::{PINNED, is_the_pinned_one};
use arbitrary::Unstructured;
use grammar::Function;
use proptest::{
    prelude::Rng,
    test_runner::{RngAlgorithm, TestRng},
};
use std::{fs, path::PathBuf};

#[path = "../../fuzz/src/grammar/mod.rs"]
#[allow(unreachable_pub, reason = "it belongs to the fuzz target, whose library shows it")]
mod grammar;

/// What the twins stand in, and what drives them.
const FRAME: &str = include_str!("mutations/frame.rs");

const FUNCTIONS: usize = 150;

#[test]
fn what_the_attribute_accepts_compiles_and_does_what_a_plain_function_does() {
    if !is_the_pinned_one() {
        println!("skipped: the lints that must be silent are those of {PINNED}, and this is another compiler");
        return;
    }
    let mut bytes = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let functions: Vec<_> = (0..FUNCTIONS).map(|index| grown(&format!("f{index}"), &mut bytes)).collect();
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("mutations.rs");
    fs::write(&path, program(&functions)).expect("the target folder can be written to");
    trybuild::TestCases::new().pass(path);
}

fn grown(name: &str, bytes: &mut TestRng) -> Function {
    let mut choices = [0; 96];
    bytes.fill_bytes(&mut choices);
    Function::grow(name, &mut Unstructured::new(&choices)).expect("choices never fail")
}

/// The program, written over three marks of its frame.
fn program(functions: &[Function]) -> String {
    let all = |write: fn(&Function) -> String| functions.iter().map(write).collect::<String>();
    FRAME
        .replace("// PLAIN", &all(Function::plain))
        .replace("// GENERATORS", &all(Function::generator))
        .replace("// COMPARISONS", &all(|function| function.comparison("compare")))
}
