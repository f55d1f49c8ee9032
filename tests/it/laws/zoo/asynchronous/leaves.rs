//! Bodies that hand on to no other.

use super::{Pause, pausing, zoo};
use crate::laws::{
    Log,
    zoo::{
        Guard, Outcome, adds_from_the_first_model, adds_model, catches_model, counts_model, guarded_model,
        is_stubborn_model, panics_model, returns_at_once_model,
    },
};
use antiphon::prelude::*;

#[generator(yield = u32, throw = u32)]
async fn counts(pause: u32) -> Outcome {
    for n in 0..3 {
        Pause(pause).await;
        yield_!(n);
    }
    Pause(pause).await;
    Ok(3)
}

#[generator(yield = u32, send = u32, throw = u32)]
pub(super) async fn adds(pause: u32) -> Outcome {
    let mut sum = 0;
    while sum < 6 {
        Pause(pause).await;
        sum += yield_!(sum);
    }
    Pause(pause).await;
    Ok(sum)
}

#[generator(yield = u32, throw = u32)]
pub(super) async fn adds_from_the_first(pause: u32, #[send] first: u32) -> Outcome {
    let mut sum = first;
    while sum < 6 {
        Pause(pause).await;
        sum += yield_!(sum);
    }
    Pause(pause).await;
    Ok(sum)
}

#[generator(yield = u32, send = u32, throw = u32)]
pub(super) async fn catches(pause: u32) -> Outcome {
    let mut last = 0;
    let outcome = loop {
        Pause(pause).await;
        match try_yield!(last) {
            Ok(3) => break Ok(last),
            Ok(value) => last = value,
            Err(Interrupt::Throw(error)) => last = error,
            Err(Interrupt::Close) => break Err(last),
        }
    };
    Pause(pause).await;
    outcome
}

#[generator(yield = u32, send = u32, throw = u32)]
pub(super) async fn is_stubborn(pause: u32) -> Outcome {
    let mut refused = 0;
    while refused < 2 {
        Pause(pause).await;
        if let Err(Interrupt::Close) = try_yield!(refused) {
            refused += 1;
        }
    }
    Pause(pause).await;
    Ok(refused)
}

#[generator(yield = u32, send = u32, throw = u32)]
async fn panics(pause: u32, log: Log) -> Outcome {
    let _guard = Guard(log, "inner");
    Pause(pause).await;
    let value = yield_!(0);
    Pause(pause).await;
    assert!(value < 2, "too much");
    yield_!(value);
    Pause(pause).await;
    panic!("the end")
}

#[generator(yield = u32, send = u32, throw = u32)]
pub(super) async fn guarded(pause: u32, log: Log) -> Outcome {
    let _outer = Guard(log.clone(), "outer");
    let _inner = Guard(log, "inner");
    Pause(pause).await;
    let first = yield_!(1);
    Pause(pause).await;
    let second = yield_!(2);
    Pause(pause).await;
    Ok(first + second)
}

#[generator(yield = u32, throw = u32)]
pub(super) async fn returns_at_once(pause: u32, #[send] value: u32) -> Outcome {
    Pause(pause).await;
    Ok(value)
}

zoo! {
    counts(), |pauses| pausing(pauses, counts_model()), Plain, [];
    adds(), |pauses| pausing(pauses, adds_model()), YieldFirst, [];
    adds_from_the_first(), |pauses| pausing(pauses, adds_from_the_first_model()), SendFirst, [];
    catches(), |pauses| pausing(pauses, catches_model()), YieldFirst, [];
    is_stubborn(), |pauses| pausing(pauses, is_stubborn_model()), YieldFirst, [];
    panics(log), |pauses| pausing(pauses, panics_model()), YieldFirst, ["inner"];
    guarded(log), |pauses| pausing(pauses, guarded_model()), YieldFirst, ["inner", "outer"];
    returns_at_once(), |pauses| pausing(pauses, returns_at_once_model()), SendFirst, [];
}
