//! The example that feeds a learner.

use std::process::Command;

#[test]
fn a_learner_learns_from_what_is_shuffled_and_forgets_what_comes_in_order() {
    let tests = std::env::current_exe().unwrap();
    let profile = tests.ancestors().nth(2).unwrap();
    let program = profile.join("examples").join(format!("batches{}", std::env::consts::EXE_SUFFIX));
    assert!(program.exists(), "no {}: `cargo build --examples` builds it, and so does `cargo test`", program.display());
    let output = Command::new(program).output().expect("it can be run");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let printed = String::from_utf8(output.stdout).unwrap();
    let accuracy = |line: &str| -> f64 {
        let percent = printed.lines().find_map(|printed| printed.strip_prefix(line)?.strip_suffix(" % right"));
        percent.unwrap_or_else(|| panic!("no {line} in {printed}")).parse().unwrap()
    };
    let (in_order, shuffled) = (accuracy("shuffled among 1, epoch 3: "), accuracy("shuffled among 10000, epoch 3: "));
    assert!(in_order < 50.0 && shuffled > 95.0, "{printed}");
}
