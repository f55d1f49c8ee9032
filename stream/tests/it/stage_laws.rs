//! Each stage against what it is by definition.

use antiphon_stream::{Backoff, Clock, Error, Input, Kind, Lines, OnError, prelude::*};
use proptest::prelude::*;
use std::cell::{Cell, RefCell};
use std::time::{Duration, Instant};

const SECOND: Duration = Duration::from_secs(1);

proptest! {
    #[test]
    fn batches_are_chunks(items: Vec<u8>, n in 0_usize..12) {
        let batches: Vec<_> = items.iter().copied().batch(n).collect();
        prop_assert_eq!(items.iter().batch(n).len_promised(), batches.len());
        prop_assert_eq!(batches, items.chunks(n.max(1)).map(<[_]>::to_vec).collect::<Vec<_>>());
    }

    #[test]
    fn batches_within_an_hour_are_chunks(items: Vec<u8>, n in 0_usize..12) {
        let batches: Vec<_> = items.clone().into_iter().batch_within(n, Duration::from_hours(1)).collect();
        prop_assert_eq!(batches, items.chunks(n.max(1)).map(<[_]>::to_vec).collect::<Vec<_>>());
    }

    #[test]
    fn windows_are_windows(items: Vec<u8>, n in 0_usize..12) {
        let windows: Vec<_> = items.iter().copied().window(n).collect();
        prop_assert_eq!(windows, items.windows(n.max(1)).map(<[_]>::to_vec).collect::<Vec<_>>());
    }

    #[test]
    fn windows_kept_in_the_state_go_on_wherever_the_items_are_parted(items: Vec<u8>, n in 1_usize..8, at: prop::sample::Index) {
        let (before, behind) = items.split_at(if items.is_empty() { 0 } else { at.index(items.len()) });
        let mut last = std::collections::VecDeque::new();
        let mut windows: Vec<_> = before.iter().copied().window(n).in_state(&mut last).collect();
        windows.extend(behind.iter().copied().window(n).in_state(&mut last));
        prop_assert_eq!(windows, items.windows(n).map(<[_]>::to_vec).collect::<Vec<_>>());
    }

    #[test]
    fn what_is_read_ahead_is_the_same(items: Vec<u8>, n in 0_usize..12) {
        prop_assert_eq!(items.clone().into_iter().prefetch(n).collect::<Vec<_>>(), items);
    }

    #[test]
    fn what_workers_make_is_a_map(items: Vec<u64>, workers in 0_usize..5, ahead in 0_usize..40) {
        let made: Vec<_> = items.iter().copied().par_map(workers, |x| x ^ 7).ahead(ahead).collect();
        prop_assert_eq!(made, items.iter().map(|x| x ^ 7).collect::<Vec<_>>());
    }

    #[test]
    fn both_sides_of_a_tee_have_every_item(items: Vec<u8>, ahead in 0_usize..5) {
        let mut here = items.iter().copied().tee(ahead, Iterator::collect::<Vec<_>>).unwrap();
        prop_assert_eq!(here.by_ref().collect::<Vec<_>>(), items.clone());
        prop_assert_eq!(here.finish(), items);
    }

    #[test]
    fn records_and_bad_records_come_apart_and_none_is_lost(lines in prop::collection::vec("[0-9]{1,3}|[a-z]{0,3}", 0..40)) {
        let mut bad = antiphon_stream::Collect::new();
        let good: Vec<_> = numbers(&lines.join("\n")).on_error(OnError::Route(Box::new(|record| {
            bad.push(record.raw.clone());
            Ok(())
        }))).map(Result::unwrap).collect();
        // What lies behind the last \n is no line if it is empty.
        let lines: Vec<_> = lines.join("\n").lines().map(str::to_owned).collect();
        let (right, wrong): (Vec<_>, Vec<_>) = lines.into_iter().partition(|line| line.parse::<u32>().is_ok());
        prop_assert_eq!(good, right.iter().map(|line| line.parse::<u32>().unwrap()).collect::<Vec<_>>());
        prop_assert_eq!(bad.records(), wrong);
    }
}

trait Promised {
    /// How many items an iterator says it has, where it says it exactly.
    fn len_promised(&self) -> usize;
}

impl<I: Iterator> Promised for I {
    fn len_promised(&self) -> usize {
        let (least, most) = self.size_hint();
        assert_eq!(Some(least), most);
        least
    }
}

fn numbers(text: &str) -> impl Iterator<Item = Result<u32, Error>> {
    let input = Input::reader("numbers", std::io::Cursor::new(text.to_owned()));
    Lines::new(input).text().parse(str::parse::<u32>)
}

#[test]
fn nothing_is_read_before_it_is_asked_for() {
    let read = Cell::new(0);
    let source = || (0..).inspect(|_| read.set(read.get() + 1));
    let _ = source().batch(3);
    let _ = source().window(3);
    let _ = source().par_map(2, |x| x);
    let _ = source().throttle(1, SECOND);
    let _ = source().tee(1, Iterator::count).unwrap().finish();
    assert_eq!(read.get(), 0);
    source().batch(3).next();
    assert_eq!(read.get(), 3);
}

#[test]
fn the_error_of_the_first_bad_record_is_the_last_item_where_they_stop() {
    let mut numbers = numbers("1\ntwo\n3").on_error(OnError::Stop);
    assert_eq!(numbers.next().unwrap().unwrap(), 1);
    let error = numbers.next().unwrap().unwrap_err();
    assert_eq!(error.bad_record().unwrap().raw, "two");
    assert!(numbers.next().is_none());
}

#[test]
fn the_bad_records_that_may_be_skipped_are_counted_in_the_state() {
    let mut skipped = 0;
    let mut read = |text| {
        let numbers = numbers(text).on_error(OnError::Skip { at_most: 2 }).in_state(&mut skipped);
        numbers.collect::<Result<Vec<_>, _>>()
    };
    assert_eq!(read("a\n1").unwrap(), [1]);
    assert_eq!(read("2\nb").unwrap(), [2]);
    let error = read("3\nc").unwrap_err();
    assert_eq!(error.kind(), Kind::Other, "no later stage takes it for a bad record");
    assert!(error.to_string().starts_with("3 bad records, where at most 2 may be skipped; the last one is numbers:2"));
}

#[test]
fn an_error_of_more_than_a_record_passes_every_policy_and_is_the_last() {
    let broken = || [Ok(1), Err(Error::input("cannot read it", "gone")), Ok(2)].into_iter();
    let policies: [fn() -> OnError<'static>; 3] = [
        || OnError::Stop,
        || OnError::Skip { at_most: u64::MAX },
        || OnError::Route(Box::new(|_| panic!("it is no record"))),
    ];
    for policy in policies {
        let items: Vec<_> = broken().on_error(policy()).collect();
        assert!(matches!(&items[..], [Ok(1), Err(error)] if error.kind() == Kind::Input), "{items:?}");
    }
}

#[test]
fn an_error_of_the_sink_of_bad_records_is_the_last_item() {
    let full = || OnError::Route(Box::new(|_| Err(Error::output("cannot write it", "no space"))));
    let items: Vec<_> = numbers("1\nx\n2").on_error(full()).collect();
    assert!(matches!(&items[..], [Ok(1), Err(error)] if error.kind() == Kind::Output), "{items:?}");
}

#[test]
fn a_bad_record_names_the_stage_that_refused_it_and_its_place_and_text() {
    #[derive(serde::Serialize)]
    struct Row {
        id: u32,
    }
    let lines = Lines::new(Input::reader("rows", "7\n8".as_bytes())).text().located();
    let mut rows = lines
        .try_map("parse", |line| line.parse().map(|id| Row { id }))
        .try_map("look up", |row| if row.id == 8 { Err("nobody") } else { Ok(row.id) });
    assert_eq!(rows.next().unwrap().unwrap().record, 7);
    let error = rows.next().unwrap().unwrap_err();
    assert_eq!(error.to_string(), "rows:2 (byte 2): look up: nobody");
    assert_eq!(error.bad_record().unwrap().raw, r#"{"id":8}"#);
}

/// A clock that says how long it was made to wait.
struct TestClock {
    now: Cell<Instant>,
    slept: RefCell<Vec<u64>>,
}

impl TestClock {
    fn new() -> Self {
        Self { now: Cell::new(Instant::now()), slept: RefCell::default() }
    }

    fn pass(&self, milliseconds: u64) {
        self.now.set(self.now.get() + Duration::from_millis(milliseconds));
    }
}

impl Clock for TestClock {
    fn now(&self) -> Instant {
        self.now.get()
    }

    fn sleep(&self, duration: Duration) {
        self.now.set(self.now.get() + duration);
        self.slept.borrow_mut().push(u64::try_from(duration.as_millis()).unwrap());
    }
}

#[test]
fn the_pauses_before_another_attempt_double_up_to_the_longest() {
    let milliseconds = Duration::from_millis;
    let policy = |attempts| Backoff { attempts, first: milliseconds(100), at_most: milliseconds(500) };
    let cases: [(u32, u32, &[u64], bool); 6] = [
        (5, 0, &[], true),
        (5, 1, &[100], true),
        (5, 4, &[100, 200, 400, 500], true),
        (6, 6, &[100, 200, 400, 500, 500], false),
        (1, 1, &[], false),
        (0, 1, &[], false),
    ];
    for (attempts, failures, pauses, succeeds) in cases {
        let (clock, mut tried) = (TestClock::new(), 0);
        let lines = Lines::new(Input::reader("one", "x".as_bytes())).text().located();
        let mut answers = lines
            .try_map("ask", |_| {
                tried += 1;
                if tried > failures { Ok(()) } else { Err("busy") }
            })
            .retry(policy(attempts))
            .clock(&clock);
        assert_eq!(answers.next().unwrap().is_ok(), succeeds, "{attempts} attempts, {failures} failures");
        assert_eq!(*clock.slept.borrow(), pauses, "{attempts} attempts, {failures} failures");
        assert_eq!(tried, if succeeds { failures + 1 } else { attempts.max(1) });
    }
}

#[test]
fn a_throttle_waits_for_what_is_left_of_each_interval() {
    // How long whoever takes the items works on each, in milliseconds, and how long the next is then held back.
    for (works, waits) in [(0, 250), (100, 150), (250, 0), (1000, 0)] {
        let clock = TestClock::new();
        let mut items = (0..3).throttle(4, SECOND).clock(&clock);
        items.next();
        assert_eq!(*clock.slept.borrow(), [250], "the first is held back from when it was asked for");
        for _ in 0..2 {
            clock.pass(works);
            items.next();
        }
        let expected: Vec<_> = [250, waits, waits].into_iter().filter(|&waits| waits > 0).collect();
        assert_eq!(*clock.slept.borrow(), expected);
    }
}

#[test]
fn a_throttled_item_does_not_make_up_for_one_that_was_late() {
    let clock = TestClock::new();
    let mut items = (0..3).throttle(10, SECOND).clock(&clock);
    items.next();
    clock.pass(10_000);
    items.next();
    items.next();
    assert_eq!(*clock.slept.borrow(), [100, 100]);
}
