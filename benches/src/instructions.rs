//! Instructions an operation, counted by callgrind: a busy machine changes the times, but not these.

use antiphon_benches::{Contender, Kernel, kernels};
use std::{
    env,
    hint::black_box,
    io::{self, Error, ErrorKind},
    process::Command,
};

/// How often a contender runs in the two processes that are compared. What both do once, such as to load the program
/// and to build the text of `words`, cancels out.
const TIMES: [u32; 2] = [1, 3];

/// Does the work of one contender again and again, and nothing else: what the counter runs.
///
/// # Errors
///
/// If there is no such kernel or contender.
pub(crate) fn run(kernel: &str, contender: &str, times: u32) -> Result<(), String> {
    let kernels = kernels::all();
    let kernel = kernels.iter().find(|it| it.name == kernel).ok_or(format!("there is no kernel {kernel:?}"))?;
    let contender = kernel.contenders.iter().find(|it| it.name == contender);
    let contender = contender.ok_or(format!("there is no such contender of {:?}", kernel.name))?;
    for _ in 0..times {
        black_box((contender.run)());
    }
    Ok(())
}

/// Counts the instructions of one operation, by running this program under valgrind.
///
/// # Errors
///
/// If valgrind is not installed, or fails.
pub(crate) fn count(kernel: &Kernel, contender: &Contender) -> io::Result<f64> {
    let [few, many] = TIMES;
    let more = collected(kernel, contender, many)? - collected(kernel, contender, few)?;
    Ok(more / f64::from(kernel.operations * (many - few)))
}

/// All instructions of a process in which the contender runs some times.
fn collected(kernel: &Kernel, contender: &Contender, times: u32) -> io::Result<f64> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(env::current_exe()?)
        .args(["run", kernel.name, contender.name, &times.to_string()])
        .output()?;
    let log = String::from_utf8_lossy(&output.stderr);
    let count = log.lines().find_map(|line| line.split_once("Collected : ")?.1.trim().parse().ok());
    count.filter(|_| output.status.success()).ok_or_else(|| Error::new(ErrorKind::InvalidData, log.into_owned()))
}

#[cfg(test)]
mod tests {
    use super::run;

    #[test]
    fn only_a_kernel_and_a_contender_that_exist_can_be_run() {
        assert_eq!(run("counter", "hand", 1), Ok(()));
        assert!(run("counter", "nobody", 1).is_err());
        assert!(run("nothing", "hand", 1).is_err());
    }
}
