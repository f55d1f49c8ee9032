//! One behaviour of Python's, and how it is held.

use super::trace::Trace;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A behaviour of Python's: its id in the list, and what antiphon makes of it.
pub(super) struct Case {
    pub(super) id: &'static str,
    pub(super) held: Held,
}

/// The program of the case, written in Rust.
type Port = fn(&Trace);

/// How a case is held.
pub(super) enum Held {
    /// The port gives Python's trace, line by line, but for the lines that the compiler rules out. The note says how,
    /// where that is not plain.
    Same { port: Port, without: &'static [&'static str], note: &'static str },
    /// The port gives another trace, for this reason.
    Differs { port: Port, trace: &'static [&'static str], why: &'static str },
    /// It cannot be written: this says what does not compile, and why.
    DoesNotCompile(&'static str),
    /// Rust has nothing that the case could be about.
    DoesNotApply(&'static str),
}

/// The port gives Python's trace.
pub(super) const fn same(id: &'static str, port: Port) -> Case {
    same_without(id, &[], "", port)
}

/// The port gives Python's trace, in a way that the note explains.
pub(super) const fn same_with(id: &'static str, note: &'static str, port: Port) -> Case {
    same_without(id, &[], note, port)
}

/// The port gives Python's trace but for some lines, which are of programs that do not compile.
pub(super) const fn same_without(
    id: &'static str,
    without: &'static [&'static str],
    note: &'static str,
    port: Port,
) -> Case {
    Case { id, held: Held::Same { port, without, note } }
}

/// The port gives another trace than Python, for the reason.
pub(super) const fn differs(id: &'static str, why: &'static str, trace: &'static [&'static str], port: Port) -> Case {
    Case { id, held: Held::Differs { port, trace, why } }
}

/// The program of the case does not compile.
pub(super) const fn does_not_compile(id: &'static str, why: &'static str) -> Case {
    Case { id, held: Held::DoesNotCompile(why) }
}

/// The case is about something that Rust does not have.
pub(super) const fn does_not_apply(id: &'static str, why: &'static str) -> Case {
    Case { id, held: Held::DoesNotApply(why) }
}

/// What Python 3.13 printed: the id of each case, and the lines of its trace.
pub(super) fn recorded() -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    include_str!("../../semantics/expected-python-3.13.txt").split("=== ").skip(1).map(|section| {
        let mut lines = section.lines();
        (lines.next().expect("a section begins with its id"), lines.collect())
    })
}

impl Case {
    /// What is wrong with the case, if anything.
    pub(super) fn fault(&self) -> Option<String> {
        let (_, python) = recorded().find(|(id, _)| *id == self.id).expect("there is a trace for each id");
        match &self.held {
            Held::Same { port, without, .. } => {
                if let Some(line) = without.iter().find(|line| !python.contains(line)) {
                    return Some(format!("Python's trace has no line `{line}` that could be left out"));
                }
                let expected: Vec<_> = python.iter().copied().filter(|line| !without.contains(line)).collect();
                compare(*port, &expected)
            }
            Held::Differs { trace, .. } if *trace == python.as_slice() => {
                Some("the trace is Python's: it does not differ".into())
            }
            Held::Differs { port, trace, .. } => compare(*port, trace),
            Held::DoesNotCompile(_) | Held::DoesNotApply(_) => None,
        }
    }

    /// The cell of the document that says how the case is held.
    pub(super) fn held_by(&self) -> String {
        match &self.held {
            Held::Same { note: "", .. } => "same trace".into(),
            Held::Same { note, without: [], .. } => format!("same trace: {note}"),
            Held::Same { note, .. } => format!("same trace, but {note}"),
            Held::Differs { why, .. } => format!("differs: {why}"),
            Held::DoesNotCompile(why) => format!("does not compile: {why}"),
            Held::DoesNotApply(why) => format!("does not apply: {why}"),
        }
    }
}

/// Runs the port and says where its trace is not the expected one.
fn compare(port: Port, expected: &[&str]) -> Option<String> {
    let trace = Trace::default();
    let outcome = catch_unwind(AssertUnwindSafe(|| port(&trace)));
    let got = trace.into_lines();
    if outcome.is_ok() && got == expected {
        return None;
    }
    let panicked = if outcome.is_err() { " and panicked" } else { "" };
    Some(format!("expected\n    {}\ngot{panicked}\n    {}", expected.join("\n    "), got.join("\n    ")))
}
