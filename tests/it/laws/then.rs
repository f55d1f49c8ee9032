//! `then` is the body that it stands for, and an adaptor that changes nothing is not there.

use super::{
    Log, Subject,
    frames::{Place, Step, fed, program, run},
    operations, trace,
    zoo::{Guard, Outcome, Real},
};
use antiphon::{Plain, SendFirst, Starts, YieldFirst, prelude::*};
use proptest::prelude::*;
use std::convert::identity;

/// A body for each protocol that `then` can speak by: in each, a `yield_from!` and another.
macro_rules! sequence {
    ($name:ident, [$($argument:tt)*], $first_protocol:ty, $input:ty $(, #[send] $value:ident)?) => {
        #[generator($($argument)* yield = u32, throw = u32)]
        fn $name<G, H>(first: G, make: impl FnOnce(Outcome) -> H $(, #[send] $value: $input)?) -> Outcome
        where
            G: Generator<Yield = u32, Input = $input, Error = u32, Return = Outcome, Protocol = $first_protocol>,
            H: Generator<Yield = u32, Input = $input, Error = u32, Return = Outcome, Protocol: Starts<$input>>,
        {
            let returned = yield_from!(first $(, $value)?);
            yield_from!(make(returned))
        }
    };
}

sequence!(yield_first, [send = u32,], YieldFirst, u32);
sequence!(
    send_first,
    [],
    SendFirst,
    u32,
    #[send]
    value
);
sequence!(plain, [], Plain, ());
sequence!(yield_first_of_nothing, [send = (),], YieldFirst, ());

/// A program without children, as a plain generator.
#[generator(yield = u32, throw = u32)]
fn run_plain(program: Vec<Step>, log: Log) -> Outcome {
    let _guard = Guard(log, "plain");
    for (step, n) in program.into_iter().zip(0..) {
        match step {
            Step::Return => return Ok(n),
            Step::Fail => return Err(n),
            Step::Catch(rest) => match try_yield!(n) {
                Ok(()) | Err(Interrupt::Throw(_)) => {}
                Err(Interrupt::Close) if rest.is_empty() => return Ok(n + 50),
                Err(Interrupt::Close) => {
                    yield_!(n + 50);
                }
            },
            _ => yield_!(n),
        }
    }
    Ok(99)
}

/// What makes the second, by what the first returned; it holds a guard until then.
fn make<H>(second: impl FnOnce(Vec<Step>, Log) -> H, mut program: Vec<Step>, log: Log) -> impl FnOnce(Outcome) -> H {
    let guard = Guard(log.clone(), "make");
    move |returned| {
        let _guard = guard;
        log.add(format!("makes the second of {returned:?}"));
        if returned.is_err() {
            program.reverse();
        }
        second(program, log)
    }
}

/// Gives the traces of `first.then(make)` and of the body.
macro_rules! both {
    ($body:ident, $operations:expr, |$log:ident| $first:expr, $make:expr) => {
        [false, true].map(|adapted| {
            let log = Log::default();
            let $log = &log;
            let (first, make) = ($first, $make);
            let subject: Box<dyn Subject> = if adapted {
                Box::new(Box::pin(first.then(make)) as Real<_, _>)
            } else {
                Box::new($body(first, make).erased())
            };
            trace(subject, &log, $operations)
        })
    };
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn then_answers_as_a_body_that_delegates_twice(
        kind in 0..6,
        first in program(),
        second in program(),
        operations in operations(),
    ) {
        // With something that only the drop of the generator drops, and not the end of its body.
        let frames = |program, log: Log| {
            let guard = Guard(log.clone(), "generator");
            run(program, Place::Inside, log).boxed().inspect_yield(move |_| { let _ = &guard; })
        };
        let nothing = move |program, log: Log| frames(program, log).map_send(|()| 1);
        let traces = match kind {
            0 => both!(yield_first, &operations, |log| frames(first.clone(), log.clone()), make(frames, second.clone(), log.clone())),
            1 => both!(
                send_first,
                &operations,
                |log| fed(first.clone(), Place::Inside, log.clone()).boxed(),
                make(frames, second.clone(), log.clone())
            ),
            2 => both!(
                plain,
                &operations,
                |log| run_plain(first.clone(), log.clone()).boxed(),
                make(|program, log| run_plain(program, log).boxed(), second.clone(), log.clone())
            ),
            3 => both!(
                plain,
                &operations,
                |log| run_plain(first.clone(), log.clone()).boxed(),
                make(nothing, second.clone(), log.clone())
            ),
            4 => both!(
                yield_first_of_nothing,
                &operations,
                |log| nothing(first.clone(), log.clone()),
                make(nothing, second.clone(), log.clone())
            ),
            _ => both!(
                yield_first_of_nothing,
                &operations,
                |log| nothing(first.clone(), log.clone()),
                make(|program, log| run_plain(program, log).boxed(), second.clone(), log.clone())
            ),
        };
        prop_assert_eq!(&traces[0], &traces[1]);
    }

    #[test]
    fn an_adaptor_is_transparent_to_whoever_delegates_to_it(program in program(), operations in operations()) {
        #[generator(yield = u32, send = u32, throw = u32)]
        fn outer<G>(child: G, log: Log) -> Outcome
        where
            G: Generator<Yield = u32, Input = u32, Error = u32, Return = Outcome, Protocol = YieldFirst>,
        {
            let _guard = Guard(log, "outer");
            yield_from!(child)
        }
        let traces = [false, true].map(|adapted| {
            let log = Log::default();
            let child = run(program.clone(), Place::Inside, log.clone()).boxed();
            let subject: Box<dyn Subject> = if adapted {
                let child = child.map_yield(identity).map_send(identity::<u32>).map_throw(identity::<u32>);
                Box::new(outer(child.map_return(identity).inspect_yield(|_| {}), log.clone()).erased())
            } else {
                Box::new(outer(child, log.clone()).erased())
            };
            trace(subject, &log, &operations)
        });
        prop_assert_eq!(&traces[0], &traces[1]);
    }
}
