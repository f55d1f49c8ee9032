//! The example that watches a series.

mod input;
mod plot;

use super::example;
use std::{
    fmt::Write as _,
    fs,
    io::{Read as _, Write as _},
    path::PathBuf,
    process::{Output, Stdio},
};

/// A folder for one test; tests run side by side.
fn folder(test: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("watch").join(test);
    fs::create_dir_all(&folder).expect("it can be made");
    folder
}

/// Runs it on `input`, in the folder of a test.
fn watch(test: &str, arguments: &[&str], input: &[u8]) -> Output {
    let mut program = example("watch")
        .args(arguments)
        .current_dir(folder(test))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it can be run");
    // It may end without having read everything.
    let _ = program.stdin.take().expect("it is piped").write_all(input);
    program.wait_with_output().expect("it ends")
}

/// What it prints, where it succeeds and has nothing to complain about.
#[track_caller]
fn report(test: &str, arguments: &[&str], input: &[u8]) -> String {
    let output = watch(test, arguments, input);
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The lines of a report on alarms.
fn alarms(report: &str) -> Vec<&str> {
    report.lines().skip_while(|line| !line.starts_with("alarms:")).take_while(|line| !line.is_empty()).collect()
}

/// Rows of a series whose growth over a season of five is 1 ± 0.5, and what `change` adds to each.
///
/// The noise changes its sign with each row, so the mean of an even number of growths is 1 and their deviation 0.5.
fn synthetic(change: impl Fn(u32) -> f64) -> String {
    (0..200_u32).fold("x\n".to_string(), |mut text, row| {
        let season = [0.0, 3.0, 1.0, -2.0, 0.5][row as usize % 5];
        let noise = if row % 2 == 0 { 0.25 } else { -0.25 };
        writeln!(text, "{}", f64::from(row) * 0.2 + season + noise + change(row)).expect("a string takes it");
        text
    })
}

#[test]
fn the_bundled_series_is_watched_without_arguments() {
    let report = report("bundled", &[], b"");
    let lines: Vec<&str> = report.lines().collect();
    assert_eq!(lines[0], "    date     co2  average  growth  usual growth");
    assert_eq!(lines[1], "19580329  316.10        -       -             -");
    assert!(lines.contains(&"19730505  332.20   328.13    2.20   0.82 ± 0.55  ALARM: grows faster"));
    assert!(lines.contains(&"19900217  354.80   353.04    1.60      learning"));
    assert!(lines.len() < 70, "a table for people has {} lines", lines.len());
    let summary = report.split("\n\n").nth(1).expect("it follows the table");
    assert_eq!(
        summary.lines().collect::<Vec<_>>(),
        [
            "examples/data/co2.csv: column co2",
            "rows: 2284, of these empty: 59, not a number: 0",
            "lowest: 313.0 (19581108)",
            "highest: 373.9 (20010512)",
            "rows in a season: 52",
            "growth in a season: 1.319 on average",
            "rows with a usual growth: 1359",
            "alarms: 4",
            "  19730505: ALARM: grows faster",
            "  19880716: ALARM: grows faster",
            "  19930417: ALARM: grows slower",
            "  19981010: ALARM: grows faster",
        ]
    );
}

#[test]
fn a_series_that_grows_as_ever_raises_no_alarm() {
    let report = report("steady", &["-", "--season", "5"], synthetic(|_| 0.0).as_bytes());
    assert_eq!(alarms(&report), ["alarms: 0"]);
}

/// The growths of the rows 100 and 101 (from 0) are 5 and 3 deviations from the mean, each counts for one less, and
/// 4 + 2 exceeds 5.
#[test]
fn a_jump_raises_one_alarm_in_the_row_that_the_definition_gives() {
    let jump = synthetic(|row| if row < 100 { 0.0 } else { 2.0 });
    let report = report("jump", &["-", "--season", "5"], jump.as_bytes());
    assert_eq!(alarms(&report), ["alarms: 1", "  102: ALARM: grows faster"]);
}

/// From row 100 (from 0) the growth falls by 0.2 a row, from row 104 it is 0 ± 0.5: in the rows 103, 105 and 107 the sum
/// grows by 1.6, 2 and 2.
#[test]
fn a_trend_that_ends_raises_one_alarm_and_the_reset_alarm_learns_the_new_growth() {
    let end = synthetic(|row| -0.2 * f64::from(row.saturating_sub(99)));
    let report = report("end", &["-", "--season", "5"], end.as_bytes());
    assert_eq!(alarms(&report), ["alarms: 1", "  108: ALARM: grows slower"]);
    let usual_in = |row: &str| {
        let line = report.lines().find(|line| line.trim_start().starts_with(row)).expect("it is in the table");
        line.split_whitespace().skip(4).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(usual_in("101 "), "1.00 ± 0.50");
    assert_eq!(usual_in("111 "), "learning");
    assert_eq!(usual_in("196 "), "0.00 ± 0.50");
}

#[test]
fn a_reader_who_stops_after_the_head_sees_no_error_and_has_the_plot() {
    let folder = folder("head");
    let plot = folder.join("head.svg");
    let _ = fs::remove_file(&plot);
    let mut program = example("watch")
        .args(["--plot", "head.svg"])
        .current_dir(&folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it can be run");
    drop(program.stdout.take());
    let mut complaint = String::new();
    program.stderr.take().expect("it is piped").read_to_string(&mut complaint).expect("UTF-8");
    assert_eq!(complaint, "");
    assert_eq!(program.wait().expect("it ends").code(), Some(0));
    assert!(plot.exists());
}
