//! Looks for anomalies in a stream of numbers, and draws what it finds beside what people have labelled.
//!
//! ```text
//! cargo run --release --features online --example anomalies
//! cargo run --release --features online --example anomalies -- FILE [COLUMN] [--season ROWS] [--labels FILE]
//! ```
//!
//! Two detectors, each a statistic: a robust z-score for single values, a Gaussian tail for what lasts. Both are fed by
//! one generator, which answers each value with what is new in it, its difference to the value a season before. Without
//! a FILE it generates a stream of which it knows where the anomalies are.
//!
//! The limits and windows (`scores.rs`) were chosen with four streams of the Numenta Anomaly Benchmark in view, where
//! they find what is labelled, with false alarms, as follows; `nyc_taxi` with `--season 336`, a week of half hours, the
//! others but `ec2_request_latency_system_failure` with `--season 288`, a day:
//!
//! ```text
//! art_daily_jumpsup                   1 of 1 windows, 1 alarm outside
//! ec2_request_latency_system_failure  3 of 3 windows, 0 alarms outside
//! machine_temperature_system_failure  4 of 4 windows, 7 alarms outside
//! nyc_taxi                            5 of 5 windows, 14 alarms outside
//! ```

#![allow(unreachable_pub, reason = "a program has no API, and `pub` says what a module is for")]
#![allow(clippy::cast_precision_loss, reason = "rows are counted, and are far fewer than 2^53")]

mod labels;
mod options;
mod plot;
mod report;
mod scores;
mod stream;

use options::{Command, Options, USAGE};
use std::{
    error::Error,
    fs,
    io::{self, Write},
    process::ExitCode,
};
use stream::Stream;

fn main() -> ExitCode {
    let outcome = match Options::parse(std::env::args_os()) {
        Ok(Command::Help) => say(USAGE).map_err(|error| (error, 1)),
        Ok(Command::Look(options)) => look(&options).map_err(|error| (error, 1)),
        Err(error) => Err((error.into(), 2)),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err((error, code)) => {
            // Not `eprintln!`, which panics where standard error is closed.
            let _ = writeln!(io::stderr(), "anomalies: {error}");
            ExitCode::from(code)
        }
    }
}

fn look(options: &Options) -> Result<(), Box<dyn Error>> {
    let stream = match &options.file {
        Some(file) => Stream::read(file, options.column.as_deref(), options.labels.as_deref())?,
        None => Stream::generated(),
    };
    let settings = options.settings(&stream);
    let scores = scores::score(&stream, &settings)?;
    let plot = plot::draw(&stream, &scores, &settings)?;
    fs::write(&options.plot, plot).map_err(|error| format!("cannot write {}: {error}", options.plot.display()))?;
    say(&format!("{}\nplot: {}\n", report::report(&stream, &scores, &settings), options.plot.display()))
}

/// Writes to standard output. That nobody reads on is no failure.
fn say(text: &str) -> Result<(), Box<dyn Error>> {
    match io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(format!("cannot write the report: {error}").into())
        }
        _ => Ok(()),
    }
}
