//! Logs that grow and are put aside.

use antiphon_stream::{Chunks, Input, Job, JsonLines, Lines, Records, Source, Stop};
use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::num::NonZero;
use std::path::Path;
use std::thread;
use std::time::{Duration, SystemTime};

fn append(path: &Path, text: &str) {
    OpenOptions::new().append(true).create(true).open(path).unwrap().write_all(text.as_bytes()).unwrap();
}

/// What is there now: a log that has nothing more ends for the moment, and is not over.
fn now<S: Source<Record = String>>(log: &mut S) -> String {
    let lines: Vec<_> = log.map(Result::unwrap).collect();
    assert!(!log.ended());
    lines.join(",")
}

/// Files that are put aside within the same tick of a clock cannot be told apart by their times.
fn older(path: &Path, seconds: u64) {
    let time = SystemTime::now() - Duration::from_secs(seconds);
    File::options().append(true).open(path).unwrap().set_modified(time).unwrap();
}

#[test]
fn a_log_is_followed_as_it_grows_and_is_put_aside() {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log");
    let mut lines = Lines::new(Input::log(&log)).text();
    assert_eq!(now(&mut lines), "", "it is not there yet");
    append(&log, "one\ntwo\nthr");
    assert_eq!(now(&mut lines), "one,two");
    append(&log, "ee\n");
    assert_eq!(now(&mut lines), "three", "a line counts once it is whole");
    append(&log, "four\nlast words");
    fs::rename(&log, folder.path().join("log.1")).unwrap();
    older(&folder.path().join("log.1"), 10);
    assert_eq!(now(&mut lines), "four", "the new one is not there yet");
    append(&log, "five\n");
    assert_eq!(now(&mut lines), "last words,five", "what has no end in a file that was put aside is whole");
    File::create(&log).unwrap();
    assert_eq!(now(&mut lines), "", "it was cut in place");
    append(&log, "six\n");
    assert_eq!(now(&mut lines), "six");
    assert_eq!((lines.place().line, lines.place().byte), (Some(1), Some(0)));
}

#[test]
fn a_log_that_was_put_aside_twice_meanwhile_is_read_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name);
    append(&file("log"), "one\ntwo\n");
    let mut lines = Lines::new(Input::log(file("log"))).text();
    assert_eq!(lines.next().unwrap().unwrap(), "one");
    let mark = lines.mark().unwrap();
    fs::rename(file("log"), file("log.2")).unwrap();
    append(&file("log.1"), "three\n");
    append(&file("log"), "four\n");
    // Neighbours that are no part of the log.
    append(&file("log.checkpoint"), "no\n");
    append(&file("log.1.gz"), "no\n");
    append(&file("other"), "no\n");
    older(&file("log.2"), 100);
    older(&file("log.1"), 50);
    let mut again = Lines::new(Input::log(file("log"))).text();
    again.resume(mark.clone()).unwrap();
    assert_eq!(now(&mut again), "two,three,four");
    fs::remove_file(file("log.2")).unwrap();
    let error = Lines::new(Input::log(file("log"))).resume(mark).unwrap_err();
    assert!(error.to_string().contains("cannot be read any more"), "{error}");
}

#[test]
fn what_needs_an_end_refuses_a_log() {
    let folder = tempfile::tempdir().unwrap();
    let log = || Input::log(folder.path().join("log"));
    let chunk = Chunks::new(log(), NonZero::new(7).unwrap()).next().unwrap();
    let row = Records::<(u8,)>::new(log()).next().unwrap();
    for error in [chunk.unwrap_err(), row.unwrap_err()] {
        assert!(error.to_string().ends_with("which can be read as lines only"), "{error}");
    }
}

#[test]
fn a_job_follows_a_log_saves_while_it_waits_and_stops_when_asked() {
    let folder = tempfile::tempdir().unwrap();
    let (log, checkpoint) = (folder.path().join("log"), folder.path().join("checkpoint"));
    let follow = |until: u64| {
        let stop = Stop::new();
        let job = Job::new("log", JsonLines::<u64>::new(Input::log(&log))).state(0).checkpoint(&checkpoint).stop(&stop);
        let gauge = job.gauge();
        let watcher = thread::spawn(move || {
            while gauge.records() < until || gauge.checkpoints() == 0 {
                thread::sleep(Duration::from_millis(5));
            }
            stop.stop();
        });
        let outcome = job
            .every_records(1_000_000)
            .run(|numbers, sum, ()| {
                for number in numbers {
                    *sum += number?;
                }
                Ok(())
            })
            .unwrap();
        watcher.join().unwrap();
        outcome
    };
    append(&log, "1\n2\n");
    let writer = thread::spawn({
        let log = log.clone();
        move || {
            thread::sleep(Duration::from_millis(300));
            append(&log, "3\n");
        }
    });
    let outcome = follow(3);
    writer.join().unwrap();
    assert_eq!((outcome.state, outcome.ended), (6, false));
    append(&log, "4\n");
    let outcome = follow(4);
    assert_eq!((outcome.state, outcome.resumed, outcome.records), (10, true, 4));
}
