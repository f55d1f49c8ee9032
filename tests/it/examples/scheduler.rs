//! The example that schedules tasks: against Python's traces, tasks that fail, and a queue of which theory knows the mean.

#[allow(dead_code, reason = "its `main` runs as a program, below")]
#[path = "../../../examples/scheduler.rs"]
mod example;

use super::{prints, python};
use crate::{panics::caught, random::Random};
use antiphon::prelude::*;
use example::{Answer, End, Id, Request, Scheduler, Task, join, pause, sleep, spawn};
use std::{
    cell::{Cell, RefCell},
    time::Duration,
};

/// What happens, in order.
#[derive(Default)]
struct Log(RefCell<Vec<String>>);

impl Log {
    fn add(&self, line: impl Into<String>) {
        self.0.borrow_mut().push(line.into());
    }
}

/// Runs tasks that log, and says what they logged.
fn trace(tasks: impl for<'a> FnOnce(&'a Log) -> Vec<Task<'a>>) -> Vec<String> {
    let log = Log::default();
    let mut scheduler = Scheduler::default();
    for task in tasks(&log) {
        scheduler.spawn(task);
    }
    scheduler.run(|_, end| match end {
        End::Done => {}
        End::Failed(error) => log.add(format!("crashed {error}")),
        End::Panicked(message) => log.add(format!("panicked: {message}")),
    });
    drop(scheduler);
    log.0.into_inner()
}

const fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// Takes so many turns; fails at one of them, or panics.
#[generator(yield = Request<'a>, send = Answer)]
fn takes_turns<'a>(log: &'a Log, name: &'a str, turns: u32, fails: Option<u32>) -> Result<(), String> {
    for n in 0..turns {
        if fails == Some(n) {
            return Err(format!("ValueError({name}, {n})"));
        }
        log.add(format!("{name} {n}"));
        yield_from!(pause());
    }
    log.add("done");
    Ok(())
}

#[test]
fn tasks_take_turns() {
    let tasks = [("A", 3), ("B", 1), ("C", 2)];
    let got = trace(|log| tasks.map(|(name, turns)| takes_turns(log, name, turns, None).erased()).into());
    assert_eq!(got, python("SC-05"));
}

#[test]
fn a_request_is_answered_and_what_is_spawned_has_its_turn_before_the_answer() {
    #[generator(yield = Request<'a>, send = Answer)]
    fn child<'a>(log: &'a Log) -> Result<(), String> {
        yield_from!(pause());
        log.add("child runs 2");
        log.add("exit 2");
        Ok(())
    }
    #[generator(yield = Request<'a>, send = Answer)]
    fn parent<'a>(log: &'a Log) -> Result<(), String> {
        yield_from!(pause());
        log.add("main is 1");
        // The ids of the case count from one, and are those of the operating system of its source.
        let second = yield_from!(spawn(child(log).erased()));
        assert_eq!(format!("{second:?}"), "Id(1)");
        log.add("spawned 2");
        log.add("exit 1");
        Ok(())
    }
    assert_eq!(trace(|log| vec![parent(log).erased()]), python("SC-06"));
}

#[test]
fn who_joins_another_waits_for_its_end() {
    #[generator(yield = Request<'a>, send = Answer)]
    fn kid<'a>(log: &'a Log) -> Result<(), String> {
        log.add("k1");
        yield_from!(pause());
        log.add("k2");
        yield_from!(pause());
        Ok(())
    }
    #[generator(yield = Request<'a>, send = Answer)]
    fn parent<'a>(log: &'a Log) -> Result<(), String> {
        let kid = yield_from!(spawn(kid(log).erased()));
        assert_eq!(yield_from!(join(kid)), End::Done);
        log.add("kid finished");
        assert_eq!(yield_from!(join(kid)), End::Done, "and one that has ended is there at once");
        Ok(())
    }
    assert_eq!(trace(|log| vec![parent(log).erased()]), python("SC-08"));
}

#[test]
fn sleepers_wake_by_time_and_then_in_turn() {
    #[generator(yield = Request<'a>, send = Answer)]
    fn sleeper<'a>(log: &'a Log, name: &'a str, pause: u64) -> Result<(), String> {
        for _ in 0..2 {
            let now = yield_from!(sleep(seconds(pause)));
            log.add(format!("{name} {}", now.as_secs()));
        }
        Ok(())
    }
    let tasks = [("slow", 5), ("fast", 2), ("also2", 2)];
    let got = trace(|log| tasks.map(|(name, pause)| sleeper(log, name, pause).erased()).into());
    assert_eq!(got, python("SC-16"));
}

#[test]
fn a_task_that_fails_takes_no_turn_from_the_others() {
    let tasks = [("A", 3, None), ("B", 3, Some(1)), ("C", 2, None)];
    let got = trace(|log| tasks.map(|(name, turns, fails)| takes_turns(log, name, turns, fails).erased()).into());
    assert_eq!(got, python("SC-17"));
}

#[test]
fn a_task_that_panics_ends_and_whoever_joins_it_is_told() {
    #[generator(yield = Request<'a>, send = Answer)]
    fn panics<'a>(log: &'a Log) -> Result<(), String> {
        log.add("B 0");
        yield_from!(pause());
        panic!("no more");
    }
    #[generator(yield = Request<'a>, send = Answer)]
    fn joins<'a>(log: &'a Log) -> Result<(), String> {
        let panics = yield_from!(spawn(panics(log).erased()));
        let end = yield_from!(join(panics));
        log.add(format!("joined {end:?}"));
        Ok(())
    }
    let got = caught(|| trace(|log| vec![joins(log).erased(), takes_turns(log, "A", 3, None).erased()])).unwrap();
    assert_eq!(got, ["A 0", "B 0", "A 1", "panicked: no more", "A 2", "joined Panicked(\"no more\")", "done"]);
}

#[test]
fn tasks_that_wait_for_one_another_are_left_and_dropped() {
    struct Dropped<'a>(&'a Cell<u32>);
    impl Drop for Dropped<'_> {
        fn drop(&mut self) {
            self.0.set(self.0.get() + 1);
        }
    }
    #[generator(yield = Request<'a>, send = Answer)]
    fn joins<'a>(other: &'a Cell<Option<Id>>, drops: &'a Cell<u32>) -> Result<(), String> {
        let _dropped = Dropped(drops);
        yield_from!(pause());
        let other = other.get().ok_or("there is no other")?;
        yield_from!(join(other));
        Ok(())
    }
    let (first, second, drops) = (Cell::new(None), Cell::new(None), Cell::new(0));
    let mut scheduler = Scheduler::default();
    first.set(Some(scheduler.spawn(joins(&second, &drops).erased())));
    second.set(Some(scheduler.spawn(joins(&first, &drops).erased())));
    scheduler.run(|id, end| panic!("{id:?} has ended with {end:?}"));
    assert_eq!(drops.get(), 0);
    drop(scheduler);
    assert_eq!(drops.get(), 2);
}

/// A queue with one server: Poisson arrivals, exponential service of mean one second.
struct Queue {
    random: Random,
    arrivals: f64,
    until: Duration,
    customers: Cell<u32>,
    changed: Cell<Duration>,
    /// Of the number of customers, over the time.
    integral: Cell<f64>,
}

impl Queue {
    /// Of what comes after the end, only the customers are counted.
    fn change(&self, now: Duration, by: i32) {
        let now = now.min(self.until);
        let time = now.saturating_sub(self.changed.replace(now)).as_secs_f64();
        self.integral.set(self.integral.get() + time * f64::from(self.customers.get()));
        self.customers.set(self.customers.get().checked_add_signed(by).expect("nobody leaves who has not come"));
    }
}

/// Waits for the one before to leave, and is served.
#[generator(yield = Request<'a>, send = Answer)]
fn customer<'a>(queue: &'a Queue, before: Option<Id>) -> Result<(), String> {
    if let Some(before) = before {
        yield_from!(join(before));
    }
    let now = yield_from!(sleep(Duration::from_secs_f64(queue.random.exponential(1.0))));
    queue.change(now, -1);
    Ok(())
}

#[generator(yield = Request<'a>, send = Answer)]
fn arrivals<'a>(queue: &'a Queue) -> Result<(), String> {
    let mut last = None;
    loop {
        let now = yield_from!(sleep(Duration::from_secs_f64(queue.random.exponential(queue.arrivals))));
        if now > queue.until {
            queue.change(now, 0);
            return Ok(());
        }
        queue.change(now, 1);
        last = Some(yield_from!(spawn(customer(queue, last).erased())));
    }
}

/// The number in an M/M/1 queue of load ρ is ρ/(1-ρ) in the mean. Over a time T its average deviates from that by a
/// variance that tends to σ²/T, and with service of mean 1, σ² is 2ρ(1+ρ)/(1-ρ)⁴: in 2 Σ cⱼ²/(λ πⱼ), which holds for
/// every birth-death process, cⱼ = Σ (i - ρ/(1-ρ)) πᵢ over i ≤ j is -(j+1) ρʲ⁺¹. So four deviations are the tolerance:
/// one seed in some sixteen thousand is further off.
#[test]
fn the_mean_length_of_a_queue_is_that_of_theory() {
    for (load, seed) in [(0.3, 1), (0.5, 2), (0.5, 3), (0.8, 4)] {
        const TIME: u32 = 100_000;
        let queue = Queue {
            random: Random::new(seed),
            arrivals: load,
            until: seconds(TIME.into()),
            customers: Cell::new(0),
            changed: Cell::new(Duration::ZERO),
            integral: Cell::new(0.0),
        };
        let mut scheduler = Scheduler::default();
        scheduler.spawn(arrivals(&queue).erased());
        let mut ended = 0.0;
        scheduler.run(|id, end| {
            assert_eq!(*end, End::Done, "{id:?}");
            ended += 1.0;
        });
        let mean = queue.integral.get() / f64::from(TIME);
        let (theory, deviation) =
            (load / (1.0 - load), (2.0 * load * (1.0 + load) / (1.0 - load).powi(4) / f64::from(TIME)).sqrt());
        assert!((mean - theory).abs() < 4.0 * deviation, "load {load}: {mean}, and not {theory} ± {}", 4.0 * deviation);
        let (expected, spread) = (load * f64::from(TIME), (load * f64::from(TIME)).sqrt());
        assert!((ended - expected).abs() < 4.0 * spread, "load {load}: {ended} tasks, and not {expected}");
    }
}

#[test]
fn breakfast_is_made_by_tasks_that_wait_for_one_another() {
    prints(
        "scheduler",
        &[
            "        good",
            "        morning",
            "        tea",
            "        or",
            "Id(1): Done",
            "        coffee?",
            "Id(2): Done",
            " 4 min: the toast is ready",
            "Id(4): Done",
            "Id(3): Failed(\"the loaf is burnt\")",
            "        Failed(\"the loaf is burnt\")",
            "        Done",
            "Id(0): Done",
        ],
    );
}
