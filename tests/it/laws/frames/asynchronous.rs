//! The same of async generators, which await between their steps: inside and outside they do not differ, poll by poll, and
//! what they answer is what the same program answers that does not await.

use super::{Guard, Log, Outcome, Place, Step, both_ways, hand_on, hand_on_in_place, program};
use crate::laws::{
    Operation,
    asynchronous::{Limited, TO_ITS_END, limited_operations, trace},
    operations,
    zoo::asynchronous::{AsyncSubject, Pause},
};
use antiphon::prelude::*;
use proptest::prelude::*;

/// What all bodies of a program share: where its children are, how many polls a pause takes, what is seen, and of how many
/// steps a child is whose body does not await.
#[derive(Clone)]
struct World(Place, u32, Log, usize);

impl World {
    fn pause(&self) -> Pause {
        Pause(self.1)
    }
}

#[generator(yield = u32, send = u32, throw = u32)]
async fn run(program: Vec<Step>, world: World) -> Outcome {
    let World(place, _, log, plain) = world.clone();
    let _guard = Guard(log.clone());
    let mut sum = 0;
    for step in program {
        world.pause().await;
        match step {
            Step::Yield => sum += yield_!(sum),
            Step::Catch(cleanup) => match try_yield!(sum + 100) {
                Ok(value) => sum += value,
                Err(Interrupt::Throw(error)) => log.add(format!("caught {error}")),
                Err(Interrupt::Close) => {
                    world.pause().await;
                    return hand_on!(yield_from, place, run(cleanup, world.clone()));
                }
            },
            Step::Child(child) if child.len() == plain => {
                sum += hand_on!(yield_from, place, super::run(child, place, log.clone()))?;
            }
            Step::Wrapped(child) if child.len() == plain => {
                sum += hand_on_in_place!(yield_from, place, super::wrapped(child, place, log.clone()))?;
            }
            Step::Defended(child, cleanup) if child.len() == plain => {
                sum += hand_on_in_place!(yield_from, place, super::defended(child, cleanup, place, log.clone()))?;
            }
            Step::Fed(child) if child.len() == plain => {
                sum += hand_on!(yield_from, place, super::fed(child, place, log.clone()), sum)?;
            }
            Step::Child(child) => sum += hand_on!(yield_from, place, run(child, world.clone()))?,
            Step::TryChild(child, cleanup) => match hand_on!(try_yield_from, place, run(child, world.clone())) {
                Ok(returned) => sum += returned?,
                Err(Closed(returned)) => {
                    world.pause().await;
                    log.add(format!("closed: {returned:?}"));
                    sum += hand_on_in_place!(yield_from, place, wrapped(cleanup, world.clone()))?;
                }
            },
            Step::Wrapped(child) => sum += hand_on_in_place!(yield_from, place, wrapped(child, world.clone()))?,
            Step::TryWrapped(child, cleanup) => {
                match hand_on_in_place!(try_yield_from, place, wrapped(child, world.clone())) {
                    Ok(returned) => sum += returned?,
                    Err(Closed(returned)) => {
                        log.add(format!("closed in place: {returned:?}"));
                        return hand_on!(yield_from, place, run(cleanup, world.clone()));
                    }
                }
            }
            Step::Defended(child, cleanup) => {
                sum += hand_on_in_place!(yield_from, place, defended(child, cleanup, world.clone()))?;
            }
            Step::TryDefended(child, cleanup) => {
                match hand_on_in_place!(try_yield_from, place, defended(child, cleanup.clone(), world.clone())) {
                    Ok(returned) => sum += returned?,
                    Err(Closed(returned)) => {
                        log.add(format!("defended in place: {returned:?}"));
                        sum += hand_on_in_place!(yield_from, place, wrapped(cleanup, world.clone()))?;
                    }
                }
            }
            Step::Fed(child) => sum += hand_on!(yield_from, place, fed(child, world.clone()), sum)?,
            Step::Return => return Ok(sum),
            Step::Fail => return Err(sum),
        }
    }
    world.pause().await;
    Ok(sum)
}

#[generator(yield = u32, send = u32, throw = u32)]
async fn wrapped(program: Vec<Step>, world: World) -> Outcome {
    let World(place, _, log, _) = world.clone();
    let _guard = Guard(log.clone());
    let returned = hand_on!(yield_from, place, run(program, world.clone()));
    world.pause().await;
    log.add(format!("wrapped {returned:?}"));
    returned
}

#[generator(yield = u32, send = u32, throw = u32)]
async fn defended(program: Vec<Step>, cleanup: Vec<Step>, world: World) -> Outcome {
    let World(place, _, log, _) = world.clone();
    let _guard = Guard(log);
    let mut sum = 0;
    match try_yield!(7) {
        Ok(value) | Err(Interrupt::Throw(value)) => sum += value,
        Err(Interrupt::Close) => {
            world.pause().await;
            return hand_on!(yield_from, place, run(cleanup, world.clone()));
        }
    }
    if let Ok(returned) = hand_on!(try_yield_from, place, run(program, world.clone())) {
        return Ok(sum + returned?);
    }
    world.pause().await;
    Ok(hand_on!(yield_from, place, run(cleanup, world.clone())).map_or(sum, |more| sum + more))
}

#[generator(yield = u32, throw = u32)]
async fn fed(program: Vec<Step>, world: World, #[send] first: u32) -> Outcome {
    world.pause().await;
    let second = yield_!(first);
    Ok(second + hand_on!(yield_from, world.0, run(program, world.clone()))?)
}

/// What is seen of a program whose children are there.
fn seen(program: &[Step], (place, plain): (Place, usize), polls_a_pause: u32, operations: &[Limited]) -> Vec<String> {
    let log = Log::default();
    let world = World(place, polls_a_pause, log.clone(), plain);
    let mut subject: Box<dyn AsyncSubject> = Box::new(run(program.to_vec(), world).erased());
    trace(|operation, polls| subject.apply(operation, polls), &log, operations);
    drop(subject);
    log.0.take()
}

/// A line without what only an async generator tells: how often it may be polled, and how often it was.
fn without_polls(line: &str) -> String {
    let line = line.replace(&format!(" for {TO_ITS_END}:"), ":");
    line.split(", at poll").next().unwrap_or_default().to_string()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_async_child_inside_answers_poll_by_poll_as_one_that_is_driven_from_outside(
        program in program(), polls_a_pause in 0_u32..3, plain in 0_usize..4, operations in limited_operations(),
    ) {
        let [inside, outside] =
            [Place::Inside, Place::Outside].map(|place| seen(&program, (place, plain), polls_a_pause, &operations));
        prop_assert_eq!(inside, outside);
    }

    #[test]
    fn a_program_that_awaits_answers_as_the_same_that_does_not(
        program in program(), polls_a_pause in 0_u32..3, plain in 0_usize..4, operations in operations(),
    ) {
        let limited: Vec<_> = operations.iter().map(|operation: &Operation| (*operation, TO_ITS_END)).collect();
        let awaits = seen(&program, (Place::Inside, plain), polls_a_pause, &limited);
        let [_, does_not] = both_ways(&program, &operations);
        prop_assert_eq!(awaits.iter().map(|line| without_polls(line)).collect::<Vec<_>>(), does_not);
    }
}
