//! The program that measures: see `USAGE`, and `README.md` for what it measures and how.

use antiphon_benches::{Kernel, kernels, measure::measure, report};
use std::{env, error::Error, fs, process::ExitCode};

mod instructions;
mod measured;
mod plot;
mod sizes;

const USAGE: &str = "usage: antiphon-benches COMMAND

  ratios [--json] [--rounds N] [--instructions] [KERNEL..]   the time of each contender, and its ratio to hand-written code
  instructions [KERNEL..]                                    a table of the instructions an operation, by callgrind
  sizes                                                      a table of the bytes of each generator
  table RATIOS.json                                          a table of what `ratios --json` printed
  plot RATIOS.json PLOT.svg                                  draws what `ratios --json` printed
  run KERNEL CONTENDER TIMES                                 one contender alone, for a profiler
  nested DEPTH                                               polls that many iterators in one another: overflows if deep";

type Outcome = Result<(), Box<dyn Error>>;

fn main() -> ExitCode {
    let mut args = env::args().skip(1);
    let command = args.next().unwrap_or_default();
    let args: Vec<String> = args.collect();
    match dispatch(&command, &args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}\n\n{USAGE}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(command: &str, args: &[String]) -> Outcome {
    match (command, args) {
        ("ratios", _) => ratios(&Options::parse(args)?),
        ("instructions", _) => count_instructions(&Options::parse(args)?.kernels),
        ("sizes", []) => {
            print!("{}", sizes::table());
            Ok(())
        }
        ("table", [ratios]) => {
            print!("{}", measured::table(&measured::read(&fs::read_to_string(ratios)?)?));
            Ok(())
        }
        ("plot", [ratios, svg]) => {
            let plot = plot::draw(&measured::read(&fs::read_to_string(ratios)?)?)?;
            Ok(fs::write(svg, plot)?)
        }
        ("run", [kernel, contender, times]) => Ok(instructions::run(kernel, contender, times.parse()?)?),
        ("nested", [depth]) => {
            println!("{:?}", kernels::nested(depth.parse()?));
            Ok(())
        }
        _ => Err(format!("there is no command {command:?} with {} arguments", args.len()).into()),
    }
}

struct Options {
    json: bool,
    rounds: usize,
    instructions: bool,
    kernels: Vec<Kernel>,
}

impl Options {
    fn parse(args: &[String]) -> Result<Self, String> {
        let mut options = Self { json: false, rounds: 200, instructions: false, kernels: Vec::new() };
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            match arg.as_str() {
                "--json" => options.json = true,
                "--instructions" => options.instructions = true,
                "--rounds" => {
                    let rounds = args.next().and_then(|n| n.parse().ok()).filter(|n| *n > 0);
                    options.rounds = rounds.ok_or("--rounds takes a number")?;
                }
                name => {
                    let kernel = kernels::all().into_iter().find(|kernel| kernel.name == name);
                    options.kernels.push(kernel.ok_or(format!("there is no option and no kernel {arg:?}"))?);
                }
            }
        }
        if options.kernels.is_empty() {
            options.kernels = kernels::all();
        }
        Ok(options)
    }
}

fn ratios(options: &Options) -> Outcome {
    let mut all = Vec::new();
    for kernel in &options.kernels {
        let mut measurements = measure(kernel, options.rounds);
        if options.instructions {
            for (measurement, contender) in measurements.iter_mut().zip(&kernel.contenders) {
                measurement.instructions = Some(instructions::count(kernel, contender)?);
            }
        }
        if !options.json {
            report::print_lines(&measurements);
        }
        all.extend(measurements);
    }
    if options.json {
        report::print_json(&all);
    }
    Ok(())
}

fn count_instructions(kernels: &[Kernel]) -> Outcome {
    let mut table = report::Table::new("kernel");
    for kernel in kernels {
        for contender in &kernel.contenders {
            table.set(kernel.name, contender.name, report::three_digits(instructions::count(kernel, contender)?));
        }
    }
    print!("{table}");
    Ok(())
}
