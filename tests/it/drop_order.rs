//! A body drops what it holds in the order in which a plain function does.
//!
//! Each case is written once and made twice, as a function and as a generator that yields in the middle of it. Both
//! write what happens into a log; only the yield is left out of the function.

use antiphon::prelude::*;
use std::{
    cell::RefCell,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::pin,
    rc::Rc,
};

#[derive(Debug, Clone, Default)]
struct Log(Rc<RefCell<Vec<&'static str>>>);

impl Log {
    fn note(&self, name: &'static str) -> Noted {
        Noted { name, log: self.clone() }
    }

    fn write(&self, line: &'static str) {
        self.0.borrow_mut().push(line);
    }

    fn lines(&self) -> Vec<&'static str> {
        self.0.take()
    }
}

/// Writes its name when it is dropped.
#[derive(Debug)]
struct Noted {
    name: &'static str,
    log: Log,
}

impl Noted {
    fn len(&self) -> usize {
        self.name.len()
    }

    fn fails(&self) -> Result<usize, usize> {
        Err(self.len())
    }
}

impl Drop for Noted {
    fn drop(&mut self) {
        self.log.write(self.name);
    }
}

/// A case: the same parameters and body, as a function and as a generator. `pause!()` is nothing in the one and a yield
/// in the other.
macro_rules! case {
    ($name:ident($($parameters:tt)*) $body:tt) => {
        mod $name {
            #[allow(unused_imports, reason = "not every case needs them")]
            use super::*;

            mod plain {
                #[allow(unused_imports, reason = "not every case needs them")]
                use super::*;

                macro_rules! pause {
                    () => {};
                }

                #[allow(unused, clippy::all, clippy::pedantic, reason = "what is unused or odd is dropped too")]
                pub(in super::super) fn run($($parameters)*) -> Result<usize, usize> $body
            }

            mod yielding {
                #[allow(unused_imports, reason = "not every case needs them")]
                use super::*;

                macro_rules! pause {
                    () => {
                        yield_!();
                    };
                }

                #[allow(unused, clippy::all, clippy::pedantic, reason = "what is unused or odd is dropped too")]
                #[generator]
                pub(in super::super) fn run($($parameters)*) -> Result<usize, usize> $body
            }

            pub(super) use plain::run as function;
            pub(super) use yielding::run as resumable;
        }
    };
}

case! { unused_arguments(log: &Log, first: Noted, _: Noted, _third: Noted, last: Noted) {
    pause!();
    log.write("body");
    Ok(1)
} }

case! { patterns(log: &Log, (one, _): (Noted, Noted), [.., two]: [Noted; 2], ref three: Noted, (_, mut four): (Noted, Noted)) {
    let (five, _) = (log.note("five"), log.note("not bound"));
    pause!();
    let _ = log.note("at once");
    let _six = log.note("six");
    four.name = "four";
    log.write("body");
    Ok(three.len())
} }

case! { moved(log: &Log, kept: Noted, moved: Noted) {
    let local = log.note("local");
    pause!();
    drop(moved);
    let shadow = log.note("shadowed");
    let shadow = log.note("shadowing");
    {
        let _inner = log.note("inner");
        pause!();
    }
    log.write("body");
    Ok(local.len())
} }

case! { temporaries(log: &Log, argument: Noted) {
    let local = log.note("local");
    pause!();
    log.note("temporary of a statement").len();
    match log.note("temporary of a match").len() {
        0 => {}
        _ => {
            pause!();
            log.write("arm");
        }
    }
    if log.note("temporary of a condition").len() > 0 {
        log.write("then");
    }
    Ok(log.note("temporary of the tail").len())
} }

case! { early(log: &Log, argument: Noted) {
    let local = log.note("local");
    pause!();
    for _ in 0..2 {
        let _inner = log.note("inner");
        return Ok(log.note("temporary of the return").len());
    }
    log.write("not reached");
    Ok(1)
} }

case! { failing(log: &Log, argument: Noted, _: Noted) {
    let local = log.note("local");
    pause!();
    let _unused = (log.note("before"), log.note("temporary").fails()?, log.note("not made"));
    log.write("not reached");
    Ok(1)
} }

case! { panicking(log: &Log, argument: Noted, (_, part): (Noted, Noted)) {
    let local = log.note("local");
    pause!();
    let _before = log.note("before");
    if local.len() > 0 {
        panic!("as the case says");
    }
    Ok(1)
} }

struct Owner {
    noted: Noted,
    log: Log,
}

impl Owner {
    fn new(log: &Log) -> Self {
        Self { noted: log.note("self"), log: log.clone() }
    }

    #[allow(unused_variables, clippy::needless_pass_by_value, reason = "what is unused is dropped too")]
    fn plain(self, argument: Noted) -> usize {
        let local = self.log.note("local");
        self.noted.len()
    }

    #[allow(unused_variables, reason = "what is unused is dropped too")]
    #[generator]
    fn yielding(self, argument: Noted) -> usize {
        let local = self.log.note("local");
        yield_!();
        self.noted.len()
    }

    #[allow(
        unused_variables,
        clippy::needless_pass_by_value,
        clippy::unused_self,
        reason = "what is unused is dropped too"
    )]
    fn plain_unused(self, argument: Noted) {}

    #[allow(unused_variables, clippy::unused_self, reason = "what is unused is dropped too")]
    #[generator]
    fn yielding_unused(self, argument: Noted) {
        yield_!();
    }
}

/// Drives a generator to its end.
fn exhaust<G>(generator: G) -> Option<G::Return>
where
    G: Generator<Input = (), Protocol = antiphon::Plain>,
{
    let mut generator = generator.returning();
    generator.by_ref().for_each(drop);
    generator.into_return()
}

/// What `run` writes, a panic included.
fn lines_of<T>(log: &Log, run: impl FnOnce() -> T) -> Vec<&'static str> {
    if catch_unwind(AssertUnwindSafe(|| drop(run()))).is_err() {
        log.write("panic");
    }
    log.lines()
}

/// Compares both sides of cases with these arguments.
macro_rules! same {
    ($log:ident, $($case:ident($($argument:expr),*)),* $(,)?) => {
        $(
            let $log = Log::default();
            let function = lines_of(&$log, || $case::function(&$log, $($argument),*));
            let generator = lines_of(&$log, || exhaust(pin!($case::resumable(&$log, $($argument),*))));
            assert!(!function.is_empty());
            assert_eq!(generator, function, "{}", stringify!($case));
            // Every argument is dropped, and only once, whenever the generator is.
            for yields in 0..2 {
                let mut dropped = lines_of(&$log, || {
                    let mut generator = pin!($case::resumable(&$log, $($argument),*));
                    generator.by_ref().take(yields).for_each(drop);
                });
                let mut made = lines_of(&$log, || drop(($($argument,)*)));
                dropped.retain(|line| made.contains(line));
                dropped.sort_unstable();
                made.sort_unstable();
                assert_eq!(dropped, made, "{}, dropped after {yields} yields", stringify!($case));
            }
        )*
    };
}

#[test]
fn a_body_drops_what_it_holds_as_a_function_does() {
    same! {
        log,
        unused_arguments(log.note("first"), log.note("second"), log.note("third"), log.note("last")),
        patterns(
            (log.note("one"), log.note("beside one")),
            [log.note("before two"), log.note("two")],
            log.note("three"),
            (log.note("beside four"), log.note("four"))
        ),
        moved(log.note("kept"), log.note("moved")),
        temporaries(log.note("argument")),
        early(log.note("argument")),
        failing(log.note("argument"), log.note("unnamed")),
        panicking(log.note("argument"), (log.note("beside"), log.note("part"))),
    }
}

#[test]
fn self_is_dropped_as_the_first_argument_is() {
    let log = Log::default();
    let function = lines_of(&log, || Owner::new(&log).plain(log.note("argument")));
    assert_eq!(function, ["local", "argument", "self"]);
    assert_eq!(lines_of(&log, || exhaust(pin!(Owner::new(&log).yielding(log.note("argument"))))), function);
    let function = lines_of(&log, || Owner::new(&log).plain_unused(log.note("argument")));
    assert_eq!(lines_of(&log, || exhaust(pin!(Owner::new(&log).yielding_unused(log.note("argument"))))), function);
}

#[test]
fn a_generator_that_is_never_begun_drops_its_arguments() {
    let log = Log::default();
    let mut lines = lines_of(&log, || drop(Owner::new(&log).yielding_unused(log.note("argument"))));
    lines.sort_unstable();
    assert_eq!(lines, ["argument", "self"]);
}
