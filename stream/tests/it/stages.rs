//! Stages that hold records back, between a source and a checkpoint.

use antiphon::prelude::*;
use antiphon_stream::{Collect, Error, Input, Job, Lend, Lines, Outcome};
use std::iter;
use std::path::Path;
use std::sync::mpsc;
use std::thread;

/// A stage that reads ahead on a thread of its own.
fn ahead<T: Send + 'static>(records: impl Iterator<Item = T> + Send + 'static, by: usize) -> impl Iterator<Item = T> {
    let (sender, receiver) = mpsc::sync_channel(by);
    let thread = thread::spawn(move || records.map(|record| sender.send(record)).take_while(Result::is_ok).count());
    let mut thread = Some(thread);
    iter::from_fn(move || {
        receiver.recv().ok().or_else(|| {
            thread.take()?.join().unwrap();
            None
        })
    })
}

/// Copies the numbers from 0 to 999 by way of a thread, a group at a time, until it comes to `last`.
fn copied(folder: &Path, last: u64) -> Result<Outcome<u64, Collect<u64>>, Error> {
    let text: Vec<_> = (0..1000).map(|number| number.to_string()).collect();
    let input = Input::reader("numbers", std::io::Cursor::new(text.join("\n")));
    Job::new("copy", Lines::new(input).text().parse(str::parse::<u64>))
        .state(0)
        .sinks(Collect::new())
        .checkpoint(folder.join("checkpoint"))
        .every_records(70)
        .run(|numbers, groups, copy| {
            let mut numbers = ahead(numbers, 16);
            loop {
                let group = numbers.by_ref().take(8).collect::<Result<Vec<_>, _>>()?;
                if group.is_empty() {
                    return Ok(());
                }
                for number in group {
                    if number == last {
                        return Err(Error::other("the last one"));
                    }
                    copy.push(number);
                }
                *groups += 1;
            }
        })
}

#[test]
fn what_a_stage_has_read_ahead_is_in_the_checkpoint() {
    let (calm, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let undisturbed = copied(calm.path(), u64::MAX).unwrap();
    assert_eq!(undisturbed.sinks.records(), (0..1000).collect::<Vec<_>>());
    for last in [0, 1, 69, 70, 71, 300, 777, 999] {
        copied(folder.path(), last).map(|outcome| outcome.records).unwrap_err();
    }
    let disturbed = copied(folder.path(), u64::MAX).unwrap();
    assert_eq!(disturbed.sinks.records(), undisturbed.sinks.records());
    assert_eq!(disturbed.state, undisturbed.state, "groups end at the same checkpoints");
}

/// Answers each number with how far it is from the one before.
#[generator(yield = u64)]
fn steps(#[send] mut number: u64) {
    let mut before = 0;
    loop {
        let step = number - before;
        before = number;
        number = yield_!(step);
    }
}

#[test]
fn a_generator_is_a_stage() {
    let folder = tempfile::tempdir().unwrap();
    let squares = Lines::new(Input::reader("squares", &b"1\n4\n9\n16"[..])).text().parse(str::parse::<u64>);
    let outcome = Job::new("steps", squares)
        .sinks(Collect::new())
        .checkpoint(folder.path().join("checkpoint"))
        .run(|squares, (), found| {
            for step in squares.map_while(Result::ok).through(steps().boxed()) {
                found.push(step);
            }
            Ok(())
        })
        .unwrap();
    assert_eq!(outcome.sinks.into_records(), [1, 3, 5, 7]);
}
