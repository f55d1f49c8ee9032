//! A log into SQLite: rows in one table, lines that are no rows in another, with a checkpoint and progress.
//!
//! ```text
//! cargo run --release -p antiphon-stream --example etl                 a log of a million lines that it makes
//! cargo run --release -p antiphon-stream --example etl LOG DATABASE    your own, plain, gzip or zstd
//! ```
//!
//! Kill it with `kill -9` and run it again with the same arguments: it goes on, and no row is there twice or missing.
//! Enter stops it after the record it is at.

use antiphon_stream::{BadRecord, Error, Feed, Gauge, Job, Lend, Lines, Outcome, Sink, Source, Sqlite, Stop};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

/// A line `id=7,metric=14,status=active`.
#[derive(Serialize)]
struct Row {
    id: u64,
    metric: f64,
    status: String,
}

impl Row {
    fn parse(line: &str) -> Result<Self, String> {
        let mut fields = line.split(',');
        let mut field = |name: &str| {
            let value = fields.next().and_then(|field| field.strip_prefix(name)?.strip_prefix('='));
            value.ok_or_else(|| format!("there is no {name} where it belongs"))
        };
        Ok(Self {
            id: field("id")?.parse().map_err(|error| format!("id: {error}"))?,
            metric: field("metric")?.parse().map_err(|error| format!("metric: {error}"))?,
            status: field("status")?.to_owned(),
        })
    }
}

/// What is gathered on the way, and saved with every checkpoint.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Summary {
    bad: u64,
    of_status: BTreeMap<String, Mean>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct Mean {
    count: u64,
    mean: f64,
}

impl Summary {
    fn add(&mut self, row: &Row) {
        if !self.of_status.contains_key(&row.status) {
            self.of_status.insert(row.status.clone(), Mean::default());
        }
        if let Some(mean) = self.of_status.get_mut(&row.status) {
            mean.count += 1;
            mean.mean += (row.metric - mean.mean) / mean.count as f64;
        }
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let folder = std::env::temp_dir().join("antiphon-etl");
    let (log, database) = match (arguments.next(), arguments.next()) {
        (Some(log), Some(database)) => (log, database),
        (None, None) => (generated(&folder)?, folder.join("rows.sqlite")),
        _ => return Err("usage: etl [LOG DATABASE]".into()),
    };
    let stop = Stop::new();
    stop_on_enter(&stop);

    let job = Job::new("etl", Lines::open(&log).text().parse(Row::parse))
        .state(Summary::default())
        .sinks({
            let rows = Sqlite::new(&database, "rows");
            let bad = rows.beside("bad");
            (rows, bad)
        })
        .every(Duration::from_secs(1))
        .stop(&stop);
    report_progress(job.gauge());
    let begun = Instant::now();
    let outcome = job.run(load)?;
    report(&outcome, &database, begun.elapsed());
    Ok(())
}

/// The records from one checkpoint to the next.
fn load<S, R, B>(records: Feed<S>, summary: &mut Summary, (rows, bad): &mut (R, B)) -> Result<(), Error>
where
    S: Source<Record = Row>,
    R: Sink<Row>,
    B: Sink<BadRecord>,
{
    for record in records {
        match record {
            Ok(row) => {
                summary.add(&row);
                rows.write(&row)?;
            }
            Err(error) => {
                summary.bad += 1;
                bad.write(&error.into_bad_record()?)?;
            }
        }
    }
    Ok(())
}

fn report<K>(outcome: &Outcome<Summary, K>, database: &Path, took: Duration) {
    let (from, to) =
        (if outcome.resumed { "went on" } else { "began" }, if outcome.ended { "ended" } else { "stopped" });
    println!("{from} and {to} after {} lines; {} of them are bad", outcome.records, outcome.state.bad);
    for (status, Mean { count, mean }) in &outcome.state.of_status {
        println!("{status:>10}: {count} rows, mean {mean:.1}");
    }
    let Outcome { checkpoints, saving, waiting, .. } = outcome;
    println!(
        "{checkpoints} checkpoints took {saving:.2?} of {took:.2?}, of which {waiting:.2?} were waiting for the disk"
    );
    println!("the tables are in {}", database.display());
}

/// Draws how far it is on a line of a terminal, four times a second, for as long as the program runs.
fn report_progress(gauge: Gauge) {
    if !io::stderr().is_terminal() {
        return;
    }
    thread::spawn(move || {
        loop {
            let progress = gauge.progress();
            let percent = progress.total.map(|total| 100 * progress.done / total.max(1));
            let percent = percent.map_or("?".to_owned(), |percent| percent.to_string());
            eprint!("\r{percent} %, {} lines, {} checkpoints\r", gauge.records(), gauge.checkpoints());
            thread::sleep(Duration::from_millis(250));
        }
    });
}

/// Where there is somebody to press it.
fn stop_on_enter(stop: &Stop) {
    if io::stdin().is_terminal() {
        let stop = stop.clone();
        thread::spawn(move || {
            let _ = io::stdin().read_line(&mut String::new());
            stop.stop();
        });
    }
}

/// A log of a million lines, of which every thousandth is broken. It is made once: a run that is begun again finds it.
fn generated(folder: &Path) -> io::Result<PathBuf> {
    let log = folder.join("log");
    if log.exists() {
        return Ok(log);
    }
    std::fs::create_dir_all(folder)?;
    let aside = folder.join("log.new");
    let mut lines = BufWriter::new(File::create(&aside)?);
    for id in 0..1_000_000 {
        let status = if id % 7 == 0 { "idle" } else { "active" };
        match id % 1000 {
            999 => writeln!(lines, "id={id},metric=?,status={status}")?,
            _ => writeln!(lines, "id={id},metric={},status={status}", id * 2)?,
        }
    }
    lines.flush()?;
    std::fs::rename(aside, &log)?;
    Ok(log)
}
