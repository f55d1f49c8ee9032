//! What it reads, and what it says to what it cannot.

use super::{folder, report, watch};
use std::{fmt::Write as _, fs};

#[test]
fn a_file_and_a_column_are_named() {
    let wells = "month,north,south\n2020-01,1,40\n2020-02,2,41\n2020-03,3,42\n";
    fs::write(folder("column").join("wells.csv"), wells).expect("it can be written");
    let report = report("column", &["wells.csv", "south", "--window", "2", "--season", "1"], b"");
    assert_eq!(
        report.lines().collect::<Vec<_>>(),
        [
            "  month   south  average  growth  usual growth",
            "2020-01  40.000        -       -             -",
            "2020-02  41.000   40.500   1.000      learning",
            "2020-03  42.000   41.500   1.000      learning",
            "",
            "wells.csv: column south",
            "rows: 3, of these empty: 0, not a number: 0",
            "lowest: 40.0 (2020-01)",
            "highest: 42.0 (2020-03)",
            "rows in a season: 1",
            "growth in a season: 1.0000 on average",
            "rows with a usual growth: 0",
            "alarms: 0",
            "",
            "plot: watch.svg",
        ]
    );
}

#[test]
fn a_dash_is_standard_input() {
    let report = report("stdin", &["-"], b"x\n1\n2\n");
    assert!(report.contains("standard input: column x\nrows: 2, "), "{report}");
}

#[test]
fn the_rows_of_a_year_are_a_season_where_the_rows_are_dated() {
    let months = (0..40).fold("month,level\n".to_string(), |mut text, month| {
        writeln!(text, "{}-{:02},{month}", 2000 + month / 12, month % 12 + 1).expect("a string takes it");
        text
    });
    let report = report("dated", &["-"], months.as_bytes());
    assert!(report.contains("\nrows in a season: 12\ngrowth in a season: 12.000 on average\n"), "{report}");
}

#[test]
fn a_cell_that_is_no_number_is_reported_with_its_line_and_counted() {
    let text = "a,b\n1,5\n2,six\n\n3,NaN\n4,-inf\n5,1e200\n6,\n7,8\n";
    let expected = "standard input:3: `six` is not a number: taken as missing\n\
                    standard input:5: `NaN` is not a number: taken as missing\n\
                    standard input:6: `-inf` is not a number: taken as missing\n\
                    standard input:7: `1e200` is not a number: taken as missing\n";
    for text in [text.to_string(), text.replace('\n', "\r\n"), format!("\u{feff}{text}")] {
        let output = watch("bad_cell", &["-"], text.as_bytes());
        assert_eq!(String::from_utf8_lossy(&output.stderr), expected, "{text:?}");
        assert_eq!(output.status.code(), Some(0));
        let report = String::from_utf8_lossy(&output.stdout);
        assert!(report.contains("\nrows: 7, of these empty: 1, not a number: 4\n"), "{report}");
    }
}

#[test]
fn many_cells_that_are_no_numbers_are_counted_after_the_first_few() {
    let output = watch("bad_cells", &["-"], format!("a\n1\n{}", "x\n".repeat(20)).as_bytes());
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert_eq!(complaint.lines().count(), 6);
    assert!(complaint.ends_with("\nstandard input: cells that are not numbers: 15 more\n"), "{complaint}");
}

/// It says `message`, its exit code is that of a failure, and it prints nothing else.
#[track_caller]
fn is_refused(arguments: &[&str], input: &[u8], message: &str) {
    let output = watch("refused", arguments, input);
    assert_eq!(String::from_utf8_lossy(&output.stderr), format!("watch: {message}\n"));
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
}

/// As [`is_refused`], where the system has the last word.
#[track_caller]
fn fails(arguments: &[&str], beginning: &str) {
    let output = watch("refused", arguments, b"");
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(complaint.starts_with(&format!("watch: {beginning}: ")), "{complaint}");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_missing_file_is_refused() {
    fails(&["missing.csv"], "cannot read missing.csv");
}

#[test]
fn a_plot_that_cannot_be_written_is_a_failure() {
    fails(&["--plot", "missing/plot.svg"], "cannot write missing/plot.svg");
}

#[test]
fn a_missing_column_is_refused_with_the_columns_there_are() {
    is_refused(&["-", "c"], b"a,b\n1,2\n", "standard input:1: there is no column `c`; the columns are: a, b");
    is_refused(&["-"], b"a,b,c\n1,2,3\n", "standard input:1: name one of the columns: a, b, c");
}

#[test]
fn empty_input_is_refused() {
    is_refused(&["-"], b"", "standard input: it is empty: the first line must name the columns");
    is_refused(&["-"], b"\n\n", "standard input: it is empty: the first line must name the columns");
}

#[test]
fn a_header_alone_is_refused() {
    is_refused(&["-"], b"a,b\n", "standard input: there is nothing below the line that names the columns");
}

#[test]
fn a_column_without_a_number_is_refused() {
    is_refused(&["-"], b"a,b\n1,\n2,\n", "standard input: column `b` is empty");
    let message = "standard input:3: `x` is not a number, and no other cell of column `b` is one";
    is_refused(&["-"], b"a,b\n1,\n2,x\n3,y\n", message);
}

#[test]
fn a_line_that_is_not_a_row_is_refused_with_its_number() {
    is_refused(&["-"], b"a,b\n1,2\n\n3\n", "standard input:4: 1 cell(s), where the first line has 2");
    is_refused(&["-"], b"a,b\r\n1,2\r\n3,4,5\r\n", "standard input:3: 3 cell(s), where the first line has 2");
    let message = "standard input:2: not UTF-8: invalid utf-8: invalid UTF-8 in field 1 near byte index 0";
    is_refused(&["-"], b"a,b\n1,\xff\n", message);
}

#[test]
fn a_wrong_command_line_is_refused_with_a_code_of_its_own() {
    for arguments in [&["--bogus"][..], &["a", "b", "c"], &["--season", "0"], &["--window", "x"], &["--plot"]] {
        let output = watch("refused", arguments, b"");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stderr.starts_with(b"watch: "), "{arguments:?}");
    }
}

#[test]
fn help_explains_the_command_line() {
    assert!(report("help", &["--help"], b"").starts_with("usage: watch [FILE [COLUMN]] [options]\n"));
}
