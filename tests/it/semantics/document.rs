//! `tests/semantics.md`, written from the tables of the cases.

use super::{GROUPS, Group, Listed, listed};
use std::{fmt::Write, fs, path::PathBuf};

const INTRODUCTION: &str = "\
# Python's semantics, case by case

Each row is one behaviour of Python's generators, with what CPython 3.13 printed for a small program about it
(`tests/semantics/expected-python-3.13.txt`). The module `semantics` of the integration tests has the same program in
Rust and compares the two traces line by line. The tag says how the behaviour maps to Rust: SAME, the same result;
RESULT, the exception becomes an error value; TYPE, ruled out by ownership and types; DROP, belongs to destructors;
DESIGN, decided by antiphon; N/A, a detail of a dynamic language.

This page is made from the tables of the tests: `UPDATE_SEMANTICS=1 cargo test --test it semantics` writes it.
";

#[test]
fn the_document_says_what_the_tables_say() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/semantics.md");
    let expected = document();
    if std::env::var_os("UPDATE_SEMANTICS").is_some() {
        fs::write(&path, &expected).expect("the document can be written");
    }
    let found = fs::read_to_string(&path).expect("the document can be read");
    assert!(found == expected, "tests/semantics.md is out of date: run with UPDATE_SEMANTICS=1 to write it anew");
}

#[test]
fn every_program_that_is_refused_belongs_to_a_case() {
    for file in refused() {
        assert!(listed().any(|listed| is_about(&file, listed.id)), "tests/ui/semantics/{file} is about no case");
    }
}

fn document() -> String {
    GROUPS.iter().fold(INTRODUCTION.to_string(), |mut text, group| {
        write!(text, "\n## {}: {}\n\n{}", group.key, group.title, section(group)).expect("a string takes everything");
        text
    })
}

fn section(group: &Group) -> String {
    let refused = refused();
    let rows = listed().filter(|listed| listed.group() == group.key).map(|Listed { id, tag, title }| {
        let held_by = group.cases().find(|case| case.id == id).map_or_else(|| "not yet".into(), super::Case::held_by);
        let shown = refused.iter().find(|file| is_about(file, id));
        let shown = shown.map(|file| format!(" ([shown](ui/semantics/{file}))")).unwrap_or_default();
        format!("| {id} | {} | {tag} | {held_by}{shown} |\n", title.replace('<', "&lt;"))
    });
    format!("| id | behaviour of Python | tag | held by |\n|---|---|---|---|\n{}", rows.collect::<String>())
}

/// The programs in `tests/ui/semantics`, each of which the compiler refuses.
fn refused() -> Vec<String> {
    let directory = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/ui/semantics");
    let mut files: Vec<_> = fs::read_dir(directory)
        .expect("the programs can be listed")
        .map(|file| file.expect("a program has a name").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .filter_map(|path| Some(path.file_name()?.to_str()?.to_string()))
        .collect();
    files.sort();
    files
}

/// Whether the name of the program begins with the id, as `cr_09_cloned.rs` does with `CR-09`.
fn is_about(file: &str, id: &str) -> bool {
    file.starts_with(&format!("{}_", id.to_lowercase().replace('-', "_")))
}
