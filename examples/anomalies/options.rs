//! What is asked for on the command line.

use crate::stream::Stream;
use lexopt::{Arg, Parser, ValueExt};
use std::{ffi::OsString, num::NonZeroUsize, path::PathBuf};

pub const USAGE: &str = "\
usage: anomalies [FILE [COLUMN]] [options]

Looks for anomalies in a column of a CSV file whose first line names the columns
and whose first column holds timestamps. COLUMN can be left out where there are
two. Without a FILE it generates a stream.

  --season N    compares each value with the one N rows before (default: none;
                for the generated stream a day)
  --window N    compares with so many rows (default: two days, or the season
                where that is longer)
  --labels FILE windows of known anomalies, in the format of the Numenta Anomaly
                Benchmark (default: combined_windows.json beside FILE, if there
                is one)
  --plot FILE   where the plot goes (default: anomalies.svg)
  --help        this
";

pub enum Command {
    Look(Options),
    Help,
}

pub struct Options {
    pub file: Option<PathBuf>,
    pub column: Option<String>,
    pub labels: Option<PathBuf>,
    pub plot: PathBuf,
    season: Option<NonZeroUsize>,
    window: Option<NonZeroUsize>,
}

/// How a stream is looked at, in rows.
pub struct Settings {
    /// How far back the value is that each is compared with.
    pub season: Option<usize>,
    pub window: usize,
    pub day: usize,
}

impl Options {
    pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Command, lexopt::Error> {
        let mut parser = Parser::from_iter(arguments);
        let mut options =
            Self { file: None, column: None, labels: None, plot: "anomalies.svg".into(), season: None, window: None };
        while let Some(argument) = parser.next()? {
            match argument {
                Arg::Long("season") => options.season = Some(parser.value()?.parse()?),
                Arg::Long("window") => options.window = Some(parser.value()?.parse()?),
                Arg::Long("labels") => options.labels = Some(parser.value()?.into()),
                Arg::Long("plot") => options.plot = parser.value()?.into(),
                Arg::Long("help") | Arg::Short('h') => return Ok(Command::Help),
                Arg::Value(file) if options.file.is_none() => options.file = Some(file.into()),
                Arg::Value(column) if options.column.is_none() => options.column = Some(column.string()?),
                other => return Err(other.unexpected()),
            }
        }
        Ok(Command::Look(options))
    }

    /// What was asked for, and for the rest what suits the stream.
    pub fn settings(&self, stream: &Stream) -> Settings {
        let day = stream.rows_in_a_day();
        let asked = self.season.map(NonZeroUsize::get);
        let season = if self.file.is_none() { asked.or(Some(day)) } else { asked };
        let window = self.window.map_or((2 * day).max(season.unwrap_or(0)), NonZeroUsize::get);
        Settings { season, window, day }
    }
}
