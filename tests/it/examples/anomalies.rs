//! The example that looks for anomalies.

use super::example;
use roxmltree::Document;
use std::{
    env, fs,
    path::PathBuf,
    process::{Command, Output},
};

const VALUE: &str = "#C8281E";
const LASTING: &str = "#783C96";
const LABEL: &str = "#F5DC96";

/// Runs it in a folder of its own; tests run side by side.
fn run(test: &str, arguments: &[&str]) -> (Output, PathBuf) {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("anomalies").join(test);
    fs::create_dir_all(&folder).expect("it can be made");
    let mut program: Command = example("anomalies");
    let output = program.args(arguments).current_dir(&folder).output().expect("it can be run");
    (output, folder)
}

/// What it prints, and what it draws.
#[track_caller]
fn looks(test: &str, arguments: &[&str]) -> (String, String) {
    let (output, folder) = run(test, arguments);
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert!(output.status.success());
    let plot = fs::read_to_string(folder.join("anomalies.svg")).expect("it has been drawn");
    (String::from_utf8(output.stdout).expect("UTF-8"), plot)
}

/// A stream of the Numenta Anomaly Benchmark; `None`, and a line that says so, without the data folder.
fn nab(name: &str) -> Option<String> {
    let folder = env::var_os("ANTIPHON_DATA")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data")), PathBuf::from);
    if !folder.is_dir() {
        eprintln!("SKIPPED: there is no data folder {}; ANTIPHON_DATA says where it is", folder.display());
        return None;
    }
    Some(folder.join("nab").join(name).with_extension("csv").to_str().expect("UTF-8").to_string())
}

#[test]
fn what_is_planted_in_the_generated_stream_is_found_and_nothing_else() {
    let (report, _) = looks("generated", &[]);
    let lines: Vec<&str> = report.lines().map(str::trim_end).collect();
    assert_eq!(
        lines,
        [
            "a generated stream: column value, 1344 rows, each compared with that 48 before",
            "beside 96 rows before",
            "",
            "alarm                      value  by         score  labelled",
            "2026-03-12 10:00:00      236.279  value       27.5  2026-03-12 10:00:00 to 2026-03-12 10:00:00",
            "2026-03-12 10:00:00      236.279  lasting      5.5  2026-03-12 10:00:00 to 2026-03-12 10:00:00",
            "2026-03-20 20:00:00      112.423  lasting      5.3  2026-03-20 18:00:00 to 2026-03-21 05:30:00",
            "",
            "labelled windows with an alarm: 2 of 2",
            "alarms outside of them: 0",
            "",
            "plot: anomalies.svg",
        ]
    );
}

#[test]
fn each_labelled_window_of_the_benchmark_has_an_alarm_and_as_many_are_outside_as_the_program_says() {
    let program = include_str!("../../../examples/anomalies/main.rs");
    for (name, season) in [
        ("art_daily_jumpsup", Some("288")),
        ("ec2_request_latency_system_failure", None),
        ("machine_temperature_system_failure", Some("288")),
        ("nyc_taxi", Some("336")),
    ] {
        let Some(file) = nab(name) else { return };
        let season: Vec<&str> = season.into_iter().flat_map(|season| ["--season", season]).collect();
        let (report, _) = looks(name, &[&[file.as_str()][..], &season].concat());
        let after = |beginning: &str| {
            report
                .lines()
                .find_map(|line| line.strip_prefix(beginning))
                .unwrap_or_else(|| panic!("{beginning}: {report}"))
        };
        let (found, outside) = (after("labelled windows with an alarm: "), after("alarms outside of them: "));
        let said = program.lines().find(|line| line.contains(&format!("{name}  "))).expect("it is in the table");
        assert!(said.contains(&format!("{found} windows, {outside} alarm")), "{said}, and not {found}, {outside}");
    }
}

#[test]
fn the_plot_shows_each_alarm_and_each_label_in_both_panels() {
    let (report, plot) = looks("plot", &[]);
    let plot = Document::parse(&plot).expect("it is well-formed");
    let drawn = |kind: &str, attribute: &str, colour: &str, of: &dyn Fn(&str) -> bool| {
        plot.descendants()
            .filter(|node| node.has_tag_name(kind) && node.attribute(attribute) == Some(colour))
            .filter(|node| node.attribute("points").is_none_or(of))
            .count()
    };
    // Of two points: the alarms, and with them the samples in the legends.
    let two = |points: &str| points.split_whitespace().count() == 2;
    let upright = |points: &str| {
        let x: Vec<&str> = points.split_whitespace().filter_map(|point| point.split(',').next()).collect();
        two(points) && x[0] == x[1]
    };
    let (panels, sample) = (2, 1);
    for (name, colour) in [("value", VALUE), ("lasting", LASTING)] {
        let alarms = report.lines().filter(|line| line.split_whitespace().nth(3) == Some(name)).count();
        assert!(alarms > 0);
        assert_eq!(drawn("polyline", "stroke", colour, &upright), (alarms + sample) * panels, "{name}");
    }
    let labels = 2;
    assert_eq!(drawn("rect", "fill", LABEL, &|_| true), (labels + sample) * panels);
    let texts: Vec<_> = plot.descendants().filter_map(|node| node.text()).map(str::trim).collect();
    for text in ["value (a generated stream)", "2026-03-14", "labelled", "alarm: value", "alarm: lasting"] {
        assert!(texts.contains(&text), "no `{text}` in {texts:?}");
    }
}

#[test]
fn what_cannot_be_read_is_said_with_its_place() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("anomalies");
    fs::create_dir_all(&folder).expect("it can be made");
    let refused = |name: &str, text: &str, arguments: &[&str], message: &str| {
        let file = folder.join(name);
        fs::write(&file, text).expect("it can be written");
        let file = file.to_str().expect("UTF-8");
        let (output, _) = run("refused", &[&[file], arguments].concat());
        assert_eq!(String::from_utf8_lossy(&output.stderr), format!("anomalies: {}\n", message.replace("FILE", file)));
        assert_eq!(output.status.code(), Some(1));
    };
    let time = "2026-03-02 00:30:00";
    refused("word.csv", &format!("time,x\n{time},1\n{time},y\n"), &[], "FILE:3: `y` is not a number");
    refused("time.csv", "time,x\nnoon,1\n", &[], "FILE:2: `noon` is no timestamp such as 2026-03-02 12:30:00");
    refused("none.csv", "time,x\n", &[], "FILE: there is no number in column `x`");
    refused("many.csv", "time,x,y\n", &[], "FILE:1: name one of the columns: time, x, y");
    refused("window.csv", &format!("time,x\n{time},1\n"), &["--window", "1"], "`n` is 1, and must be at least 2");
}

#[test]
fn gaps_are_passed_over_and_a_short_stream_has_no_alarm() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("anomalies");
    fs::create_dir_all(&folder).expect("it can be made");
    let file = folder.join("gaps.csv");
    let cell = |i| if i % 9 == 4 { "" } else { "5" };
    let rows: Vec<String> = (0..200).map(|i| format!("2026-01-{:02},{}", i % 28 + 1, cell(i))).collect();
    fs::write(&file, format!("day,x\n{}\n", rows.join("\n"))).expect("it can be written");
    let (report, _) = looks("gaps", &[file.to_str().expect("UTF-8")]);
    assert!(
        report.contains("200 rows") && report.ends_with("alarms outside of them: 0\n\nplot: anomalies.svg\n"),
        "{report}"
    );
}
