//! Jobs that run in a process of their own, to be killed or starved there.

use crate::records::{self, Row, Totals};
use antiphon_stream::{BadRecord, CsvFile, Error, Feed, Input, Job, JsonLinesFile, Lend, Lines, Sink, Source, Sqlite};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

/// Names the folder and the job to the process.
const FOLDER: &str = "ANTIPHON_JOB_FOLDER";
const JOB: &str = "ANTIPHON_JOB";
/// How many records, where it is not the default, which suits a build without optimization.
const RECORDS: &str = "ANTIPHON_RECORDS";

/// What a job leaves in its folder.
pub(crate) type Left = fn(&Path) -> [String; 3];

/// The jobs, each with what it leaves.
pub(crate) const JOBS: [(&str, Left); 3] = [
    ("files", |folder| [read(folder, "rows.csv"), read(folder, "bad.jsonl"), read(folder, "totals")]),
    ("database", |folder| [dump(folder, "rows"), dump(folder, "bad"), read(folder, "totals")]),
    ("both", |folder| [dump(folder, "rows"), read(folder, "bad.jsonl"), read(folder, "totals")]),
];

/// The jobs whose checkpoint is larger than all else that they write.
pub(crate) const LARGE: [(&str, Left); 2] =
    [("large state in a file", JOBS[0].1), ("large state in a database", JOBS[1].1)];

/// That a job has left the same in two folders.
pub(crate) fn assert_same(results: Left, calm: &Path, other: &Path) {
    for (calm, other) in results(calm).iter().zip(results(other)) {
        assert!(!calm.is_empty());
        let line = calm.lines().zip(other.lines()).position(|(calm, other)| calm != other);
        assert!(*calm == other, "{} and {} bytes, first different line {line:?}", calm.len(), other.len());
    }
}

/// Rows to a file and dead letters to another, of two plain files.
fn to_files() -> Result<Totals, Error> {
    run(
        Input::files(["log.1", "log.2"]),
        (CsvFile::new("rows.csv"), JsonLinesFile::new("bad.jsonl")),
        Some("checkpoint"),
    )
}

/// Rows and dead letters to two tables, of a file with many gzip members.
fn to_a_database() -> Result<Totals, Error> {
    let rows = Sqlite::new("rows.sqlite", "rows");
    let bad = rows.beside("bad");
    run(Input::file("log.gz"), (rows, bad), None)
}

/// Rows to a table and dead letters to a file, whose mark is in the database.
fn to_both() -> Result<Totals, Error> {
    run(Input::file("log.1"), (Sqlite::new("rows.sqlite", "rows"), JsonLinesFile::new("bad.jsonl")), None)
}

/// A few rows, and a state that grows with each record.
fn with_a_large_state<R, B>(sinks: (R, B), checkpoint: Option<&str>) -> Result<Totals, Error>
where
    R: Sink<Row>,
    B: Sink<BadRecord>,
{
    let lines = Lines::new(Input::files(["log.1", "log.2"])).parse(records::parse);
    let job = Job::new("large", lines).state(Vec::new()).sinks(sinks).every(Duration::from_millis(5));
    let job = if let Some(path) = checkpoint { job.checkpoint(path) } else { job };
    let outcome = job.run(|records, ids, (rows, bad)| {
        for record in records {
            match record {
                Ok((id, metric)) if id % 1000 == 0 => rows.write(&Row { id, running: metric })?,
                Ok((id, _)) => ids.push(id),
                Err(error) => bad.write(&error.into_bad_record()?)?,
            }
        }
        Ok(())
    })?;
    Ok(Totals { count: outcome.state.len() as u64, sum: outcome.state.iter().sum() })
}

fn run<R, B>(input: Input, sinks: (R, B), checkpoint: Option<&str>) -> Result<Totals, Error>
where
    R: Sink<Row>,
    B: Sink<BadRecord>,
{
    let job = Job::new("totals", Lines::new(input).parse(records::parse)).state(Totals::default()).sinks(sinks);
    let job = job.every(Duration::from_millis(5));
    let job = if let Some(path) = checkpoint { job.checkpoint(path) } else { job };
    Ok(job.run(stretch)?.state)
}

fn stretch<S, R, B>(records: Feed<S>, totals: &mut Totals, (rows, bad): &mut (R, B)) -> Result<(), Error>
where
    S: Source<Record = (u64, u64)>,
    R: Sink<Row>,
    B: Sink<BadRecord>,
{
    for record in records {
        match record {
            Ok((id, metric)) => {
                totals.add(metric);
                if id % 3 == 0 {
                    rows.write(&Row { id, running: totals.sum })?;
                }
            }
            Err(error) => bad.write(&error.into_bad_record()?)?,
        }
    }
    Ok(())
}

/// What is no job: all records are in memory before the first is looked at.
fn listed(log: &str) -> Totals {
    let records: Vec<_> = Lines::open(log).parse(records::parse).filter_map(Result::ok).collect();
    let mut totals = Totals::default();
    for (_, metric) in &records {
        totals.add(*metric);
    }
    totals
}

/// The process. It works in its folder, so that the names in dead letters are the same in every one.
#[test]
#[ignore = "it is a part of other tests, in a process of its own"]
fn a_process_that_runs_a_job() {
    let (Ok(folder), Ok(job)) = (std::env::var(FOLDER), std::env::var(JOB)) else { return };
    std::env::set_current_dir(folder).unwrap();
    let totals = match &*job {
        "log" | "log.gz" => {
            let sinks = (CsvFile::new(format!("{job}.csv")), JsonLinesFile::new(format!("{job}.jsonl")));
            run(Input::file(&job), sinks, Some(&format!("{job}.checkpoint")))
        }
        "list" => Ok(listed("log")),
        "files" => to_files(),
        "database" => to_a_database(),
        "large state in a file" => {
            let sinks = (CsvFile::new("rows.csv"), JsonLinesFile::new("bad.jsonl"));
            with_a_large_state(sinks, Some("checkpoint"))
        }
        "large state in a database" => {
            let rows = Sqlite::new("rows.sqlite", "rows");
            let bad = rows.beside("bad");
            with_a_large_state((rows, bad), None)
        }
        _ => to_both(),
    };
    let totals = totals.unwrap_or_else(|error| panic!("the job failed: {error}"));
    fs::write("totals", format!("{totals:?}")).unwrap();
    if let Ok(status) = fs::read_to_string("/proc/self/status") {
        let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        fs::write("resident", most.trim().trim_end_matches(" kB")).unwrap();
    }
}

/// What the jobs read.
pub(crate) fn prepare(folder: &Path) {
    let count = std::env::var(RECORDS).map_or(100_000, |count| count.parse().unwrap());
    let text = records::lines(count);
    let half = text[..text.len() / 2].rfind('\n').unwrap() + 1;
    // The first file ends without a newline.
    fs::write(folder.join("log.1"), &text[..half - 1]).unwrap();
    fs::write(folder.join("log.2"), &text[half..]).unwrap();
    let mut gzip = fs::File::create(folder.join("log.gz")).unwrap();
    for member in text.as_bytes().chunks(300_000) {
        let mut encoder = GzEncoder::new(&mut gzip, Compression::fast());
        encoder.write_all(member).unwrap();
        encoder.finish().unwrap();
    }
}

/// The command that runs a job in a process of its own, in a folder.
pub(crate) fn process(job: &str, folder: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", "jobs::a_process_that_runs_a_job", "--ignored", "--nocapture"])
        .env(FOLDER, folder)
        .env(JOB, job)
        .env("RUST_BACKTRACE", "0")
        .stdout(Stdio::null());
    command
}

/// Runs a job in a process of its own; how much of that was resident at most, in kB.
#[cfg(target_os = "linux")]
pub(crate) fn measured(job: &str, folder: &Path) -> u64 {
    assert!(process(job, folder).status().unwrap().success());
    read(folder, "resident").parse().unwrap()
}

fn read(folder: &Path, file: &str) -> String {
    fs::read_to_string(folder.join(file)).unwrap()
}

/// The rows of a table in the order in which they were written.
fn dump(folder: &Path, table: &str) -> String {
    let database = rusqlite::Connection::open(folder.join("rows.sqlite")).unwrap();
    let mut statement = database.prepare(&format!("SELECT * FROM {table} ORDER BY rowid")).unwrap();
    let columns = statement.column_count();
    let row = |row: &rusqlite::Row<'_>| {
        let values = (0..columns).map(|column| row.get::<_, rusqlite::types::Value>(column));
        Ok(format!("{:?}\n", values.collect::<Result<Vec<_>, _>>()?))
    };
    statement.query_map((), row).unwrap().map(Result::unwrap).collect()
}
