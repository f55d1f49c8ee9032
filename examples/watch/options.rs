//! What is asked for on the command line.

use crate::{series::Series, source::Source};
use lexopt::{Arg, Parser, ValueExt};
use std::{ffi::OsString, num::NonZeroUsize, path::PathBuf};

pub const USAGE: &str = "\
usage: watch [FILE [COLUMN]] [options]

Watches a column of a CSV file whose first line names the columns; `-` is
standard input. Without a FILE it is the CO2 series of Mauna Loa. COLUMN can be
left out where there are no more than two; the first column labels the rows.

  --season N    rows in a season (default: the rows in a year if the first
                column holds dates, otherwise 1)
  --window N    rows in the moving average (default: a season, or 10 rows)
  --plot FILE   where the plot goes (default: watch.svg)
  --help        this
";

pub enum Command {
    Watch(Options),
    Help,
}

pub struct Options {
    pub source: Source,
    pub column: Option<String>,
    pub plot: PathBuf,
    season: Option<NonZeroUsize>,
    window: Option<NonZeroUsize>,
}

/// How a series is watched, in rows.
pub struct Settings {
    pub season: usize,
    pub window: usize,
}

impl Options {
    pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Command, lexopt::Error> {
        let mut parser = Parser::from_iter(arguments);
        let mut options =
            Self { source: Source::Bundled, column: None, plot: "watch.svg".into(), season: None, window: None };
        let mut operands = 0;
        while let Some(argument) = parser.next()? {
            match argument {
                Arg::Long("season") => options.season = Some(parser.value()?.parse()?),
                Arg::Long("window") => options.window = Some(parser.value()?.parse()?),
                Arg::Long("plot") => options.plot = parser.value()?.into(),
                Arg::Long("help") | Arg::Short('h') => return Ok(Command::Help),
                Arg::Value(operand) if operands < 2 => {
                    if operands == 0 {
                        options.source = Source::named(operand);
                    } else {
                        options.column = Some(operand.string()?);
                    }
                    operands += 1;
                }
                other => return Err(other.unexpected()),
            }
        }
        Ok(Command::Watch(options))
    }

    /// What was asked for, and for the rest what suits the series.
    pub fn settings(&self, series: &Series) -> Settings {
        let season = self.season.map_or_else(|| series.rows_in_a_year().unwrap_or(1), NonZeroUsize::get);
        let window = self.window.map_or(if season > 1 { season } else { 10 }, NonZeroUsize::get);
        Settings { season, window }
    }
}
