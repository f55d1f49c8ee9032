//! A process that is killed again and again, and leaves what an undisturbed one leaves.

use crate::records::{self, Row, Totals};
use antiphon_stream::{BadRecord, CsvFile, Error, Feed, Input, Job, JsonLinesFile, Lend, Lines, Sink, Source, Sqlite};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Names the folder and the job to the process that is killed.
const FOLDER: &str = "ANTIPHON_KILLED_FOLDER";
const JOB: &str = "ANTIPHON_KILLED_JOB";
/// How many records, where it is not the default, which suits a build without optimization.
const RECORDS: &str = "ANTIPHON_KILLED_RECORDS";
const KILLS: u32 = 50;

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

/// The process that is killed. It works in its folder, so that the names in dead letters are the same in every one.
#[test]
#[ignore = "it is a part of the tests below, in a process of its own"]
fn the_process_that_is_killed() {
    let (Ok(folder), Ok(job)) = (std::env::var(FOLDER), std::env::var(JOB)) else { return };
    std::env::set_current_dir(folder).unwrap();
    let totals = match &*job {
        "files" => to_files(),
        "database" => to_a_database(),
        _ => to_both(),
    };
    fs::write("totals", format!("{:?}", totals.unwrap())).unwrap();
}

#[test]
fn files_are_those_of_an_undisturbed_run_after_fifty_kills() {
    killed("files", |folder| {
        ["rows.csv", "bad.jsonl", "totals"].map(|file| fs::read_to_string(folder.join(file)).unwrap())
    });
}

#[test]
fn tables_are_those_of_an_undisturbed_run_after_fifty_kills() {
    killed("database", |folder| [dump(folder, "rows"), dump(folder, "bad"), read(folder, "totals")]);
}

#[test]
fn a_table_and_a_file_are_those_of_an_undisturbed_run_after_fifty_kills() {
    killed("both", |folder| [dump(folder, "rows"), read(folder, "bad.jsonl"), read(folder, "totals")]);
}

/// Compares what a job leaves that is killed again and again with what it leaves undisturbed.
fn killed(job: &str, results: impl Fn(&Path) -> [String; 3]) {
    let (calm, killed) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for folder in [&calm, &killed] {
        prepare(folder.path());
    }
    let begun = Instant::now();
    assert!(child(job, calm.path(), None), "undisturbed");
    let undisturbed = begun.elapsed();

    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    let mut kills = 0;
    // Each run dies somewhere within a twelfth of the time the whole takes, so that there is work left for the next.
    while kills < KILLS {
        random = random.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(1);
        let share = (random >> 40) as f64 / f64::from(1 << 24);
        if child(job, killed.path(), Some(undisturbed.mul_f64(share / 12.0) + Duration::from_millis(3))) {
            break;
        }
        kills += 1;
    }
    assert!(kills > KILLS / 2, "only {kills} of the processes were killed, the others were done before");
    assert!(child(job, killed.path(), None), "gone on with to the end");
    for (calm, killed) in results(calm.path()).iter().zip(results(killed.path())) {
        assert!(!calm.is_empty());
        let line = calm.lines().zip(killed.lines()).position(|(calm, killed)| calm != killed);
        assert!(*calm == killed, "{} and {} bytes, first different line {line:?}", calm.len(), killed.len());
    }
}

fn prepare(folder: &Path) {
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

/// Runs the job in a process, which is killed after `life`; whether it came to the end before.
fn child(job: &str, folder: &Path, life: Option<Duration>) -> bool {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "killed::the_process_that_is_killed", "--ignored"])
        .env(FOLDER, folder)
        .env(JOB, job)
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    if let Some(life) = life {
        thread::sleep(life);
        child.kill().unwrap();
    }
    let status = child.wait().unwrap();
    // Killed by a signal it has no code; any other end than a good one is a failure of the job.
    assert!(status.success() || (life.is_some() && status.code().is_none()), "{status}");
    status.success()
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
