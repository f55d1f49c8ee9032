//! What a process costs.

use nix::sys::{
    resource::{Usage, UsageWho, getrusage},
    time::TimeVal,
};
use std::{error::Error, process::Command, time::Instant};

/// What a process took.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cost {
    /// The time it took of the processor, user and system, in seconds: others who are at work disturb it less.
    pub(crate) processor: f64,
    /// The time that passed.
    pub(crate) elapsed: f64,
}

/// What a process said.
pub(crate) struct Said {
    pub(crate) output: String,
    /// On standard error.
    pub(crate) notes: String,
}

/// Runs a command to its end.
///
/// # Errors
///
/// Where it cannot be run, or fails.
pub(crate) fn run(mut command: Command) -> Result<(Cost, Said), Box<dyn Error>> {
    let (used, begun) = (used_by_children()?, Instant::now());
    let output = command.output().map_err(|error| format!("cannot run {command:?}: {error}"))?;
    let cost = Cost { processor: used_by_children()? - used, elapsed: begun.elapsed().as_secs_f64() };
    let said = Said { output: String::from_utf8(output.stdout)?, notes: String::from_utf8(output.stderr)? };
    if !output.status.success() {
        return Err(format!("{command:?} failed, {}: {}", output.status, said.notes).into());
    }
    Ok((cost, said))
}

/// The processor time of all processes that this one has run to their end, in seconds.
fn used_by_children() -> Result<f64, nix::Error> {
    let usage: Usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let seconds = |time: TimeVal| time.tv_sec() as f64 + time.tv_usec() as f64 / 1e6;
    Ok(seconds(usage.user_time()) + seconds(usage.system_time()))
}
