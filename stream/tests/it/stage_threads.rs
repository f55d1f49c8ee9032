//! The stages that work on threads of their own: how far they read ahead, and how they end.

use antiphon::prelude::*;
use antiphon_stream::{Collect, Error, Input, Job, Lines, OnError, prelude::*};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// Long enough for a thread that could do something wrong to do it.
const WHILE: Duration = Duration::from_millis(30);

/// The numbers from 0, and how many of them were read.
fn counted() -> (impl Iterator<Item = usize> + Send + 'static, Arc<AtomicUsize>) {
    let read = Arc::new(AtomicUsize::new(0));
    let count = read.clone();
    ((0..).inspect(move |_| _ = count.fetch_add(1, SeqCst)), read)
}

fn payload<T>(f: impl FnOnce() -> T) -> String {
    let payload = catch_unwind(AssertUnwindSafe(f)).err().expect("it does not panic");
    payload.downcast_ref::<String>().cloned().unwrap_or_else(|| (*payload.downcast::<&str>().unwrap()).to_owned())
}

#[test]
fn prefetch_reads_no_more_ahead_than_it_may_and_reads_that_much() {
    for n in [1, 2, 7] {
        let (numbers, read) = counted();
        let mut numbers = numbers.prefetch(n);
        assert_eq!(read.load(SeqCst), 0);
        for taken in 1..20 {
            assert_eq!(numbers.next(), Some(taken - 1));
            thread::sleep(WHILE / 10);
            assert!(read.load(SeqCst) <= taken + n, "{} of {taken} with {n} ahead", read.load(SeqCst));
        }
        until(|| read.load(SeqCst) == 19 + n);
    }
}

#[track_caller]
fn until(condition: impl Fn() -> bool) {
    for _ in 0..1000 {
        if condition() {
            return;
        }
        thread::sleep(WHILE / 3);
    }
    panic!("it has not come");
}

#[test]
fn par_map_reads_no_more_ahead_than_it_may_and_hands_on_the_rest_at_the_end() {
    for (workers, ahead) in [(1, 1), (2, 3), (3, 64), (4, 1000)] {
        let (numbers, read) = counted();
        let mut numbers = numbers.take(500).par_map(workers, |x| x).ahead(ahead);
        for taken in 0..500 {
            assert_eq!(numbers.next(), Some(taken));
            assert!(read.load(SeqCst) <= taken + 1 + ahead, "{} of {taken}, {ahead} ahead", read.load(SeqCst));
        }
        assert_eq!((numbers.next(), numbers.next()), (None, None));
    }
}

#[test]
fn workers_work_at_the_same_time() {
    let (one, other) = (Arc::new(std::sync::Barrier::new(2)), 4);
    // Each waits for another one: alone, the first would wait for ever.
    let met = (0..other).par_map(2, move |_| one.wait().is_leader()).ahead(4);
    assert_eq!(met.filter(|&leader| leader).count(), 2);
}

#[test]
fn a_panic_of_a_worker_comes_after_the_results_before_it_with_its_payload_and_nothing_after() {
    for workers in [1, 2, 4] {
        for bad in [0, 1, 100, 999] {
            let f = move |x| if x == bad { panic!("no {x}") } else { x };
            let mut results = (0..1000).par_map(workers, f);
            for x in 0..bad {
                assert_eq!(results.next(), Some(x));
            }
            assert_eq!(payload(|| results.next()), format!("no {bad}"));
            assert_eq!(results.next(), None);
        }
    }
}

#[test]
fn a_panic_of_what_is_read_ahead_comes_after_the_items_before_it_with_its_payload() {
    let numbers = || (0..10).map(|x| if x == 5 { panic!("no {x}") } else { x });
    let mut ahead = numbers().prefetch(3);
    assert_eq!(ahead.by_ref().take(5).collect::<Vec<_>>(), [0, 1, 2, 3, 4]);
    assert_eq!(payload(|| ahead.next()), "no 5");
    assert_eq!(ahead.next(), None);
    let mut batches = numbers().batch_within(3, Duration::from_hours(1));
    assert_eq!(batches.next(), Some(vec![0, 1, 2]));
    assert_eq!(payload(|| batches.next()), "no 5");
}

#[test]
fn a_panic_of_a_branch_reaches_whoever_takes_the_items_or_finishes() {
    let mut items = (0..3).tee(8, |_| panic!("no")).map(|tee: antiphon_stream::Tee<_, ()>| tee).unwrap();
    assert_eq!(payload(|| items.by_ref().count()), "no");
    assert_eq!(payload(|| items.finish()), "the branch of this tee has panicked, which was reported before");
}

#[test]
fn a_branch_that_returns_early_gets_no_more_and_holds_nobody_up() {
    let mut items = (0..100).tee(1, |copies| copies.take(3).collect::<Vec<_>>()).unwrap();
    assert_eq!(items.by_ref().count(), 100);
    assert_eq!(items.finish(), [0, 1, 2]);
}

#[test]
fn a_branch_that_is_slow_is_waited_for() {
    let (go, wait) = mpsc::channel::<()>();
    let (numbers, read) = counted();
    let mut items = numbers.tee(2, move |copies| copies.inspect(|_| wait.recv().unwrap_or(())).count()).unwrap();
    let reader = thread::spawn(move || {
        items.by_ref().take(10).for_each(drop);
        items.finish()
    });
    thread::sleep(WHILE);
    assert!(read.load(SeqCst) <= 4, "two wait, one is looked at, one is held back: {}", read.load(SeqCst));
    drop(go);
    assert_eq!(reader.join().unwrap(), 10);
}

/// Says when it is dropped, so when the thread that holds it has ended or let go.
struct Held(Arc<AtomicUsize>);

impl Drop for Held {
    fn drop(&mut self) {
        self.0.fetch_add(1, SeqCst);
    }
}

#[test]
fn dropping_a_par_map_reads_nothing_more_and_waits_for_its_workers() {
    let (numbers, read) = counted();
    let (working, begun) = mpsc::channel();
    let finished = Arc::new(AtomicUsize::new(0));
    let (f, ended) = (finished.clone(), Arc::new(AtomicUsize::new(0)));
    let held = Held(ended.clone());
    let mut results = numbers.par_map(2, move |x| {
        let _held = &held;
        if x > 0 {
            working.send(()).unwrap();
            thread::sleep(WHILE);
            f.fetch_add(1, SeqCst);
        }
    });
    results.next();
    begun.recv().unwrap();
    let before = read.load(SeqCst);
    drop(results);
    let done = finished.load(SeqCst);
    assert!((1..=3).contains(&done), "what was begun is finished, and nothing else is begun: {done}");
    assert_eq!(ended.load(SeqCst), 1, "no thread has the function any more");
    thread::sleep(2 * WHILE);
    assert_eq!((read.load(SeqCst), finished.load(SeqCst)), (before, done));
}

#[test]
fn dropping_a_prefetch_reads_nothing_more_and_waits_for_its_thread() {
    let (numbers, read) = counted();
    let ended = Arc::new(AtomicUsize::new(0));
    let held = Held(ended.clone());
    let numbers = numbers.map(move |x| (x, &raw const held as usize).0);
    let mut ahead = numbers.prefetch(4);
    ahead.next();
    drop(ahead);
    assert_eq!(ended.load(SeqCst), 1, "the thread has let go of what it read");
    let before = read.load(SeqCst);
    thread::sleep(WHILE);
    assert_eq!(read.load(SeqCst), before);
}

#[test]
fn what_was_not_handed_on_is_dropped_once() {
    let dropped = Arc::new(AtomicUsize::new(0));
    for stage in 0..2 {
        dropped.store(0, SeqCst);
        let made = Arc::new(AtomicUsize::new(0));
        let (items, count) = (dropped.clone(), made.clone());
        let items = (0..1000).map(move |_| {
            count.fetch_add(1, SeqCst);
            Held(items.clone())
        });
        if stage == 0 {
            items.par_map(3, |held| held).nth(9);
        } else {
            items.prefetch(20).nth(9);
        }
        assert_eq!(dropped.load(SeqCst), made.load(SeqCst));
    }
}

#[test]
fn a_batch_is_handed_on_when_its_time_is_over_though_the_next_item_has_not_come() {
    let (sender, items) = mpsc::channel();
    let mut batches = items.into_iter().batch_within(100, WHILE);
    (0..3).for_each(|x| sender.send(x).unwrap());
    assert_eq!(batches.next(), Some(vec![0, 1, 2]));
    sender.send(3).unwrap();
    assert_eq!(batches.next(), Some(vec![3]));
    drop(sender);
    assert_eq!(batches.next(), None);
}

#[test]
fn a_result_is_not_kept_back_until_so_many_items_as_may_be_are_read() {
    let (sender, items) = mpsc::channel();
    let (results, made) = mpsc::channel();
    let reader = thread::spawn(move || items.into_iter().par_map(2, |x| x).for_each(|x: u32| results.send(x).unwrap()));
    let mut sent = 0;
    let first = loop {
        sender.send(sent).unwrap();
        sent += 1;
        match made.recv_timeout(WHILE) {
            Err(RecvTimeoutError::Timeout) => assert!(sent < 20, "{sent} items without a result"),
            first => break first,
        }
    };
    assert_eq!(first, Ok(0));
    drop(sender);
    assert_eq!(made.iter().collect::<Vec<_>>(), (1..sent).collect::<Vec<_>>());
    reader.join().unwrap();
}

/// Answers each number with the sum so far.
#[generator(yield = u64)]
fn sums(#[send] mut number: u64) {
    let mut sum = 0;
    loop {
        sum += number;
        number = yield_!(sum);
    }
}

/// The lines of 1000 numbers, every tenth of them none, squared and grouped by whichever stages, up to one that fails.
fn job(folder: &std::path::Path, fails_at: u64) -> Result<(Vec<u64>, Vec<String>, u64), Error> {
    let text = (0..1000).map(|x| if x % 10 == 9 { format!("no {x}\n") } else { format!("{x}\n") });
    let input = Input::reader("numbers", std::io::Cursor::new(text.collect::<String>()));
    let outcome = Job::new("squares", Lines::new(input).text().located())
        .state(0)
        .sinks((Collect::new(), Collect::new()))
        .checkpoint(folder.join("checkpoint"))
        .every_records(70)
        .run(|lines, refused, (sums_of_batches, bad)| {
            let batches = lines
                .prefetch(16)
                .par_map(3, |line| line?.try_map("parse", |line| line.parse::<u64>()))
                .on_error(OnError::Route(Box::new(|record| {
                    bad.push(record.raw.clone());
                    Ok(())
                })))
                .in_state(refused)
                .batch(8);
            for batch in batches {
                let batch = batch.into_iter().collect::<Result<Vec<_>, _>>()?;
                if batch.iter().any(|line| line.record == fails_at) {
                    return Err(Error::other("it fails"));
                }
                let numbers = batch.into_iter().map(|line| line.record * line.record);
                numbers.through(sums().boxed()).for_each(|sum| sums_of_batches.push(sum));
            }
            Ok(())
        })?;
    let (sums, bad) = outcome.sinks;
    Ok((sums.into_records(), bad.into_records(), outcome.state))
}

#[test]
fn a_job_through_stages_on_threads_gives_the_same_when_it_has_failed_on_the_way() {
    let (calm, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let undisturbed = job(calm.path(), u64::MAX).unwrap();
    assert_eq!((undisturbed.0.len(), undisturbed.1.len(), undisturbed.2), (900, 100, 100));
    for fails_at in [0, 71, 300, 777, 998] {
        job(folder.path(), fails_at).unwrap_err();
    }
    assert_eq!(job(folder.path(), u64::MAX).unwrap(), undisturbed);
}

#[test]
fn a_panic_in_a_stage_of_a_job_reaches_the_caller_and_leaves_the_last_checkpoint_in_force() {
    let folder = tempfile::tempdir().unwrap();
    let run = |panics: bool| {
        let input = Input::reader("numbers", std::io::Cursor::new("1\n".repeat(100)));
        let job = Job::new("ones", Lines::new(input).text()).state(0).checkpoint(folder.path().join("checkpoint"));
        let seen = Arc::new(Mutex::new(0));
        job.every_records(10).run(|lines, sum, ()| {
            let seen = seen.clone();
            let ones = lines.par_map(2, move |line| {
                let mut seen = seen.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                *seen += 1;
                assert!(!panics || *seen < 55, "no more");
                line.map(|line| line.parse::<u64>().unwrap())
            });
            for one in ones {
                *sum += one?;
            }
            Ok(())
        })
    };
    assert_eq!(payload(|| run(true)), "no more");
    let outcome = run(false).unwrap();
    assert_eq!((outcome.state, outcome.records, outcome.resumed), (100, 100, true));
}

#[test]
fn a_job_is_told_when_a_stage_was_dropped_with_records_it_had_read() {
    let folder = tempfile::tempdir().unwrap();
    let stopped = AtomicBool::new(false);
    let lines = Lines::new(Input::reader("numbers", "1\n2\n3\n4".as_bytes())).text();
    let job = Job::new("short", lines).checkpoint(folder.path().join("checkpoint"));
    let error = job.run(|lines, (), ()| {
        stopped.store(lines.prefetch(2).next().is_some(), SeqCst);
        Ok(())
    });
    assert!(stopped.load(SeqCst));
    let text = error.unwrap_err().to_string();
    assert!(text.contains("returned before its records had ended"), "{text}");
}
