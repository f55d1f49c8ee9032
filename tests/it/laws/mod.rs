//! Whatever is done to a generator, in whatever order: it keeps the rules.
//!
//! Random sequences of operations run over a zoo of bodies, and over a plain model of each: a closure that says what the
//! body answers, and a table of the rules that says what the caller sees.

mod adaptors;
mod asynchronous;
mod frames;
mod model;
mod then;
mod zoo;

use model::Model;
use proptest::prelude::*;
use std::{cell::RefCell, rc::Rc};

/// What is done to a generator.
#[derive(Debug, Clone, Copy)]
enum Operation {
    Start,
    Send(u32),
    Throw(u32),
    Close,
}

/// What is seen of a generator from outside: answers, statuses and drops, a line each.
#[derive(Debug, Clone, Default, PartialEq)]
struct Log(Rc<RefCell<Vec<String>>>);

impl Log {
    fn add(&self, line: impl Into<String>) {
        self.0.borrow_mut().push(line.into());
    }
}

/// A generator, or the model of one.
trait Subject {
    /// The operation, with its outcome written down.
    fn apply(&mut self, operation: Operation) -> String;
}

fn operations() -> impl Strategy<Value = Vec<Operation>> {
    let operation = prop_oneof![
        2 => Just(Operation::Start),
        8 => (0_u32..4).prop_map(Operation::Send),
        2 => (10_u32..13).prop_map(Operation::Throw),
        2 => Just(Operation::Close),
    ];
    prop::collection::vec(operation, 0..12)
}

fn trace(mut subject: Box<dyn Subject>, log: &Log, operations: &[Operation]) -> Vec<String> {
    for operation in operations {
        let outcome = subject.apply(*operation);
        log.add(format!("{operation:?}: {outcome}"));
    }
    log.add("dropped");
    drop(subject);
    log.0.take()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_generator_does_what_the_rules_say(index in 0..zoo::ZOO.len(), operations in operations()) {
        let animal = &zoo::ZOO[index];
        let (real, modelled) = (Log::default(), Log::default());
        let model = Model::new(animal, modelled.clone());
        prop_assert_eq!(
            trace((animal.make)(&real), &real, &operations),
            trace(Box::new(model), &modelled, &operations),
            "{}", animal.name
        );
    }
}

/// The random test would say little if the zoo could not do all that there is to do.
#[test]
fn the_zoo_knows_every_kind_of_outcome() {
    use Operation::{Close, Send, Start, Throw};
    let sequences =
        [vec![Send(1), Start, Send(2), Throw(10), Close], vec![Start; 9], vec![Send(3); 9], vec![Close, Close]];
    let mut seen = String::new();
    for animal in zoo::ZOO {
        for operations in &sequences {
            let log = Log::default();
            seen += &trace((animal.make)(&log), &log, operations).concat();
        }
    }
    for outcome in ["Ok(", "Refused", "Returned", "Finished", "CloseIgnored", "panicked", "drop inner"] {
        assert!(seen.contains(outcome), "{outcome} was not seen");
    }
}
