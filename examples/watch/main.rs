//! Watches a series of numbers: smooths it, raises an alarm when its growth drifts, draws it.
//!
//! ```text
//! cargo run --release --example watch
//! cargo run --release --example watch -- FILE COLUMN
//! ```
//!
//! Each stage is a generator that is sent one row at a time: a moving average, the growth over a season, an alarm that
//! hands on to one generator that learns and another that compares, and a summary that is returned to `close`.

#![allow(unreachable_pub, reason = "a program has no API, and `pub` says what a module is for")]
#![allow(clippy::cast_precision_loss, reason = "rows are counted, and are far fewer than 2^53")]

mod alarm;
mod observe;
mod options;
mod plot;
mod report;
mod series;
mod smooth;
mod source;
mod summary;

use options::{Command, Options, USAGE};
use series::Series;
use std::{
    error::Error,
    fs,
    io::{self, BufWriter, Write},
    process::ExitCode,
};

fn main() -> ExitCode {
    let outcome = match Options::parse(std::env::args_os()) {
        Ok(Command::Watch(options)) => watch(&options).map_err(|error| (error, 1)),
        Ok(Command::Help) => say(|out| out.write_all(USAGE.as_bytes())).map_err(|error| (error, 1)),
        Err(error) => Err((error.into(), 2)),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err((error, code)) => {
            // Not `eprintln!`, which panics where standard error is closed.
            let _ = writeln!(io::stderr(), "watch: {error}");
            ExitCode::from(code)
        }
    }
}

fn watch(options: &Options) -> Result<(), Box<dyn Error>> {
    let series = Series::read(&options.source, options.column.as_deref())?;
    let _ = report::bad_cells(&mut io::stderr(), &series);
    let settings = options.settings(&series);
    let (observations, summary) = observe::observe(&series, &settings);
    // The plot first: who reads only the head of the table shall have it all the same.
    let plot = plot::draw(&series, &settings, &observations)?;
    fs::write(&options.plot, plot).map_err(|error| format!("cannot write {}: {error}", options.plot.display()))?;
    say(|out| {
        report::table(out, &series, &settings, &observations)?;
        report::summary(out, &series, &settings, &observations, &summary)?;
        writeln!(out, "\nplot: {}", options.plot.display())
    })
}

/// Writes to standard output. That nobody reads on is no failure.
fn say(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Box<dyn Error>> {
    let mut out = BufWriter::new(io::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(format!("cannot write the report: {error}").into())
        }
        _ => Ok(()),
    }
}
