//! How much memory a job takes, whatever the size of its input. Linux tells it.

#![cfg(target_os = "linux")]

use crate::jobs::measured;
use crate::records;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::fs;
use std::io::Write as _;

/// What may be resident of a process, in kB.
const MOST: u64 = 16 * 1024;

/// What is resident of a job, plain and gzip, and of a list of all records, with so many lines, in kB.
fn resident(count: u64) -> [u64; 3] {
    let folder = tempfile::tempdir().unwrap();
    let text = records::lines(count);
    let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
    gzip.write_all(text.as_bytes()).unwrap();
    fs::write(folder.path().join("log.gz"), gzip.finish().unwrap()).unwrap();
    fs::write(folder.path().join("log"), text).unwrap();
    ["log", "log.gz", "list"].map(|job| measured(job, folder.path()))
}

#[test]
fn a_job_takes_the_same_memory_for_an_input_of_any_size() {
    let (small, large) = (resident(20_000), resident(400_000));
    for (small, large) in small.into_iter().zip(large).take(2) {
        assert!(large < MOST && large < small + 1024, "{small} kB and {large} kB");
    }
    // What is not a stream shows in the same figures.
    assert!(large[2] > small[2] + 5 * 1024, "{} kB and {} kB", small[2], large[2]);
}
