//! Bodies of every kind, and what each is to answer.

pub(super) mod asynchronous;

use super::{
    Log, Operation, Subject, adaptors,
    model::{
        Body, Protocol,
        Signal::{self, Begin, Close, Sent, Thrown},
        Step::{self, Exit, Panic, Return, Yield},
    },
};
use crate::panics::caught;
use antiphon::{Gen, Plain, SendFirst, YieldFirst, adapt::Erased, prelude::*};
use std::fmt::Debug;

/// A generator and its model.
pub(super) struct Animal {
    pub(super) name: &'static str,
    pub(super) protocol: Protocol,
    pub(super) guards: &'static [&'static str],
    pub(super) make: fn(&Log) -> Box<dyn Subject>,
    pub(super) model: fn(&Log) -> Body,
}

pub(super) type Outcome = Result<u32, u32>;
pub(super) type Real<I, P> = Erased<'static, u32, I, u32, Outcome, P>;

/// Writes down its drop.
pub(super) struct Guard(pub(super) Log, pub(super) &'static str);

impl Drop for Guard {
    fn drop(&mut self) {
        self.0.add(format!("drop {}", self.1));
    }
}

fn shown<G: Generator, T: Debug>(generator: &mut G, apply: impl FnOnce(&mut G) -> T) -> String {
    let outcome = caught(|| apply(generator)).map_or_else(|_| "panicked".to_string(), |outcome| format!("{outcome:?}"));
    format!("{outcome}, {:?}", generator.status())
}

/// Applies operations to a generator, with the ways to start it and to send to it.
macro_rules! subject {
    ($protocol:ty, $input:ty, |$generator:ident, $value:ident| $start:expr, $sent:expr) => {
        impl Subject for Real<$input, $protocol> {
            fn apply(&mut self, operation: Operation) -> String {
                match operation {
                    Operation::Start => shown(self, |$generator| $start),
                    Operation::Send($value) => shown(self, |generator| generator.send($sent)),
                    Operation::Throw(error) => shown(self, |generator| generator.throw(error)),
                    Operation::Close => shown(self, |generator| generator.close()),
                }
            }
        }
    };
}

/// Printed as words and not as a string.
struct Words(&'static str);

impl Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)
    }
}

subject!(Plain, (), |generator, _value| generator.start(), ());
subject!(YieldFirst, (), |generator, _value| generator.start(), ());
subject!(YieldFirst, u32, |generator, value| generator.start(), value);
subject!(SendFirst, u32, |_generator, value| Words("has no start"), value);

#[generator(yield = u32, throw = u32)]
fn counts() -> Outcome {
    for n in 0..3 {
        yield_!(n);
    }
    Ok(3)
}

fn counts_model() -> Body {
    let mut next = 0;
    Box::new(move |signal| match signal {
        Begin(_) | Sent(_) if next < 3 => {
            next += 1;
            Yield(next - 1)
        }
        Begin(_) | Sent(_) => Return(Ok(3)),
        Thrown(error) => Return(Err(error)),
        Close => Exit,
    })
}

#[generator(yield = u32, send = u32, throw = u32)]
fn adds() -> Outcome {
    let mut sum = 0;
    while sum < 6 {
        sum += yield_!(sum);
    }
    Ok(sum)
}

fn adds_model() -> Body {
    let mut sum = 0;
    Box::new(move |signal| {
        match signal {
            Begin(_) => {}
            Sent(value) => sum += value,
            Thrown(error) => return Return(Err(error)),
            Close => return Exit,
        }
        if sum < 6 { Yield(sum) } else { Return(Ok(sum)) }
    })
}

#[generator(yield = u32, throw = u32)]
fn adds_from_the_first(#[send] first: u32) -> Outcome {
    let mut sum = first;
    while sum < 6 {
        sum += yield_!(sum);
    }
    Ok(sum)
}

fn adds_from_the_first_model() -> Body {
    let mut adds = adds_model();
    let mut begun = false;
    Box::new(move |signal| match signal {
        Begin(first) if !std::mem::replace(&mut begun, true) => {
            adds(Begin(0));
            adds(Sent(first))
        }
        _ => adds(signal),
    })
}

#[generator(yield = u32, send = u32, throw = u32)]
fn catches() -> Outcome {
    let mut last = 0;
    loop {
        match try_yield!(last) {
            Ok(3) => return Ok(last),
            Ok(value) => last = value,
            Err(Interrupt::Throw(error)) => last = error,
            Err(Interrupt::Close) => return Err(last),
        }
    }
}

fn catches_model() -> Body {
    let mut last = 0;
    Box::new(move |signal| {
        match signal {
            Begin(_) => {}
            Sent(3) => return Return(Ok(last)),
            Sent(value) | Thrown(value) => last = value,
            Close => return Return(Err(last)),
        }
        Yield(last)
    })
}

#[generator(yield = u32, send = u32, throw = u32)]
fn is_stubborn() -> Outcome {
    let mut refused = 0;
    while refused < 2 {
        if let Err(Interrupt::Close) = try_yield!(refused) {
            refused += 1;
        }
    }
    Ok(refused)
}

fn is_stubborn_model() -> Body {
    let mut refused = 0;
    Box::new(move |signal| {
        refused += u32::from(signal == Close);
        if refused < 2 { Yield(refused) } else { Return(Ok(refused)) }
    })
}

#[generator(yield = u32, send = u32, throw = u32)]
fn panics(log: Log) -> Outcome {
    let _guard = Guard(log, "inner");
    let value = yield_!(0);
    assert!(value < 2, "too much");
    yield_!(value);
    panic!("the end")
}

fn panics_model() -> Body {
    let mut sent = false;
    Box::new(move |signal| match signal {
        Begin(_) => Yield(0),
        Sent(value) if value < 2 && !std::mem::replace(&mut sent, true) => Yield(value),
        Sent(_) => Panic,
        Thrown(error) => Return(Err(error)),
        Close => Exit,
    })
}

#[generator(yield = u32, send = u32, throw = u32)]
fn guarded(log: Log) -> Outcome {
    let _outer = Guard(log.clone(), "outer");
    let _inner = Guard(log, "inner");
    Ok(yield_!(1) + yield_!(2))
}

fn guarded_model() -> Body {
    let mut sent = vec![];
    Box::new(move |signal| match signal {
        Begin(_) => Yield(1),
        Sent(value) => {
            sent.push(value);
            if sent.len() == 1 { Yield(2) } else { Return(Ok(sent.iter().sum())) }
        }
        Thrown(error) => Return(Err(error)),
        Close => Exit,
    })
}

#[generator(yield = u32, throw = u32)]
fn returns_at_once(#[send] value: u32) -> Outcome {
    Ok(value)
}

fn returns_at_once_model() -> Body {
    Box::new(|signal| match signal {
        Begin(value) => Return(Ok(value)),
        other => unreachable!("it never waits for {other:?}"),
    })
}

#[generator(yield = u32, send = u32, throw = u32)]
fn hands_on_to_one(log: Log) -> Outcome {
    let _guard = Guard(log, "outer");
    yield_from!(catches())
}

#[generator(yield = u32, send = u32, throw = u32)]
fn hands_on_to_many() -> Outcome {
    let mut sum = 0;
    sum += yield_from!(adds())?;
    sum += yield_from!(catches().boxed())?;
    sum += yield_from!(adds_from_the_first(), 1)?;
    sum += yield_from!(is_stubborn().boxed())?;
    sum += yield_from!(adds_from_the_first().erased(), 2)?;
    Ok(sum)
}

/// Hands on to each child in turn, begun with a value of its own, until one fails.
fn in_turn(children: Vec<(Body, u32)>) -> Body {
    let mut children = children.into_iter();
    let mut current = children.next();
    let mut sum = 0;
    Box::new(move |signal| {
        let mut signal = match (signal, &current) {
            (Begin(_), Some((_, first))) => Begin(*first),
            _ => signal,
        };
        loop {
            let Some((child, _)) = &mut current else { return Return(Ok(sum)) };
            match child(signal) {
                // The child that receives the close has its value discarded, and the delegator is closed all the same.
                Return(_) if signal == Close => return Exit,
                Return(Err(error)) => return Return(Err(error)),
                Return(Ok(value)) => sum += value,
                other => return other,
            }
            current = children.next();
            signal = Begin(current.as_ref().map_or(0, |(_, first)| *first));
        }
    })
}

fn hands_on_to_one_model() -> Body {
    in_turn(vec![(catches_model(), 0)])
}

fn hands_on_to_many_model() -> Body {
    in_turn(vec![
        (adds_model(), 0),
        (catches_model(), 0),
        (adds_from_the_first_model(), 1),
        (is_stubborn_model(), 0),
        (adds_from_the_first_model(), 2),
    ])
}

#[generator(yield = u32, send = u32, throw = u32)]
fn two_deep(log: Log) -> Outcome {
    let _guard = Guard(log.clone(), "middle");
    yield_from!(guarded_once(log))
}

#[generator(yield = u32, send = u32, throw = u32)]
fn three_deep(log: Log) -> Outcome {
    let _guard = Guard(log.clone(), "outer");
    yield_from!(two_deep(log))
}

#[generator(yield = u32, send = u32, throw = u32)]
fn guarded_once(log: Log) -> Outcome {
    let _guard = Guard(log, "inner");
    yield_from!(is_stubborn())
}

fn three_deep_model() -> Body {
    in_turn(vec![(is_stubborn_model(), 0)])
}

/// Written by hand: what `adds` does.
struct AddsByHand(Status, u32);

impl AddsByHand {
    fn go_on<V>(&mut self, step: Step) -> Result<u32, Stopped<Outcome, V>> {
        self.0 = Status::Finished;
        match step {
            Yield(value) => {
                self.0 = Status::Suspended;
                Ok(value)
            }
            Return(value) => Err(Stopped::Returned(value)),
            Exit | Panic => unreachable!("it does neither"),
        }
    }

    fn add(&mut self, value: u32) -> Step {
        self.1 += value;
        if self.1 < 6 { Yield(self.1) } else { Return(Ok(self.1)) }
    }
}

impl Generator for AddsByHand {
    type Yield = u32;
    type Input = u32;
    type Error = u32;
    type Return = Outcome;
    type Protocol = YieldFirst;

    fn start(&mut self) -> Result<u32, Stopped<Outcome, ()>> {
        match self.0 {
            Status::Created => self.go_on(Yield(0)),
            Status::Suspended => Err(Stopped::Refused(())),
            Status::Finished => Err(Stopped::Finished(())),
        }
    }

    fn send(&mut self, value: u32) -> Result<u32, Stopped<Outcome, u32>> {
        match self.0 {
            Status::Created => Err(Stopped::Refused(value)),
            Status::Suspended => {
                let step = self.add(value);
                self.go_on(step)
            }
            Status::Finished => Err(Stopped::Finished(value)),
        }
    }

    fn throw(&mut self, error: u32) -> Result<u32, Stopped<Outcome, u32>> {
        match std::mem::replace(&mut self.0, Status::Finished) {
            Status::Suspended => Err(Stopped::Returned(Err(error))),
            Status::Created | Status::Finished => Err(Stopped::Finished(error)),
        }
    }

    fn close(&mut self) -> Result<Option<Outcome>, CloseIgnored<u32>> {
        self.0 = Status::Finished;
        Ok(None)
    }

    fn status(&self) -> Status {
        self.0
    }
}

#[generator(yield = u32, send = u32, throw = u32)]
fn hands_on_by_hand() -> Outcome {
    Ok(yield_from!(AddsByHand(Status::Created, 0))? + yield_from!(Box::new(AddsByHand(Status::Created, 1)))?)
}

fn hands_on_by_hand_model() -> Body {
    let mut second = adds_model();
    second(Begin(0));
    let mut begun = false;
    let second: Body = Box::new(move |signal| match signal {
        // It starts from 1, but says 0 first.
        Begin(_) if !std::mem::replace(&mut begun, true) => {
            second(Sent(1));
            Yield(0)
        }
        other => second(other),
    });
    in_turn(vec![(adds_model(), 0), (second, 0)])
}

#[generator(yield = u32, throw = u32)]
fn hands_on_to_an_iterator() -> Outcome {
    yield_from!((5..7).into_generator());
    match try_yield_from!([8, 9].into_generator()) {
        Ok(()) => Ok(1),
        Err(Closed(returned)) => Ok(returned.map_or(2, |()| 3)),
    }
}

fn hands_on_to_an_iterator_model() -> Body {
    let mut values = [5, 6, 8, 9].into_iter();
    let mut last = 0;
    Box::new(move |signal| match signal {
        Begin(_) | Sent(_) => values.next().map_or(Return(Ok(1)), |value| {
            last = value;
            Yield(value)
        }),
        Thrown(error) => Return(Err(error)),
        Close if last >= 8 => Return(Ok(2)),
        Close => Exit,
    })
}

#[generator(yield = u32, send = u32, throw = u32)]
fn cleans_up_with_a_child() -> Outcome {
    match try_yield_from!(catches()) {
        Ok(returned) => returned,
        // The cleanup is begun in answer to the close, so its value is not discarded.
        Err(Closed(returned)) => {
            let cleaned = yield_from!(returns_at_once(), 40)?;
            Ok(cleaned + returned.map_or(0, |outcome| outcome.unwrap_or_else(|last| last)))
        }
    }
}

fn cleans_up_with_a_child_model() -> Body {
    let mut child = catches_model();
    Box::new(move |signal: Signal| match child(signal) {
        Return(Ok(last) | Err(last)) if signal == Close => Return(Ok(40 + last)),
        other => other,
    })
}

/// As `counts`, in a block.
fn counts_in_a_block() -> Gen<u32, (), u32, Plain, impl Future<Output = Outcome>> {
    generate!(throw = u32, || -> Outcome {
        for n in 0..3 {
            yield n;
        }
        Ok(3)
    })
}

/// As `adds`, in a block.
fn adds_in_a_block() -> Gen<u32, u32, u32, YieldFirst, impl Future<Output = Outcome>> {
    generate!(throw = u32, || -> Outcome {
        let mut sum = 0;
        while sum < 6 {
            sum += yield sum;
        }
        Ok(sum)
    })
}

/// As `adds_from_the_first`, in a block that hands on to a block.
fn adds_from_the_first_in_a_block() -> Gen<u32, u32, u32, SendFirst, impl Future<Output = Outcome>> {
    generate!(throw = u32, |first: u32| -> Outcome {
        let inner = generate!(throw = u32, |first: u32| -> Outcome {
            let mut sum = first;
            while sum < 6 {
                sum += yield sum;
            }
            Ok(sum)
        });
        yield_from!(inner, first)
    })
}

/// As `panics`, in a block that takes its surroundings.
fn panics_in_a_block(log: Log) -> Gen<u32, u32, u32, YieldFirst, impl Future<Output = Outcome>> {
    generate!(throw = u32, move || -> Outcome {
        let _guard = Guard(log, "inner");
        let value = yield 0;
        assert!(value < 2, "too much");
        yield value;
        panic!("the end")
    })
}

/// Lists animals: `function(arguments), model, protocol, guards`. Each is there by itself, and in every adaptor.
macro_rules! zoo {
    ($($name:ident($($log:ident)?), $model:ident, $protocol:ident, $guards:expr;)*) => {
        pub(super) const ZOO: &[Animal] = &[$(
            Animal {
                name: stringify!($name),
                protocol: Protocol::$protocol,
                guards: &$guards,
                make: |_log| Box::new($name($({ let $log = _log; $log.clone() })?).erased()),
                model: |_| $model(),
            },
            zoo!(@in map_yield, Protocol::$protocol, $name($($log)?), $model, $protocol, $guards),
            zoo!(@in map_send, adaptors::protocol_of_map_send(Protocol::$protocol), $name($($log)?), $model, $protocol, $guards),
            zoo!(@in map_throw, Protocol::$protocol, $name($($log)?), $model, $protocol, $guards),
            zoo!(@in map_return, Protocol::$protocol, $name($($log)?), $model, $protocol, $guards),
            zoo!(@in inspect_yield, Protocol::$protocol, $name($($log)?), $model, $protocol, $guards),
        )*];
    };
    (@in $adaptor:ident, $outer:expr, $name:ident($($log:ident)?), $model:ident, $protocol:ident, $guards:expr) => {
        Animal {
            name: concat!(stringify!($name), ".", stringify!($adaptor)),
            protocol: $outer,
            guards: &$guards,
            make: |log| Box::new(adaptors::real::$adaptor($name($({ let $log = log; $log.clone() })?).boxed(), log)),
            model: |log| adaptors::model::$adaptor($model(), Protocol::$protocol, log),
        }
    };
}

zoo! {
    counts(), counts_model, Plain, [];
    adds(), adds_model, YieldFirst, [];
    adds_from_the_first(), adds_from_the_first_model, SendFirst, [];
    catches(), catches_model, YieldFirst, [];
    is_stubborn(), is_stubborn_model, YieldFirst, [];
    panics(log), panics_model, YieldFirst, ["inner"];
    guarded(log), guarded_model, YieldFirst, ["inner", "outer"];
    returns_at_once(), returns_at_once_model, SendFirst, [];
    hands_on_to_one(log), hands_on_to_one_model, YieldFirst, ["outer"];
    hands_on_to_many(), hands_on_to_many_model, YieldFirst, [];
    three_deep(log), three_deep_model, YieldFirst, ["inner", "middle", "outer"];
    hands_on_by_hand(), hands_on_by_hand_model, YieldFirst, [];
    hands_on_to_an_iterator(), hands_on_to_an_iterator_model, Plain, [];
    counts_in_a_block(), counts_model, Plain, [];
    adds_in_a_block(), adds_model, YieldFirst, [];
    adds_from_the_first_in_a_block(), adds_from_the_first_model, SendFirst, [];
    panics_in_a_block(log), panics_model, YieldFirst, ["inner"];
    cleans_up_with_a_child(), cleans_up_with_a_child_model, YieldFirst, [];
}
