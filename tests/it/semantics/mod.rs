//! Python's semantics, made exact: the programs that Python's traces were recorded from, in Rust.

mod adaptors;
mod async_generators;
mod case;
mod chaining;
mod close;
mod context_managers;
mod control_flow;
mod coroutines;
mod creation;
mod delegation;
mod document;
mod drop;
mod exhaustion;
mod expressions;
mod iteration;
mod leaks;
mod pipelines;
mod reentrancy;
mod returning;
mod schedulers;
mod send;
mod shared;
mod state;
mod tee;
mod throw;
mod trace;
mod value;

use case::{Case, Held, recorded};
use std::fmt::Write;

/// The cases about one subject.
struct Group {
    /// What their ids begin with.
    key: &'static str,
    title: &'static str,
    /// A group of many has them in parts.
    parts: &'static [&'static [Case]],
}

impl Group {
    fn cases(&self) -> impl Iterator<Item = &'static Case> + use<> {
        self.parts.iter().copied().flatten()
    }
}

const fn group(key: &'static str, title: &'static str, parts: &'static [&'static [Case]]) -> Group {
    Group { key, title, parts }
}

const GROUPS: &[Group] = &[
    group("CR", "creation", &[creation::CASES]),
    group("NX", "iteration", &[iteration::CASES]),
    group("TB", "control flow in the body", &[control_flow::CASES]),
    group("SD", "send", &[send::CASES]),
    group("RV", "return values", &[returning::CASES]),
    group("TH", "throw", &[throw::CASES, chaining::CASES]),
    group("CL", "close", &[close::CASES]),
    group("GC", "drop", &[drop::CASES]),
    group("YF", "delegation", delegation::CASES),
    group("RE", "re-entrancy", &[reentrancy::CASES]),
    group("SI", "leaks of the end of an iteration", &[leaks::CASES]),
    group("ST", "state", &[state::CASES]),
    group("GE", "generator expressions", &[expressions::CASES]),
    group("EX", "exhaustion", &[exhaustion::CASES]),
    group("AG", "async generators", async_generators::CASES),
    group("CO", "coroutines under await", &[coroutines::CASES]),
    group("SC", "pipelines and schedulers", &[pipelines::CASES, schedulers::CASES]),
    group("CM", "context managers", &[context_managers::CASES]),
    group("IT", "iterator adaptors", &[adaptors::CASES]),
];

/// A behaviour in the list of all of them.
struct Listed {
    id: &'static str,
    tag: &'static str,
    title: &'static str,
}

impl Listed {
    /// The key of the group it belongs to.
    fn group(&self) -> &'static str {
        &self.id[..2]
    }
}

/// Every behaviour, in order.
fn listed() -> impl Iterator<Item = Listed> {
    include_str!("../../semantics/ids.tsv").lines().map(|line| {
        let mut fields = line.split('\t');
        let mut field = || fields.next().expect("a line has an id, a tag and a title");
        Listed { id: field(), tag: field(), title: field() }
    })
}

fn held() -> impl Iterator<Item = &'static Case> {
    GROUPS.iter().flat_map(Group::cases)
}

#[test]
fn every_port_gives_the_trace_of_its_case() {
    let mut faults = String::new();
    for case in held() {
        if let Some(fault) = case.fault() {
            writeln!(faults, "{}: {fault}", case.id).expect("a string takes everything");
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}

#[test]
fn the_list_has_every_behaviour_that_was_recorded() {
    assert!(listed().map(|listed| listed.id).eq(recorded().map(|(id, _)| id)));
}

#[test]
fn every_case_of_the_list_is_held_and_no_other() {
    let mut listed: Vec<_> = listed().map(|listed| listed.id).collect();
    let mut held: Vec<_> = held().map(|case| case.id).collect();
    listed.sort_unstable();
    held.sort_unstable();
    assert_eq!(held, listed);
}

/// Where the rules of antiphon leave Python's on purpose, though an error value could say the same.
const DECIDED_OTHERWISE: &[&str] = &["YF-14"];

#[test]
fn what_python_and_rust_can_do_alike_is_held_by_the_same_trace() {
    for listed in listed().filter(|listed| matches!(listed.tag, "SAME" | "RESULT")) {
        let case = held().find(|case| case.id == listed.id).expect("each case is held");
        let same = matches!(case.held, Held::Same { .. });
        assert_eq!(same, !DECIDED_OTHERWISE.contains(&case.id), "{} differs, or does so no more", case.id);
    }
}
