//! A process that is killed again and again, and leaves what an undisturbed one leaves.

use crate::records;
use antiphon_stream::{Error, Job, JsonLinesFile, Lend, Lines, Sink};
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Names the folder of the job to the process that is killed.
const FOLDER: &str = "ANTIPHON_KILLED_FOLDER";
/// How many records, where it is not the default, which suits a build without optimization.
const RECORDS: &str = "ANTIPHON_KILLED_RECORDS";
const KILLS: u32 = 50;

#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
struct Totals {
    count: u64,
    sum: u64,
}

#[derive(Serialize)]
struct Row {
    id: u64,
    running: u64,
}

fn job() -> Result<Totals, Error> {
    let lines = Lines::open("log").parse(records::parse);
    let outcome = Job::new("totals", lines)
        .state(Totals::default())
        .sinks((JsonLinesFile::new("rows.jsonl"), JsonLinesFile::new("bad.jsonl")))
        .checkpoint("checkpoint")
        .every(Duration::from_millis(5))
        .run(|records, totals, (rows, bad)| {
            for record in records {
                let (id, metric) = match record {
                    Ok(record) => record,
                    Err(error) => {
                        bad.write(&error.into_bad_record()?)?;
                        continue;
                    }
                };
                totals.count += 1;
                totals.sum += metric;
                if id % 3 == 0 {
                    rows.write(&Row { id, running: totals.sum })?;
                }
            }
            Ok(())
        })?;
    Ok(outcome.state)
}

/// The process that is killed.
#[test]
#[ignore = "it is a part of the test below, in a process of its own"]
fn the_process_that_is_killed() {
    // It works in that folder, so that the names in dead letters are the same in every one.
    let Ok(folder) = std::env::var(FOLDER) else { return };
    std::env::set_current_dir(folder).unwrap();
    let totals = job().unwrap();
    fs::write("totals", format!("{totals:?}")).unwrap();
}

#[test]
fn a_job_that_is_killed_fifty_times_leaves_what_an_undisturbed_one_leaves() {
    let records = std::env::var(RECORDS).map_or(100_000, |count| count.parse().unwrap());
    let (calm, killed) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for folder in [&calm, &killed] {
        fs::write(folder.path().join("log"), records::lines(records)).unwrap();
    }
    let begun = Instant::now();
    assert!(run(calm.path(), None), "undisturbed");
    let undisturbed = begun.elapsed();

    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    let mut kills = 0;
    // Each run dies somewhere within a twelfth of the time the whole takes, so that there is work left for the next.
    while kills < KILLS {
        random = random.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(1);
        let life = undisturbed.mul_f64((random >> 40) as f64 / f64::from(1 << 24) / 12.0) + Duration::from_millis(3);
        if run(killed.path(), Some(life)) {
            break;
        }
        kills += 1;
    }
    assert!(run(killed.path(), None), "gone on with to the end");
    assert!(kills > KILLS / 2, "only {kills} of the processes were killed, the others were done before");
    for file in ["rows.jsonl", "bad.jsonl", "totals"] {
        let [calm, killed] = [&calm, &killed].map(|folder| fs::read(folder.path().join(file)).unwrap());
        assert!(!calm.is_empty(), "{file}");
        assert!(calm == killed, "{file} differs: {} bytes and {} bytes", calm.len(), killed.len());
    }
}

/// Runs the job in a process, which is killed after `life`; whether it came to the end before.
fn run(folder: &Path, life: Option<Duration>) -> bool {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "killed::the_process_that_is_killed", "--ignored"])
        .env(FOLDER, folder)
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
