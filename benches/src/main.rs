//! `cargo run --release -p antiphon-benches -- ratios [--json] [--rounds N] [KERNEL..]`

use antiphon_benches::{kernels, measure::measure, report};
use std::process::ExitCode;

const USAGE: &str = "usage: antiphon-benches ratios [--json] [--rounds N] [KERNEL..]";

struct Options {
    json: bool,
    rounds: usize,
    kernels: Vec<String>,
}

fn main() -> ExitCode {
    match parse(std::env::args().skip(1)) {
        Ok(options) => {
            ratios(&options);
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("{message}\n{USAGE}");
            ExitCode::FAILURE
        }
    }
}

fn parse(mut args: impl Iterator<Item = String>) -> Result<Options, String> {
    match args.next().as_deref() {
        Some("ratios") => {}
        other => return Err(format!("unknown command {:?}", other.unwrap_or(""))),
    }
    let mut options = Options { json: false, rounds: 200, kernels: Vec::new() };
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--json" => options.json = true,
            "--rounds" => {
                let rounds = args.next().and_then(|n| n.parse().ok()).filter(|n| *n > 0);
                options.rounds = rounds.ok_or("--rounds takes a number")?;
            }
            name if kernels::all().iter().any(|kernel| kernel.name == name) => options.kernels.push(arg),
            _ => return Err(format!("there is no option and no kernel {arg:?}")),
        }
    }
    Ok(options)
}

fn ratios(options: &Options) {
    let mut all = Vec::new();
    for kernel in kernels::all() {
        if !options.kernels.is_empty() && !options.kernels.iter().any(|name| name == kernel.name) {
            continue;
        }
        let measurements = measure(&kernel, options.rounds);
        if !options.json {
            report::print_table(&measurements);
        }
        all.extend(measurements);
    }
    if options.json {
        report::print_json(&all);
    }
}
