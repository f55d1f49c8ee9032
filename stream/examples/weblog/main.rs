//! An Apache log, minute by minute: traffic, errors, the client that asked most, quantiles of the sizes, and a plot.
//!
//! ```text
//! cargo run --release -p antiphon-stream --example weblog                  # a log of a day, made for the purpose
//! cargo run --release -p antiphon-stream --example weblog -- LOG FOLDER    # your own, plain, gzip or zstd
//! ```
//!
//! Into the folder go `minutes.csv`, `summary.json`, `traffic.svg`, and the lines that are none of such a log in
//! `bad.jsonl`. Killed and run again it goes on from its last checkpoint.

#![allow(unreachable_pub, reason = "a program has no API, and `pub` says what a module is for")]

mod hit;
mod made;
mod minutes;
mod plot;
mod sizes;

use antiphon_stream::{Error, Job, JsonLinesFile, Line, Lines, OnError, Watch, prelude::*};
use hit::Hit;
use minutes::Traffic;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (log, folder) = match (arguments.next(), arguments.next()) {
        (Some(log), Some(folder)) => (log, folder),
        (None, None) => {
            let folder = std::env::temp_dir().join("antiphon-weblog");
            (made::log(&folder)?, folder)
        }
        _ => return Err("usage: weblog [LOG FOLDER]".into()),
    };
    fs::create_dir_all(&folder)?;
    let watch = Watch::new();
    let traffic = read(&log, &folder, &watch)?;
    write(&traffic, &folder)?;
    println!("{traffic}");
    println!("{}", watch.table());
    println!("minutes.csv, summary.json, traffic.svg and bad.jsonl are in {}", folder.display());
    Ok(())
}

/// Reads the log, or what is left of it.
fn read(log: &Path, folder: &Path, watch: &Watch) -> Result<Traffic, Error> {
    let [lines_read, parsed] = ["read", "parse"].map(|name| watch.stage(name));
    let job = Job::new("weblog", Lines::open(log).text_lossy().located())
        .state(Traffic::default())
        .sinks(JsonLinesFile::new(folder.join("bad.jsonl")))
        .checkpoint(folder.join("checkpoint"));
    let line = Line::draw(job.gauge());
    let outcome = job.run(|lines, traffic, bad| {
        let Traffic { bad: refused, minutes, totals } = traffic;
        let hits = lines
            .meter(&lines_read)
            .batch(256)
            // A line that is no hit stays where it is among the others, so that the bad ones are written in order.
            .par_map(2, |lines| lines.into_iter().map(|line| line?.try_map("parse", Hit::parse)).collect::<Vec<_>>())
            .ahead(16)
            .flatten()
            .try_meter(&parsed)
            .on_error(OnError::route(bad))
            .in_state(refused);
        for hit in hits {
            let hit = hit?.record;
            minutes.add(&hit);
            totals.add(&hit);
        }
        Ok(())
    })?;
    drop(line);
    Ok(outcome.state)
}

fn write(traffic: &Traffic, folder: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let mut rows = csv::Writer::from_path(folder.join("minutes.csv"))?;
    for row in traffic.minutes.rows() {
        rows.serialize(row)?;
    }
    rows.flush()?;
    serde_json::to_writer_pretty(File::create(folder.join("summary.json"))?, &traffic.summary())?;
    fs::write(folder.join("traffic.svg"), plot::draw(&traffic.minutes)?)?;
    Ok(())
}
