//! Programs that do the same, measured in turn, and the ratios of what they cost.

use crate::{
    cost::{self, Cost},
    input::Form,
};
use antiphon_benches::report::three_digits;
use std::{collections::HashMap, env, error::Error, path::Path, process::Command};

/// Programs that read the same, and must find and write the same.
struct Contest {
    name: &'static str,
    reads: Form,
    programs: &'static [&'static str],
    ratios: &'static [Ratio],
}

/// What the first program costs beside the second.
struct Ratio(&'static str, &'static str, Gate);

/// What the ratio should be.
#[derive(Clone, Copy)]
enum Gate {
    AtMost(f64),
    AtLeast(f64),
    Any,
}

const CONTESTS: [Contest; 4] = [
    Contest {
        name: "the classic job",
        reads: Form::Plain,
        programs: &["hand", "hand-read-until", "lines", "job", "mawk", "python3"],
        ratios: &[
            Ratio("job", "hand", Gate::AtMost(1.1)),
            Ratio("lines", "hand", Gate::Any),
            Ratio("hand-read-until", "hand", Gate::Any),
            Ratio("mawk", "job", Gate::AtLeast(1.0)),
            Ratio("python3", "job", Gate::AtLeast(20.0)),
        ],
    },
    Contest {
        name: "lines that contain ERROR",
        reads: Form::Log,
        programs: &["grep", "containing", "each-line"],
        ratios: &[Ratio("containing", "grep", Gate::AtMost(1.5)), Ratio("each-line", "grep", Gate::Any)],
    },
    Contest {
        name: "lines of a gzip file",
        reads: Form::Gzip,
        programs: &["flate2", "gzip-chunks", "gzip-lines"],
        ratios: &[Ratio("gzip-chunks", "flate2", Gate::AtMost(1.1)), Ratio("gzip-lines", "flate2", Gate::AtMost(1.1))],
    },
    Contest {
        name: "checkpoints",
        reads: Form::Plain,
        programs: &["job", "job-hundredth"],
        ratios: &[Ratio("job-hundredth", "job", Gate::Any)],
    },
];

/// What was measured of a program in each round.
#[derive(Default)]
struct Measured {
    costs: Vec<Cost>,
    notes: Vec<String>,
}

/// Measures all contests, and prints a table of each.
///
/// # Errors
///
/// Where a program fails, or finds or writes something else than the first.
pub(crate) fn print(folder: &Path, lines: u64, rounds: usize) -> Result<(), Box<dyn Error>> {
    for contest in &CONTESTS {
        let input = contest.reads.file(folder, lines)?;
        let (programs, absent) = contest.programs.iter().partition::<Vec<&str>, _>(|program| is_there(program));
        println!("### {}, {lines} lines\n", contest.name);
        for program in absent {
            println!("{program} is skipped: it is not installed\n");
        }
        let measured = measure(&programs, &input, folder, rounds)?;
        print_costs(&programs, &measured, lines);
        print_ratios(contest.ratios, &measured);
        print_checkpoints(&measured);
    }
    Ok(())
}

/// Whether a program is one of ours, or is installed.
fn is_there(program: &str) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    !["grep", "mawk", "python3"].contains(&program)
        || env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

/// Runs each program once a round, and another first in each.
fn measure<'a>(
    programs: &[&'a str],
    input: &Path,
    folder: &Path,
    rounds: usize,
) -> Result<HashMap<&'a str, Measured>, Box<dyn Error>> {
    let mut measured: HashMap<_, Measured> = HashMap::new();
    let mut expected = None;
    for round in 0..rounds {
        for index in 0..programs.len() {
            let program = programs[(index + round) % programs.len()];
            let output = folder.join("rows.csv");
            std::fs::write(&output, "")?;
            let (cost, said) = cost::run(command(program, input, &output)?)?;
            let found = (said.output, std::fs::read(&output)?);
            if *expected.get_or_insert_with(|| found.clone()) != found {
                return Err(format!("{program} found {:?}, or wrote other rows than the others", found.0).into());
            }
            let measured = measured.entry(program).or_default();
            measured.costs.push(cost);
            measured.notes.push(said.notes);
        }
    }
    Ok(measured)
}

fn command(program: &str, input: &Path, output: &Path) -> Result<Command, Box<dyn Error>> {
    let script = |name| Path::new(env!("CARGO_MANIFEST_DIR")).join("src/streams").join(name);
    let mut command = Command::new(program);
    match program {
        "grep" => command.args(["-c", "ERROR"]).arg(input),
        "mawk" => {
            command.arg("-v").arg(format!("target={}", output.display()));
            command.arg("-f").arg(script("classic.awk")).arg(input)
        }
        "python3" => command.arg(script("classic.py")).args([input, output]),
        ours => {
            command = Command::new(env::current_exe()?);
            command.args(["run", ours]).args([input, output])
        }
    };
    // The fastest that the others can do.
    command.env("LC_ALL", "C");
    Ok(command)
}

fn print_costs(programs: &[&str], measured: &HashMap<&str, Measured>, lines: u64) {
    println!("| program | processor, s | ns a line | elapsed, s |\n|---|---:|---:|---:|");
    for program in programs {
        let median = |part: fn(&Cost) -> f64| quartiles(measured[program].costs.iter().map(part).collect())[1];
        let (processor, elapsed) = (median(|cost| cost.processor), median(|cost| cost.elapsed));
        let each = three_digits(processor * 1e9 / lines as f64);
        println!("| `{program}` | {processor:.3} | {each} | {elapsed:.3} |");
    }
}

fn print_ratios(ratios: &[Ratio], measured: &HashMap<&str, Measured>) {
    println!("\n| program | beside | ratio | quartiles | gate | |\n|---|---|---:|---:|---:|---|");
    for Ratio(program, beside, gate) in ratios {
        let (Some(own), Some(other)) = (measured.get(program), measured.get(beside)) else { continue };
        let rounds = own.costs.iter().zip(&other.costs);
        let [low, ratio, high] = quartiles(rounds.map(|(own, other)| own.processor / other.processor).collect());
        let (gate, verdict) = gate.verdict(ratio);
        println!("| `{program}` | `{beside}` | {ratio:.2} | {low:.2} to {high:.2} | {gate} | {verdict} |");
    }
    println!();
}

impl Gate {
    /// What it asks for, and whether a ratio is that.
    fn verdict(self, ratio: f64) -> (String, &'static str) {
        let says = |kept| if kept { "kept" } else { "missed" };
        match self {
            Self::AtMost(most) => (format!("at most {most}"), says(ratio <= most)),
            Self::AtLeast(least) => (format!("at least {least}"), says(ratio >= least)),
            Self::Any => (String::new(), ""),
        }
    }
}

/// What a checkpoint takes of the processor, by what a job with a hundred times as many takes more; and how long it
/// waits for the disk.
fn print_checkpoints(measured: &HashMap<&str, Measured>) {
    let (Some(often), Some(seldom)) = (measured.get("job-hundredth"), measured.get("job")) else { return };
    let rounds = || (0..often.costs.len()).map(|round| (Saved::read(&often.notes[round]), round));
    let more = rounds().map(|(saved, round)| {
        let fewer = Saved::read(&seldom.notes[round]).checkpoints;
        (often.costs[round].processor - seldom.costs[round].processor) / (saved.checkpoints - fewer).max(1.0)
    });
    let [low, each, high] = quartiles(more.collect()).map(|seconds| seconds * 100.0);
    let [_, waited, _] = quartiles(rounds().map(|(saved, _)| saved.waiting / saved.checkpoints * 1e3).collect());
    let [_, own, _] =
        quartiles(rounds().map(|(saved, _)| (saved.saving - saved.waiting) / saved.checkpoints * 1e3).collect());
    println!("| one checkpoint each second | | gate |\n|---|---:|---:|");
    println!("| processor time added | {each:.3} % ({low:.3} to {high:.3}) | at most 2 % |");
    println!("| elapsed, without waiting for the disk | {own:.3} ms | |");
    println!("| waiting for the disk (fsync), apart | {waited:.2} ms | |\n");
}

/// What a job says of its checkpoints.
struct Saved {
    checkpoints: f64,
    saving: f64,
    waiting: f64,
}

impl Saved {
    fn read(note: &str) -> Self {
        let mut numbers = note.split_whitespace().filter_map(|word| word.parse().ok());
        let mut next = || numbers.next().unwrap_or(f64::NAN);
        Self { checkpoints: next(), saving: next(), waiting: next() }
    }
}

/// The first quartile, the median and the third quartile.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an index")]
fn quartiles(mut values: Vec<f64>) -> [f64; 3] {
    values.sort_by(f64::total_cmp);
    [0.25, 0.5, 0.75].map(|part| values[((values.len() - 1) as f64 * part).round() as usize])
}

#[cfg(test)]
mod tests {
    use super::{CONTESTS, Gate, Saved, command, quartiles};
    use crate::programs::PROGRAMS;
    use std::path::Path;

    #[test]
    fn every_program_of_a_contest_can_be_run_and_every_ratio_is_of_its_programs() {
        for contest in &CONTESTS {
            for program in contest.programs {
                let command = command(program, Path::new("input"), Path::new("output")).unwrap();
                assert_eq!(command.get_program() != *program, PROGRAMS.iter().any(|(name, _)| name == program));
            }
            for ratio in contest.ratios {
                assert!([ratio.0, ratio.1].iter().all(|program| contest.programs.contains(program)));
            }
        }
    }

    #[test]
    fn a_gate_is_kept_at_its_bound_and_missed_behind_it() {
        assert_eq!(Gate::AtMost(1.1).verdict(1.1), ("at most 1.1".to_owned(), "kept"));
        assert_eq!(Gate::AtMost(1.1).verdict(1.11).1, "missed");
        assert_eq!(Gate::AtLeast(20.0).verdict(19.9).1, "missed");
        assert_eq!(Gate::Any.verdict(7.0).1, "");
    }

    #[test]
    fn quartiles_are_those_of_the_sorted_values() {
        assert_eq!(quartiles(vec![5.0, 1.0, 4.0, 2.0, 3.0]).map(|value| value.to_string()), ["2", "3", "4"]);
    }

    #[test]
    fn what_a_job_says_of_its_checkpoints_is_read_back() {
        let saved = Saved::read("3 checkpoints, 0.250000 s for them, 0.125000 s of that waiting for the disk\n9 kB");
        let numbers = [saved.checkpoints, saved.saving, saved.waiting];
        assert_eq!(numbers.map(|number| number.to_string()), ["3", "0.25", "0.125"]);
    }
}
