//! A process that is killed again and again, and leaves what an undisturbed one leaves.

use crate::jobs::{JOBS, Left, assert_same, prepare, process};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

const KILLS: u32 = 50;

#[test]
fn files_are_those_of_an_undisturbed_run_after_fifty_kills() {
    killed(JOBS[0]);
}

#[test]
fn tables_are_those_of_an_undisturbed_run_after_fifty_kills() {
    killed(JOBS[1]);
}

#[test]
fn a_table_and_a_file_are_those_of_an_undisturbed_run_after_fifty_kills() {
    killed(JOBS[2]);
}

/// Kills a job at random moments, gets it to its end, and compares; from the beginning again, until it was killed often
/// enough.
fn killed((job, results): (&str, Left)) {
    let calm = tempfile::tempdir().unwrap();
    prepare(calm.path());
    let begun = Instant::now();
    assert!(runs(job, calm.path(), None), "undisturbed");
    // Each run dies within a twelfth of the time the whole takes, so that there is work left for the next.
    let mut span = begun.elapsed() / 12;

    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    let mut kills = 0;
    while kills < KILLS {
        let killed = tempfile::tempdir().unwrap();
        prepare(killed.path());
        let mut done = false;
        while !done && kills < KILLS {
            random = random.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(1);
            let share = (random >> 40) as f64 / f64::from(1 << 24);
            done = runs(job, killed.path(), Some(span.mul_f64(share) + Duration::from_millis(3)));
            kills += u32::from(!done);
        }
        assert!(done || runs(job, killed.path(), None), "gone on with to the end");
        assert_same(results, calm.path(), killed.path());
        // Where it came to its end, the machine has become faster.
        span /= 2;
    }
}

/// Runs the job in a process, which is killed after `life`; whether it came to the end before.
fn runs(job: &str, folder: &Path, life: Option<Duration>) -> bool {
    let mut child = process(job, folder).spawn().unwrap();
    if let Some(life) = life {
        thread::sleep(life);
        child.kill().unwrap();
    }
    let status = child.wait().unwrap();
    // Killed by a signal it has no code; any other end than a good one is a failure of the job.
    assert!(status.success() || (life.is_some() && status.code().is_none()), "{status}");
    status.success()
}
