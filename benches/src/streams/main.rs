//! The program that measures jobs: see `USAGE`, and `README.md` for what it measures and how.

use lexopt::{Arg, ValueExt as _};
use std::{env, error::Error, path::PathBuf, process::ExitCode};

mod contest;
mod cost;
mod input;
mod instructions;
mod memory;
mod plot;
mod programs;
mod record;

const USAGE: &str = "usage: streams COMMAND [--lines N] [--rounds N] [--folder FOLDER]

  ratios          what each program costs beside another, with the gates: processor time of interleaved runs
  instructions    the instructions a line of the programs in Rust, by callgrind
  memory SVG      the largest memory that was resident, for inputs of 10 MB, 100 MB and 1 GB or of --lines, and its plot
  run PROGRAM INPUT OUTPUT     one program alone, for a profiler; it ends with what it had resident

The inputs are made in the folder, unless they are there.";

fn main() -> ExitCode {
    match Options::parse().map_err(Into::into).and_then(|options| dispatch(&options)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}\n\n{USAGE}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(options: &Options) -> Result<(), Box<dyn Error>> {
    let words: Vec<_> = options.words.iter().map(String::as_str).collect();
    match words[..] {
        ["ratios"] => contest::print(&options.folder, options.lines.unwrap_or(10_000_000), options.rounds),
        ["instructions"] => instructions::print(&options.folder, options.lines.unwrap_or(100_000)),
        ["memory", svg] => memory::print(&options.folder, options.lines, svg.as_ref()),
        ["run", program, input, output] => programs::run(program, input.as_ref(), output.as_ref()),
        _ => Err(format!("there is no command {words:?}").into()),
    }
}

struct Options {
    words: Vec<String>,
    lines: Option<u64>,
    rounds: usize,
    folder: PathBuf,
}

impl Options {
    fn parse() -> Result<Self, lexopt::Error> {
        let folder = env::temp_dir().join("antiphon-streams");
        let mut options = Self { words: Vec::new(), lines: None, rounds: 7, folder };
        let mut parser = lexopt::Parser::from_env();
        while let Some(argument) = parser.next()? {
            match argument {
                Arg::Value(word) => options.words.push(word.string()?),
                Arg::Long("lines") => options.lines = Some(parser.value()?.parse()?),
                Arg::Long("rounds") => options.rounds = parser.value()?.parse()?,
                Arg::Long("folder") => options.folder = parser.value()?.into(),
                other => return Err(other.unexpected()),
            }
        }
        Ok(options)
    }
}
