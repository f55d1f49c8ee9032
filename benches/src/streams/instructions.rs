//! Instructions a line, counted by callgrind: a busy machine changes the times, but not these.

use crate::{cost, input::Form};
use antiphon_benches::report::{Table, three_digits};
use std::{env, error::Error, path::Path, process::Command};

/// The programs, and what they read.
const COUNTED: [(&str, Form); 6] = [
    ("hand", Form::Plain),
    ("hand-read-until", Form::Plain),
    ("lines", Form::Plain),
    ("job", Form::Plain),
    ("each-line", Form::Log),
    ("containing", Form::Log),
];

/// Prints a table of the instructions a line: those for twice as many lines, less those for so many.
pub(crate) fn print(folder: &Path, lines: u64) -> Result<(), Box<dyn Error>> {
    let mut table = Table::new("program");
    for (program, form) in COUNTED {
        let few = collected(program, &form.file(folder, lines)?, folder)?;
        let many = collected(program, &form.file(folder, 2 * lines)?, folder)?;
        table.set(program, "instructions a line", three_digits((many - few) / lines as f64));
    }
    print!("{table}");
    Ok(())
}

fn collected(program: &str, input: &Path, folder: &Path) -> Result<f64, Box<dyn Error>> {
    let mut command = Command::new("valgrind");
    command.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]).arg(env::current_exe()?);
    command.args(["run", program]).arg(input).arg(folder.join("counted.csv"));
    let (_, said) = cost::run(command)?;
    let count = said.notes.lines().find_map(|line| line.split_once("Collected : ")?.1.trim().parse().ok());
    count.ok_or_else(|| said.notes.into())
}
