//! The example that reads an Apache log, against aggregates that were computed apart.

use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

fn weblog(arguments: &[&Path]) -> String {
    let tests = std::env::current_exe().unwrap();
    let profile = tests.ancestors().nth(2).unwrap();
    let program = profile.join("examples").join(format!("weblog{}", std::env::consts::EXE_SUFFIX));
    assert!(program.exists(), "no {}: `cargo build --examples` builds it, and so does `cargo test`", program.display());
    let output = Command::new(program).args(arguments).output().expect("it can be run");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Where data lies that is no part of the project.
fn data() -> PathBuf {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data");
    std::env::var_os("ANTIPHON_DATA").map_or(beside, PathBuf::from).join("weblogs")
}

fn summary(folder: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(folder.join("summary.json")).unwrap()).unwrap()
}

#[test]
fn ten_thousand_lines_have_the_aggregates_that_were_computed_apart() {
    let Ok(reference) = std::fs::read(data().join("apache_logs.reference_aggregates.json")) else {
        eprintln!("skipped: there is no {}; ANTIPHON_DATA names another folder", data().display());
        return;
    };
    let reference: Value = serde_json::from_slice(&reference).unwrap();
    let folder = tempfile::tempdir().unwrap();
    weblog(&[&data().join("apache_logs.log"), folder.path()]);
    let summary = summary(folder.path());
    let same = [
        ("requests", "parsed"),
        ("bad_lines", "unparsed"),
        ("bytes", "bytes_total"),
        ("requests_with_bytes", "rows_with_bytes"),
        ("statuses", "status"),
        ("clients", "distinct_ips"),
        ("top_clients", "top5_ips"),
    ];
    for (ours, theirs) in same {
        assert_eq!(summary[ours], reference[theirs], "{ours}");
    }
    for (ours, theirs) in [("median_size", "p50"), ("p99_size", "p99")] {
        let (ours, theirs) = (summary[ours].as_f64().unwrap(), reference[theirs].as_f64().unwrap());
        assert!((ours / theirs - 1.0).abs() < 0.011, "{ours} is {theirs} to a percent");
    }
    let mut hours = BTreeMap::<String, u64>::new();
    for row in csv::Reader::from_path(folder.path().join("minutes.csv")).unwrap().records() {
        let row = row.unwrap();
        *hours.entry(row[0][.."2015-05-17T10".len()].to_owned()).or_default() += row[1].parse::<u64>().unwrap();
    }
    let busiest = hours.values().max().unwrap();
    assert_eq!(json!(hours.len()), reference["hours"]);
    assert_eq!((hours["2015-05-19T19"], json!(busiest)), (*busiest, reference["max_hour"][0][1].clone()));
}

#[test]
fn minutes_are_what_is_counted_by_hand_and_lines_of_another_kind_are_put_aside() {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log");
    let lines = [
        r#"a - - [17/May/2015:10:05:03 +0000] "GET / HTTP/1.1" 200 100 "-" "x""#,
        r#"b - - [17/May/2015:10:05:04 +0000] "GET /\"quoted\" 500 HTTP/1.1" 404 -"#,
        "no line of a log",
        r#"b - - [17/May/2015:12:05:59 +0200] "GET / HTTP/1.1" 500 0"#,
        r#"c - - [17/May/2015:10:06:00 +0000] "GET / HTTP/1.1" 200 7"#,
    ];
    std::fs::write(&log, lines.join("\n")).unwrap();
    let out = folder.path().join("out");
    let first = weblog(&[&log, &out]);
    assert!(first.starts_with("4 requests of 3 clients, 107 bytes\n"), "{first}");
    let rows = std::fs::read_to_string(out.join("minutes.csv")).unwrap();
    let rows: Vec<_> = rows.lines().skip(1).map(|row| row.rsplitn(3, ',').last().unwrap()).collect();
    assert_eq!(rows, ["2015-05-17T10:05Z,3,100,1,1,b,2", "2015-05-17T10:06Z,1,7,0,0,c,1"]);
    let bad = std::fs::read_to_string(out.join("bad.jsonl")).unwrap();
    let bad: Value = serde_json::from_str(&bad).unwrap();
    assert_eq!((&bad["line"], &bad["raw"], &bad["stage"]), (&json!(3), &json!(lines[2]), &json!("parse")));
    let plot = std::fs::read_to_string(out.join("traffic.svg")).unwrap();
    assert!(plot.starts_with("<svg") && plot.contains("server errors"));
    let before = summary(&out);
    weblog(&[&log, &out]);
    assert_eq!(summary(&out), before, "run again, it has nothing left to read, and forgets nothing");
}
