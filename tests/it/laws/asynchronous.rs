//! Async generators keep the rules as well: when each operation is awaited, and when some are dropped half-way.
//!
//! Dropped before its first poll, an operation has not happened. Dropped later, it is brought to its end by the next one,
//! which drops its answer; and one that is dropped meanwhile has not happened either.

use super::{
    Log, Operation,
    model::{Protocol, cut::CutModel},
    operations,
    zoo::asynchronous::{AsyncAnimal, AsyncSubject, animals},
};
use proptest::prelude::*;

/// An operation, and how often it is polled at most.
pub(super) type Limited = (Operation, u32);

pub(super) const TO_ITS_END: u32 = 1000;

/// Each operation is awaited, or dropped after a few polls.
pub(super) fn limited_operations() -> impl Strategy<Value = Vec<Limited>> {
    let polls = prop_oneof![2 => Just(TO_ITS_END), 3 => 0_u32..4];
    (operations(), prop::collection::vec(polls, 12))
        .prop_map(|(operations, polls)| operations.into_iter().zip(polls).collect())
}

pub(super) fn trace(mut apply: impl FnMut(Operation, u32) -> String, log: &Log, operations: &[Limited]) {
    for (operation, polls) in operations {
        let outcome = apply(*operation, *polls);
        log.add(format!("{operation:?} for {polls}: {outcome}"));
    }
    log.add("dropped");
}

/// What the animal does, and what it is to do.
fn both(animal: &AsyncAnimal, polls_a_pause: u32, mut operations: Vec<Limited>) -> [Vec<String>; 2] {
    if animal.protocol == Protocol::SendFirst {
        operations.retain(|(operation, _)| !matches!(operation, Operation::Start));
    }
    let (real, modelled) = (Log::default(), Log::default());
    let mut subject: Box<dyn AsyncSubject> = (animal.make)(&real, polls_a_pause);
    let mut model = CutModel::new(animal.protocol, animal.guards, animal.model, polls_a_pause, modelled.clone());
    trace(|operation, polls| subject.apply(operation, polls), &real, &operations);
    trace(|operation, polls| model.apply(operation, polls), &modelled, &operations);
    drop((subject, model));
    [real.0.take(), modelled.0.take()]
}

fn animal() -> impl Strategy<Value = &'static AsyncAnimal> {
    prop::sample::select(animals().collect::<Vec<_>>())
}

/// The random tests would say little if the operations were never cut where it matters.
#[test]
fn the_zoo_is_cut_short_in_each_way() {
    use Operation::{Close, Send, Start};
    let animal = animals().find(|animal| animal.name == "hands_on_to_one").expect("it is in the zoo");
    // Not polled; taken and cut; cut while it brings that to its end; and the next, which does.
    let operations = vec![(Start, 0), (Start, 1), (Send(2), 1), (Send(1), 3), (Close, 1)];
    let [real, modelled] = both(animal, 2, operations);
    assert_eq!(real, modelled);
    assert_eq!(
        real,
        [
            "Start for 0: cut, Created",
            "Start for 1: cut, Suspended",
            "Send(2) for 1: cut, Suspended",
            "Send(1) for 3: Ok(1), Suspended, at poll 3",
            "Close for 1: cut, Suspended",
            "dropped",
            "drop outer",
        ]
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_async_generator_does_what_the_rules_say(
        animal in animal(), polls_a_pause in 0_u32..3, operations in operations(),
    ) {
        let operations = operations.into_iter().map(|operation| (operation, TO_ITS_END)).collect();
        let [real, modelled] = both(animal, polls_a_pause, operations);
        prop_assert_eq!(real, modelled, "{}", animal.name);
    }

    #[test]
    fn an_operation_that_is_dropped_is_brought_to_its_end_by_the_next(
        animal in animal(), polls_a_pause in 0_u32..3, operations in limited_operations(),
    ) {
        let [real, modelled] = both(animal, polls_a_pause, operations);
        prop_assert_eq!(real, modelled, "{}", animal.name);
    }
}
