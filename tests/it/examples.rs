//! The example programs: each is run, and what it prints is compared.
//!
//! `cargo test` builds them, beside the tests: in `examples/` of the folder that has the `deps/` with this program.

mod broadcast;
mod feedback;
mod recursion;
mod scheduler;
#[cfg(feature = "futures")]
mod stream_response;
mod watch;

use std::{path::PathBuf, process::Command};

fn example(name: &str) -> Command {
    let tests = std::env::current_exe().expect("the path of this program");
    let profile = tests.ancestors().nth(2).expect("it lies in `deps` of a profile");
    let program: PathBuf = profile.join("examples").join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    assert!(program.exists(), "no {}: `cargo build --examples` builds it, and so does `cargo test`", program.display());
    Command::new(program)
}

#[track_caller]
fn prints(name: &str, expected: &[&str]) {
    let output = example(name).output().expect("it can be run");
    assert!(output.status.success(), "{name}: {}\n{}", output.status, String::from_utf8_lossy(&output.stderr));
    let printed = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(printed.lines().map(str::trim_end).collect::<Vec<_>>(), expected, "{name}");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{name}");
}

/// What Python printed for a case of the semantics.
fn python(id: &str) -> Vec<&'static str> {
    let traces = include_str!("../semantics/expected-python-3.13.txt");
    let section = traces.split("=== ").find(|section| section.starts_with(id)).expect("there is a trace for each id");
    section.lines().skip(1).collect()
}

#[test]
fn moving_average_answers_each_value_with_the_mean_of_the_last_three() {
    prints(
        "moving_average",
        &["  12  12.0", "  14  13.0", "  19  15.0", "  15  16.0", "  11  15.0", "the highest mean of three is 16"],
    );
}

#[test]
fn producer_yields_a_sequence_and_keeps_what_it_returns() {
    prints(
        "producer",
        &[
            "6 3 10 5 16 8 4 2 1",
            "27 climbs to Some(9232) and takes Some(111) steps",
            "[4294967295, 6442450943, 9663676415]",
        ],
    );
}

#[test]
fn two_way_consumer_asks_after_its_start_until_it_knows() {
    prints(
        "two_way_consumer",
        &[
            "before the start: Err(Refused(Equal))",
            "is it 50? Less",
            "is it 25? Greater",
            "is it 38? Greater",
            "is it 44? Less",
            "is it 41? Greater",
            "is it 43? Less",
            "is it 42? Equal",
            "7 guesses",
        ],
    );
}

#[test]
fn delegation_hands_answers_and_errors_to_the_inner_generator() {
    prints(
        "delegation",
        &[
            "Ok(\"how wide?\")",
            "    six -> Ok(\"how wide, in digits?\")",
            "      6 -> Ok(\"how high?\")",
            "  throw -> Err(Returned(Ok(36)))",
            "Ok(\"how wide?\")",
            "  throw -> Err(Returned(Err(NoAnswer)))",
        ],
    );
}

#[test]
fn throw_and_recover_goes_on_after_the_error_it_catches_and_ends_with_the_other() {
    prints(
        "throw_and_recover",
        &[
            "send 20:     Ok(20)",
            "send 9000:   Ok(9020)",
            "throw Spike: Ok(20)",
            "send 22:     Ok(42)",
            "throw Dead:  Err(Returned(Err(Dead)))",
            "send 1:      Err(Finished(1))",
        ],
    );
}

#[test]
fn cleanup_with_a_guard_closes_the_file_however_the_generator_ends() {
    prints(
        "cleanup_with_a_guard",
        &[
            "it returns:",
            "  a.log: one",
            "  a.log is closed",
            "  Ok(()) Err(Returned(1))",
            "it is closed:",
            "  b.log: one",
            "  b.log: two",
            "  b.log is closed",
            "  Ok(()) Ok(()) Ok(Some(2))",
            "it is dropped:",
            "  c.log: one",
            "  Ok(())",
            "  c.log is closed",
        ],
    );
}

#[test]
fn by_hand_drives_a_struct_and_delegates_to_it() {
    prints("by_hand", &["[0, 1, 2]", "[0, 1, 0, 1, 2]", "returned Some(5)"]);
}

#[test]
fn fallible_gives_the_error_to_whoever_iterates() {
    prints("fallible", &["the sum is Ok(12)", "3", "line 2: invalid digit found in string", "[3]"]);
}

#[test]
fn async_pages_fetches_a_page_when_its_first_item_is_asked_for() {
    prints(
        "async_pages",
        &[
            "  (page 0 is fetched)",
            "Emma",
            "Ivanhoe",
            "Nana",
            "  (page 1 is fetched)",
            "Pan",
            "Salambo",
            "She",
            "  (page 2 is fetched)",
            "Ulysses",
            "  (page 3 is fetched)",
            "that were Some(7)",
            "  (page 0 is fetched)",
            "Ok(\"Emma\") Ok(None)",
        ],
    );
}
