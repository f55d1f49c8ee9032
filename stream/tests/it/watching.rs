//! What is seen of stages and jobs.

use antiphon_stream::{Job, Line, Lines, StageStats, Watch, prelude::*};
use indicatif::{InMemoryTerm, ProgressDrawTarget};
use std::thread;
use std::time::Duration;

const TICK: Duration = Duration::from_millis(2);

fn stage(watch: &Watch, name: &str) -> StageStats {
    watch.stages().into_iter().find(|stage| &*stage.name == name).unwrap()
}

fn work<T>(item: T) -> T {
    thread::sleep(TICK);
    item
}

#[test]
fn the_time_of_a_stage_is_that_between_its_meter_and_the_one_before() {
    let watch = Watch::new();
    let items = (0..20).map(work).meter(&watch.stage("read")).map(work).map(work).map(work);
    items.meter(&watch.stage("work")).for_each(|item| _ = work(work(item)));
    let [read, worked] = ["read", "work"].map(|name| stage(&watch, name));
    assert_eq!((read.items, worked.items), (20, 20));
    // A sleep may last longer than it should, on a machine that is busy much longer; never shorter.
    assert!(read.inside >= 20 * TICK && worked.inside >= 60 * TICK, "{read:?} {worked:?}");
    assert!(read.outside.is_zero() && worked.outside >= 40 * TICK, "{read:?} {worked:?}");
    let all = read.inside + worked.inside + worked.outside;
    assert!(all <= worked.elapsed, "no time is counted twice: {all:?} {worked:?}");
    assert_eq!(watch.table().bottleneck(), Some("work"));
}

#[test]
fn waiting_for_another_thread_is_not_work() {
    let watch = Watch::new();
    let items = (0..20).map(work).meter(&watch.stage("read")).prefetch(4).meter(&watch.stage("ahead"));
    assert_eq!(items.count(), 20);
    let [read, ahead] = ["read", "ahead"].map(|name| stage(&watch, name));
    assert!(read.inside >= 20 * TICK, "{read:?}");
    assert!(ahead.waiting >= 10 * TICK && ahead.inside < ahead.waiting, "{ahead:?}");
    assert_eq!(watch.table().bottleneck(), Some("read"));
}

#[test]
fn the_work_of_workers_is_that_of_their_stage_and_shared_among_them() {
    let watch = Watch::new();
    let items = (0..40).meter(&watch.stage("read")).par_map(2, work).ahead(10).meter(&watch.stage("work"));
    assert_eq!(items.count(), 40);
    let worked = stage(&watch, "work");
    assert_eq!(worked.workers, 2);
    assert!(worked.inside >= 40 * TICK, "{worked:?}");
    let queue = worked.queue.unwrap();
    assert!(queue.most <= 10 && queue.mean > 0.0 && queue.mean <= 10.0, "{queue:?}");
}

#[test]
fn errors_are_counted_and_stages_go_on_counting_where_they_are_made_anew() {
    let watch = Watch::new();
    for _ in 0..3 {
        let items = [Ok(1), Err("bad"), Ok(2)].into_iter().try_meter(&watch.stage("parse"));
        assert_eq!(items.flatten().meter(&watch.stage("good")).count(), 2);
    }
    let [parse, good] = ["parse", "good"].map(|name| stage(&watch, name));
    assert_eq!((parse.items, parse.errors, good.items, good.errors), (9, 3, 6, 0));
    assert!(parse.rate() > 0.0);
}

#[test]
fn the_table_has_a_line_for_each_stage_and_marks_the_one_where_most_time_goes_by() {
    let watch = Watch::new();
    let items = (0..5).meter(&watch.stage("read")).map(work).meter(&watch.stage("work"));
    items.for_each(drop);
    let table = watch.table().to_string();
    let lines: Vec<_> = table.lines().collect();
    assert_eq!(lines.len(), 4, "{table}");
    assert!(
        lines[0].starts_with("stage ") && lines[1].starts_with("read ") && lines[2].starts_with("work "),
        "{table}"
    );
    assert!(lines[3].starts_with("(behind them) "), "{table}");
    let marked: Vec<_> = lines.iter().filter(|line| line.ends_with("<- bottleneck")).collect();
    assert_eq!(marked, [&lines[2]], "{table}");
}

#[test]
fn where_whoever_takes_the_items_is_slowest_the_table_says_so() {
    let watch = Watch::new();
    (0..5).meter(&watch.stage("read")).for_each(|item| _ = work(item));
    assert_eq!(watch.table().bottleneck(), None);
    assert!(watch.table().to_string().lines().last().unwrap().ends_with("<- bottleneck"));
}

#[test]
fn a_table_of_nothing_marks_nothing() {
    let watch = Watch::new();
    let _ = watch.stage("read");
    assert!(!watch.table().to_string().contains("bottleneck"));
}

#[test]
fn the_line_shows_how_far_a_job_is_and_goes_away() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("lines");
    std::fs::write(&file, "line\n".repeat(1000)).unwrap();
    let terminal = InMemoryTerm::new(5, 100);
    let job = Job::new("count", Lines::open(&file)).state(0).checkpoint(folder.path().join("checkpoint"));
    let line = Line::draw_on(ProgressDrawTarget::term_like(Box::new(terminal.clone())), job.gauge());
    let mut seen = String::new();
    job.run(|lines, count, ()| {
        for (index, line) in lines.enumerate() {
            line?;
            *count += 1;
            while index == 900 && !seen.contains("records") {
                thread::sleep(TICK);
                seen = terminal.contents();
            }
        }
        Ok(())
    })
    .unwrap();
    drop(line);
    assert!(seen.contains('%') && seen.contains("left"), "{seen}");
    assert_eq!(terminal.contents(), "");
}
