//! Every value that is sent, yielded, thrown, returned, refused or handed back is dropped exactly once, on every path.
//!
//! All sequences of six operations are run over bodies that keep, return, drop, refuse and panic, and each value
//! has an entry in a ledger that counts how often it was dropped.

mod asynchronous;

use crate::panics::caught;
use antiphon::{Protocol, SendFirst, YieldFirst, adapt::Erased, prelude::*};
use std::{cell::RefCell, rc::Rc};

/// Counts the drops of each value it has issued.
#[derive(Clone, Default)]
struct Ledger(Rc<RefCell<Vec<u32>>>);

/// A value whose drop is counted.
struct Counted {
    ledger: Ledger,
    index: usize,
}

impl Ledger {
    fn issue(&self) -> Counted {
        let mut drops = self.0.borrow_mut();
        drops.push(0);
        Counted { ledger: self.clone(), index: drops.len() - 1 }
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.ledger.0.borrow_mut()[self.index] += 1;
    }
}

/// Panics when it is dropped, unless a panic is under way.
struct Bomb(#[allow(dead_code, reason = "dropped after the panic has begun")] Counted);

impl Drop for Bomb {
    fn drop(&mut self) {
        assert!(std::thread::panicking(), "a destructor panics");
    }
}

type Outcome = Result<Counted, Counted>;
type Subject<P> = Erased<'static, Counted, Counted, Counted, Outcome, P>;

#[generator(yield = Counted, send = Counted, throw = Counted)]
fn keeps(ledger: Ledger) -> Outcome {
    let mut kept = vec![];
    loop {
        let sent = yield_!(ledger.issue());
        kept.push(sent);
        if kept.len() == 3 {
            return Ok(ledger.issue());
        }
    }
}

#[generator(yield = Counted, send = Counted, throw = Counted)]
fn catches(ledger: Ledger) -> Outcome {
    let mut last = ledger.issue();
    loop {
        match try_yield!(std::mem::replace(&mut last, ledger.issue())) {
            Ok(sent) => last = sent,
            Err(Interrupt::Throw(error)) => last = error,
            Err(Interrupt::Close) => return Err(last),
        }
    }
}

#[generator(yield = Counted, send = Counted, throw = Counted)]
fn refuses_to_end(ledger: Ledger) -> Outcome {
    let mut closes = 0;
    loop {
        match try_yield!(ledger.issue()) {
            Ok(sent) if closes == 2 => return Ok(sent),
            Err(Interrupt::Close) => closes += 1,
            _ => {}
        }
    }
}

#[generator(yield = Counted, send = Counted, throw = Counted)]
fn panics_with_a_value_in_hand(ledger: Ledger) -> Outcome {
    let _held = ledger.issue();
    let sent = yield_!(ledger.issue());
    let operand = ledger.issue();
    drop(yield_!(fails(&operand)));
    Ok(sent)
}

fn fails(_: &Counted) -> Counted {
    panic!("before the yield")
}

#[generator(yield = Counted, send = Counted, throw = Counted)]
fn panics_when_closed(ledger: Ledger) -> Outcome {
    let _bomb = Bomb(ledger.issue());
    loop {
        drop(yield_!(ledger.issue()));
    }
}

#[generator(yield = Counted, send = Counted, throw = Counted)]
fn hands_on(ledger: Ledger) -> Outcome {
    drop(yield_from!(keeps(ledger.clone())));
    match try_yield_from!(catches(ledger.clone())) {
        Ok(returned) => drop(returned),
        Err(Closed(returned)) => drop((yield_from!(catches(ledger.clone()))?, returned)),
    }
    yield_from!(refuses_to_end(ledger.clone()))
}

#[generator(yield = Counted, send = Counted, throw = Counted)]
fn hands_on_to_the_heap(ledger: Ledger) -> Outcome {
    drop(yield_from!(keeps(ledger.clone()).boxed()));
    match try_yield_from!(catches(ledger.clone()).erased()) {
        Ok(returned) => drop(returned),
        Err(Closed(returned)) => drop((yield_from!(catches(ledger.clone()).boxed())?, returned)),
    }
    yield_from!(refuses_to_end(ledger.clone()).erased())
}

#[generator(yield = Counted, send = Counted, throw = Counted)]
fn hands_on_to_one_that_panics_when_closed(ledger: Ledger) -> Outcome {
    let _held = ledger.issue();
    if try_yield!(ledger.issue()).is_ok() {
        yield_from!(panics_when_closed(ledger.clone()))
    } else {
        yield_from!(panics_when_closed(ledger.clone()).boxed())
    }
}

#[generator(yield = Counted, throw = Counted)]
fn is_sent_to_first(ledger: Ledger, #[send] first: Counted) -> Outcome {
    let second = yield_!(ledger.issue());
    let third = yield_from!(echoes(ledger.clone()), second)?;
    match try_yield_from!(echoes(ledger.clone()), third) {
        Ok(fourth) => drop(yield_from!(echoes(ledger.clone()).boxed(), fourth?)),
        Err(Closed(answer)) => drop(answer),
    }
    Ok(first)
}

#[generator(yield = Counted, throw = Counted)]
fn echoes(ledger: Ledger, #[send] first: Counted) -> Outcome {
    drop(ledger.issue());
    match try_yield!(first) {
        Ok(sent) => Ok(sent),
        Err(Interrupt::Throw(error)) => Err(error),
        Err(Interrupt::Close) => Ok(ledger.issue()),
    }
}

#[generator(yield = Counted, throw = Counted)]
fn ends_at_once(_ledger: Ledger, #[send] first: Counted) -> Outcome {
    Ok(first)
}

#[generator(yield = Counted, throw = Counted)]
fn panics_at_once(ledger: Ledger, #[send] _first: Counted) -> Outcome {
    let _held = ledger.issue();
    panic!("at once")
}

#[derive(Debug, Clone, Copy)]
enum Operation {
    Start,
    Send,
    Throw,
    Close,
}

use Operation::{Close, Send, Start, Throw};

/// How many operations a sequence has.
const LENGTH: u32 = 6;

/// Runs every sequence of operations, each over a generator of its own, and looks at the ledger after its drop.
fn exhaust<P: Protocol>(
    make: impl Fn(Ledger) -> Subject<P>,
    operations: &[Operation],
    apply: impl Fn(&mut Subject<P>, Operation, &Ledger),
) {
    for number in 0..operations.len().pow(LENGTH) {
        let sequence = (0..LENGTH).map(|place| operations[number / operations.len().pow(place) % operations.len()]);
        let ledger = Ledger::default();
        let mut generator = make(ledger.clone());
        for operation in sequence.clone() {
            // A panic is the body's own; what counts is the ledger.
            drop(caught(|| apply(&mut generator, operation, &ledger)));
        }
        drop(caught(|| drop(generator)));
        let drops = ledger.0.borrow();
        assert!(drops.iter().all(|count| *count == 1), "{:?}: {drops:?}", sequence.collect::<Vec<_>>());
    }
}

fn exhaust_yield_first(make: impl Fn(Ledger) -> Subject<YieldFirst>) {
    exhaust(make, &[Start, Send, Throw, Close], apply_yield_first);
}

/// For bodies with a destructor that panics: a function whose locals panic while it returns leaks what it returns, a
/// plain one as well, so they must not return with what is thrown.
fn exhaust_without_throw(make: impl Fn(Ledger) -> Subject<YieldFirst>) {
    exhaust(make, &[Start, Send, Close], apply_yield_first);
}

fn apply_yield_first(generator: &mut Subject<YieldFirst>, operation: Operation, ledger: &Ledger) {
    match operation {
        Start => drop(generator.start()),
        Send => drop(generator.send(ledger.issue())),
        Throw => drop(generator.throw(ledger.issue())),
        Close => drop(generator.close()),
    }
}

fn exhaust_send_first(make: impl Fn(Ledger) -> Subject<SendFirst>) {
    exhaust(make, &[Send, Throw, Close], |generator, operation, ledger| match operation {
        Start => unreachable!("a send-first generator has no start"),
        Send => drop(generator.send(ledger.issue())),
        Throw => drop(generator.throw(ledger.issue())),
        Close => drop(generator.close()),
    });
}

/// A test for each body.
macro_rules! bodies {
    ($exhaust:ident: $($body:ident),*) => {
        $(
            #[test]
            fn $body() {
                $exhaust(|ledger| super::$body(ledger).erased());
            }
        )*
    };
}

mod every_value_is_dropped_once_by_one_that {
    use super::{exhaust_send_first, exhaust_without_throw, exhaust_yield_first};

    bodies!(exhaust_yield_first: keeps, catches, refuses_to_end, panics_with_a_value_in_hand,
        hands_on, hands_on_to_the_heap);
    bodies!(exhaust_without_throw: panics_when_closed, hands_on_to_one_that_panics_when_closed);
    bodies!(exhaust_send_first: is_sent_to_first, echoes, ends_at_once, panics_at_once);
}
