//! The documents for those who come from elsewhere set each text beside its Rust, and what is not Rust runs too.
//!
//! Their Rust is run with the tests of the documentation.

use std::{
    fs,
    io::Write,
    path::Path,
    process::{Command, Stdio},
};

fn read(document: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(document)).unwrap()
}

/// The fenced blocks of a document: the language and the text of each.
fn blocks(document: &str) -> Vec<(&str, &str)> {
    document
        .split("```")
        .skip(1)
        .step_by(2)
        .map(|block| block.split_once('\n').expect("a fence is followed by the end of its line"))
        .collect()
}

/// The version of the Python there is, if there is one.
fn python_version() -> Option<(u32, u32)> {
    let program = "import sys; print(*sys.version_info[:2])";
    let output =
        Command::new("python3").args(["-c", program]).output().ok().filter(|output| output.status.success())?;
    let text = String::from_utf8(output.stdout).ok()?;
    let (major, minor) = text.trim().split_once(' ')?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}

/// What Python says of a program, if it fails.
fn failure_in_python(program: &str) -> Option<String> {
    let mut python = Command::new("python3");
    let mut python = python.arg("-").stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    python.stdin.take().unwrap().write_all(program.as_bytes()).unwrap();
    let output = python.wait_with_output().unwrap();
    (!output.status.success()).then(|| format!("{program}\n{}", String::from_utf8_lossy(&output.stderr)))
}

#[test]
#[cfg_attr(miri, ignore = "Miri reads no files")]
fn each_python_of_the_phrase_book_has_its_rust_beside_it() {
    let text = read("docs/from-python.md");
    let blocks = blocks(&text);
    assert!(!blocks.is_empty());
    for pair in blocks.chunks(2) {
        assert_eq!(pair.iter().map(|block| block.0).collect::<Vec<_>>(), ["python", "rust"], "{pair:?}");
        assert!(pair.iter().all(|block| block.1.contains("assert")), "each side says what comes out: {pair:?}");
    }
}

#[test]
#[cfg_attr(miri, ignore = "Miri runs no other program")]
fn the_python_of_the_phrase_book_does_what_it_says() {
    let Some(version) = python_version() else {
        println!("skipped: there is no python3");
        return;
    };
    let text = read("docs/from-python.md");
    for (_, program) in blocks(&text).into_iter().filter(|block| block.0 == "python") {
        if version < (3, 13) && program.contains("since Python 3.13") {
            println!("skipped, as this is Python {version:?}:\n{program}");
            continue;
        }
        if let Some(failure) = failure_in_python(program) {
            panic!("{failure}");
        }
    }
}

#[test]
#[cfg_attr(miri, ignore = "Miri reads no files")]
fn each_text_for_genawaiter_has_ours_beside_it() {
    let text = read("docs/from-genawaiter.md");
    let rust = blocks(&text).into_iter().filter(|block| block.0.starts_with("rust"));
    // A program that uses both crates is neither side of a pair.
    let ours = rust.map(|block| block.1).filter(|text| !uses_both(text)).map(|text| text.contains("use antiphon::"));
    let ours: Vec<bool> = ours.collect();
    assert!(!ours.is_empty() && !ours[0]);
    // One of ours may answer two of theirs, and nothing of ours comes without one of theirs before it.
    assert_eq!(ours.last(), Some(&true));
    assert!(ours.windows(2).all(|pair| pair != [true, true]));
}

fn uses_both(text: &str) -> bool {
    text.contains("use antiphon::") && text.contains("use genawaiter::")
}

#[test]
#[cfg_attr(miri, ignore = "Miri reads no files")]
fn the_readme_links_to_both_documents() {
    let readme = read("README.md");
    for document in ["docs/from-python.md", "docs/from-genawaiter.md"] {
        assert!(readme.contains(&format!("({document})")), "{document}");
    }
}
