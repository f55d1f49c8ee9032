//! Bodies that hand on: to async generators wherever they are, to those that are not async, and to iterators.

use super::{
    Body,
    by_hand::AddsByHand,
    leaves::{adds, adds_from_the_first, catches, guarded, is_stubborn, returns_at_once},
    pausing, zoo,
};
use crate::laws::{
    Log,
    model::cut::Pauses,
    zoo::{
        self as sync, Guard, Outcome,
        Signal::{self, Begin, Close},
        Step::Return,
        adds_from_the_first_model, adds_model, catches_model, guarded_model, in_turn, is_stubborn_model,
        returns_at_once_model,
    },
};
use antiphon::prelude::*;
use std::pin::pin;

/// The model of a body that hands on to one other.
fn hands_on(child: Body) -> Body {
    in_turn(vec![(child, 0)])
}

/// Bodies that hand on to one child each: `name: |pause| child;`.
macro_rules! hand_on {
    ($($name:ident: |$pause:ident| $child:expr;)*) => {
        $(
            #[generator(yield = u32, send = u32, throw = u32)]
            async fn $name($pause: u32) -> Outcome {
                yield_from!($child)
            }
        )*
    };
}

hand_on! {
    catches_in_place: |pause| catches(pause);
    catches_in_a_box: |pause| catches(pause).boxed();
    catches_erased: |pause| catches(pause).erased();
    catches_by_reference: |pause| pin!(catches(pause));
    is_stubborn_in_place: |pause| is_stubborn(pause);
    is_stubborn_in_a_box: |pause| is_stubborn(pause).boxed();
    adds_by_hand: |pause| AddsByHand::new(pause);
    adds_by_hand_in_a_box: |pause| Box::new(AddsByHand::new(pause));
    in_place_in_place: |pause| catches_in_place(pause);
    box_in_place: |pause| catches_in_a_box(pause);
    in_place_in_a_box: |pause| catches_in_place(pause).boxed();
    box_in_a_box: |pause| catches_in_a_box(pause).boxed();
    reference_in_an_erased_box: |pause| catches_by_reference(pause).erased();
    three_in_place: |pause| in_place_in_place(pause);
    three_with_a_box: |pause| in_place_in_a_box(pause);
    cleans_up_in_place: |pause| cleans_up_with_a_child(pause);
    cleans_up_in_a_box: |pause| cleans_up_with_a_child(pause).boxed();
    cleans_up_three_deep: |pause| cleans_up_in_place(pause);
    yields_while_it_cleans_up_in_place: |pause| yields_while_it_cleans_up(pause);
    yields_while_it_cleans_up_in_a_box: |pause| yields_while_it_cleans_up(pause).boxed();
    yields_while_it_cleans_up_three_deep: |pause| yields_while_it_cleans_up_in_place(pause);
    catches_without_awaiting: |_pause| sync::catches();
    catches_in_a_box_without_awaiting: |_pause| sync::catches().boxed();
    catches_erased_without_awaiting: |_pause| sync::catches().erased();
    is_stubborn_without_awaiting: |_pause| sync::is_stubborn();
    in_turn_without_awaiting: |_pause| sync::hands_on_to_many();
    by_hand_without_awaiting: |_pause| sync::hands_on_by_hand();
}

fn catches_once(pauses: &Pauses) -> Body {
    hands_on(pausing(pauses, catches_model()))
}

fn catches_twice(pauses: &Pauses) -> Body {
    hands_on(catches_once(pauses))
}

#[generator(yield = u32, send = u32, throw = u32)]
async fn hands_on_to_one(pause: u32, log: Log) -> Outcome {
    let _guard = Guard(log, "outer");
    yield_from!(catches(pause))
}

#[generator(yield = u32, send = u32, throw = u32)]
async fn is_guarded_twice(pause: u32, log: Log) -> Outcome {
    let _guard = Guard(log.clone(), "around");
    yield_from!(guarded(pause, log).boxed())
}

#[generator(yield = u32, send = u32, throw = u32)]
async fn hands_on_to_many(pause: u32) -> Outcome {
    let mut sum = 0;
    sum += yield_from!(adds(pause))?;
    sum += yield_from!(catches(pause).boxed())?;
    sum += yield_from!(adds_from_the_first(pause), 1)?;
    sum += yield_from!(sync::adds())?;
    sum += yield_from!(is_stubborn(pause).boxed())?;
    sum += yield_from!(adds_from_the_first(pause).erased(), 2)?;
    sum += yield_from!(sync::adds_from_the_first().boxed(), 3)?;
    Ok(sum)
}

fn hands_on_to_many_model(pauses: &Pauses) -> Body {
    let awaits = |model| pausing(pauses, model);
    in_turn(vec![
        (awaits(adds_model()), 0),
        (awaits(catches_model()), 0),
        (awaits(adds_from_the_first_model()), 1),
        (adds_model(), 0),
        (awaits(is_stubborn_model()), 0),
        (awaits(adds_from_the_first_model()), 2),
        (adds_from_the_first_model(), 3),
    ])
}

#[generator(yield = u32, throw = u32)]
async fn hands_on_to_an_iterator(_pause: u32) -> Outcome {
    yield_from!((5..7).into_generator());
    match try_yield_from!([8, 9].into_generator()) {
        Ok(()) => Ok(1),
        Err(Closed(returned)) => Ok(returned.map_or(2, |()| 3)),
    }
}

#[generator(yield = u32, send = u32, throw = u32)]
async fn cleans_up_with_a_child(pause: u32) -> Outcome {
    match try_yield_from!(catches(pause)) {
        Ok(returned) => returned,
        Err(Closed(returned)) => {
            let cleaned = yield_from!(returns_at_once(pause), 40)?;
            Ok(cleaned + returned.map_or(0, |outcome| outcome.unwrap_or_else(|last| last)))
        }
    }
}

#[generator(yield = u32, send = u32, throw = u32)]
async fn cleans_up_with_a_child_in_a_box(pause: u32) -> Outcome {
    match try_yield_from!(catches(pause).boxed()) {
        Ok(returned) => returned,
        Err(Closed(returned)) => {
            let cleaned = yield_from!(returns_at_once(pause).boxed(), 40)?;
            Ok(cleaned + returned.map_or(0, |outcome| outcome.unwrap_or_else(|last| last)))
        }
    }
}

fn cleans_up_model(pauses: &Pauses) -> Body {
    let mut child = pausing(pauses, catches_model());
    let mut cleanup = pausing(pauses, returns_at_once_model());
    Box::new(move |signal| match child(signal) {
        Return(Ok(last) | Err(last)) if signal == Close => {
            assert_eq!(cleanup(Begin(40)), Return(Ok(40)));
            Return(Ok(40 + last))
        }
        other => other,
    })
}

/// The closer sees what the cleanup yields, and the cleanup goes on as usual.
#[generator(yield = u32, send = u32, throw = u32)]
async fn yields_while_it_cleans_up(pause: u32) -> Outcome {
    if let Ok(returned) = try_yield_from!(catches(pause)) {
        returned
    } else {
        yield_from!(adds_from_the_first(pause), 2)
    }
}

fn yields_while_it_cleans_up_model(pauses: &Pauses) -> Body {
    let mut child = pausing(pauses, catches_model());
    let mut cleanup = pausing(pauses, adds_from_the_first_model());
    let mut cleans_up = false;
    Box::new(move |signal: Signal| {
        if cleans_up {
            return cleanup(signal);
        }
        match child(signal) {
            Return(_) if signal == Close => {
                cleans_up = true;
                cleanup(Begin(2))
            }
            other => other,
        }
    })
}

zoo! {
    catches_in_place(), catches_once, YieldFirst, [];
    catches_in_a_box(), catches_once, YieldFirst, [];
    catches_erased(), catches_once, YieldFirst, [];
    catches_by_reference(), catches_once, YieldFirst, [];
    is_stubborn_in_place(), |pauses| hands_on(pausing(pauses, is_stubborn_model())), YieldFirst, [];
    is_stubborn_in_a_box(), |pauses| hands_on(pausing(pauses, is_stubborn_model())), YieldFirst, [];
    adds_by_hand(), |pauses| hands_on(pausing(pauses, adds_model())), YieldFirst, [];
    adds_by_hand_in_a_box(), |pauses| hands_on(pausing(pauses, adds_model())), YieldFirst, [];
    in_place_in_place(), catches_twice, YieldFirst, [];
    box_in_place(), catches_twice, YieldFirst, [];
    in_place_in_a_box(), catches_twice, YieldFirst, [];
    box_in_a_box(), catches_twice, YieldFirst, [];
    reference_in_an_erased_box(), catches_twice, YieldFirst, [];
    three_in_place(), |pauses| hands_on(catches_twice(pauses)), YieldFirst, [];
    three_with_a_box(), |pauses| hands_on(catches_twice(pauses)), YieldFirst, [];
    cleans_up_with_a_child(), cleans_up_model, YieldFirst, [];
    cleans_up_with_a_child_in_a_box(), cleans_up_model, YieldFirst, [];
    cleans_up_in_place(), |pauses| hands_on(cleans_up_model(pauses)), YieldFirst, [];
    cleans_up_in_a_box(), |pauses| hands_on(cleans_up_model(pauses)), YieldFirst, [];
    cleans_up_three_deep(), |pauses| hands_on(hands_on(cleans_up_model(pauses))), YieldFirst, [];
    yields_while_it_cleans_up(), yields_while_it_cleans_up_model, YieldFirst, [];
    yields_while_it_cleans_up_in_place(), |pauses| hands_on(yields_while_it_cleans_up_model(pauses)), YieldFirst, [];
    yields_while_it_cleans_up_in_a_box(), |pauses| hands_on(yields_while_it_cleans_up_model(pauses)), YieldFirst, [];
    yields_while_it_cleans_up_three_deep(), |pauses| hands_on(hands_on(yields_while_it_cleans_up_model(pauses))),
        YieldFirst, [];
    catches_without_awaiting(), |_| hands_on(catches_model()), YieldFirst, [];
    catches_in_a_box_without_awaiting(), |_| hands_on(catches_model()), YieldFirst, [];
    catches_erased_without_awaiting(), |_| hands_on(catches_model()), YieldFirst, [];
    is_stubborn_without_awaiting(), |_| hands_on(is_stubborn_model()), YieldFirst, [];
    in_turn_without_awaiting(), |_| hands_on(sync::hands_on_to_many_model()), YieldFirst, [];
    by_hand_without_awaiting(), |_| hands_on(sync::hands_on_by_hand_model()), YieldFirst, [];
    hands_on_to_one(log), catches_once, YieldFirst, ["outer"];
    is_guarded_twice(log), |pauses| hands_on(pausing(pauses, guarded_model())), YieldFirst,
        ["inner", "outer", "around"];
    hands_on_to_many(), hands_on_to_many_model, YieldFirst, [];
    hands_on_to_an_iterator(), |_| sync::hands_on_to_an_iterator_model(), Plain, [];
}
