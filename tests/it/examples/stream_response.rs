//! The response that is streamed begins while the one that is collected is still being made.

use super::example;

/// What the program says of a response: how many rows, and the milliseconds to its first byte and to its last.
fn numbers(line: &str, response: &str) -> [u64; 3] {
    let said = line.strip_prefix(response).unwrap_or_else(|| panic!("{line:?} is about {response}"));
    let numbers = said.split(|c: char| !c.is_ascii_digit()).filter_map(|number| number.parse().ok());
    numbers.collect::<Vec<_>>().try_into().unwrap_or_else(|_| panic!("three numbers in {line:?}"))
}

#[test]
fn a_streamed_response_begins_before_its_last_row_is_made_and_a_collected_one_does_not() {
    let output = example("stream_response").output().expect("it can be run");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let printed = String::from_utf8(output.stdout).expect("UTF-8");
    let [streamed, collected] = printed.lines().collect::<Vec<_>>().try_into().expect("a line for each response");

    let [rows, first, last] = numbers(streamed, "streamed: ");
    assert_eq!(rows, 50);
    assert!(last >= 250, "each of the rows takes five milliseconds: {printed}");
    assert!(first < last, "{printed}");

    let [rows, made, _] = numbers(collected, "collected: ");
    assert_eq!(rows, 50);
    assert!(made >= 250, "the first byte waits for all rows: {printed}");
    assert!(first < made, "{printed}");
}
