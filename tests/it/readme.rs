//! The README's first screen is a program, and shows what it prints.

use std::{fs, path::Path, process::Command};

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// The contents of the first fenced block in `language`.
fn first_block<'a>(text: &'a str, language: &str) -> &'a str {
    let (_, rest) = text.split_once(&format!("```{language}\n")).unwrap();
    rest.split_once("```").unwrap().0
}

#[test]
fn the_first_example_of_the_readme_is_the_example_mean() {
    assert_eq!(first_block(&read("README.md"), "rust"), read("examples/mean.rs"));
}

#[test]
fn the_readme_shows_what_its_first_example_prints() {
    let mut cargo = Command::new(env!("CARGO"));
    let output = cargo.args(["run", "--quiet", "--example", "mean"]).output().unwrap();
    assert_eq!(first_block(&read("README.md"), "text"), String::from_utf8(output.stdout).unwrap());
}
