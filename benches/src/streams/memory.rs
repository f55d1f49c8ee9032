//! How much memory a process has at most, for inputs of several sizes.

use crate::{
    cost,
    input::Form,
    plot::{self, Curve},
};
use std::{env, error::Error, fs, path::Path, process::Command};

/// What may be resident of a job, in MB.
pub(crate) const GATE: f64 = 16.0;

/// About 10 MB, 100 MB and 1 GB.
const LINES: [u64; 3] = [290_000, 2_660_000, 25_500_000];

const PROGRAMS: [(&str, &str, Form); 3] =
    [("job", "job, plain", Form::Plain), ("job", "job, gzip", Form::Gzip), ("list", "a list", Form::Plain)];

/// Measures a job over plain and gzip input, and a list of all records; prints a table and draws it.
///
/// # Errors
///
/// Where a program fails, or the system does not tell what was resident.
pub(crate) fn print(folder: &Path, lines: Option<u64>, svg: &Path) -> Result<(), Box<dyn Error>> {
    let sizes = lines.map_or(LINES, |lines| [lines / 100, lines / 10, lines]);
    let mut curves = PROGRAMS.map(|(_, name, _)| Curve { name, points: Vec::new() });
    println!("| lines | MB | job, plain | job, gzip | a list |\n|---:|---:|---:|---:|---:|");
    for lines in sizes {
        let megabytes = fs::metadata(Form::Plain.file(folder, lines)?)?.len() as f64 / 1e6;
        print!("| {lines} | {megabytes:.0} |");
        for ((program, _, form), curve) in PROGRAMS.iter().zip(&mut curves) {
            let peak = peak(program, &form.file(folder, lines)?, folder)?;
            curve.points.push((megabytes, peak));
            print!(" {peak:.1} |");
        }
        println!();
    }
    Ok(fs::write(svg, plot::draw(&curves)?)?)
}

fn peak(program: &str, input: &Path, folder: &Path) -> Result<f64, Box<dyn Error>> {
    let mut command = Command::new(env::current_exe()?);
    command.args(["run", program]).arg(input).arg(folder.join("rows.csv"));
    let (_, said) = cost::run(command)?;
    let peak = said.notes.lines().find_map(|line| line.strip_suffix(" kB resident at most")?.parse::<f64>().ok());
    Ok(peak.ok_or("the system does not tell how much memory a process has: is it Linux?")? * 1024.0 / 1e6)
}

/// How much of this process was resident at most, in kB, where the system tells.
pub(crate) fn resident() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}
