//! The same of async generators, whose operations may be dropped before they are answered.

use super::{Bomb, Counted, Ledger, Outcome, fails};
use crate::panics::caught;
use antiphon::{Protocol, SendFirst, YieldFirst, adapt::AsyncErased, prelude::*};
use std::{
    pin::{Pin, pin},
    task::{Context, Poll, Waker},
};

type Subject<P> = AsyncErased<'static, Counted, Counted, Counted, Outcome, P>;

/// Gives its value at the second poll.
struct Later(Option<Counted>, bool);

fn later(value: Counted) -> Later {
    Later(Some(value), false)
}

impl Future for Later {
    type Output = Counted;

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Counted> {
        if std::mem::replace(&mut self.1, true) {
            return Poll::Ready(self.0.take().expect("it is not polled again"));
        }
        Poll::Pending
    }
}

#[generator(yield = Counted, send = Counted, throw = Counted)]
async fn keeps(ledger: Ledger) -> Outcome {
    let mut kept = vec![];
    loop {
        let answer = later(ledger.issue()).await;
        let sent = yield_!(answer);
        kept.push(later(sent).await);
        if kept.len() == 2 {
            return Ok(ledger.issue());
        }
    }
}

#[generator(yield = Counted, send = Counted, throw = Counted)]
async fn catches(ledger: Ledger) -> Outcome {
    let mut last = ledger.issue();
    loop {
        let answer = later(std::mem::replace(&mut last, ledger.issue())).await;
        match try_yield!(answer) {
            Ok(sent) => last = sent,
            Err(Interrupt::Throw(error)) => last = error,
            Err(Interrupt::Close) => return Err(later(last).await),
        }
    }
}

#[generator(yield = Counted, send = Counted, throw = Counted)]
async fn refuses_to_end(ledger: Ledger) -> Outcome {
    let mut closes = 0;
    loop {
        let answer = later(ledger.issue()).await;
        match try_yield!(answer) {
            Ok(sent) if closes == 1 => return Ok(later(sent).await),
            Err(Interrupt::Close) => closes += 1,
            _ => {}
        }
    }
}

#[generator(yield = Counted, send = Counted, throw = Counted)]
async fn panics_after_an_await(ledger: Ledger) -> Outcome {
    let _held = ledger.issue();
    let sent = yield_!(ledger.issue());
    let operand = later(ledger.issue()).await;
    drop(yield_!(fails(&operand)));
    Ok(sent)
}

#[generator(yield = Counted, send = Counted, throw = Counted)]
async fn panics_when_closed(ledger: Ledger) -> Outcome {
    let _bomb = Bomb(ledger.issue());
    loop {
        let answer = later(ledger.issue()).await;
        drop(yield_!(answer));
    }
}

#[generator(yield = Counted, send = Counted, throw = Counted)]
async fn hands_on(ledger: Ledger) -> Outcome {
    match try_yield_from!(catches(ledger.clone())) {
        Ok(returned) => drop(returned),
        Err(Closed(returned)) => drop((yield_from!(catches(ledger.clone()))?, returned)),
    }
    drop(yield_from!(keeps(ledger.clone())));
    yield_from!(refuses_to_end(ledger.clone()))
}

#[generator(yield = Counted, send = Counted, throw = Counted)]
async fn hands_on_to_the_heap(ledger: Ledger) -> Outcome {
    match try_yield_from!(catches(ledger.clone()).boxed()) {
        Ok(returned) => drop(returned),
        Err(Closed(returned)) => drop((yield_from!(catches(ledger.clone()).erased())?, returned)),
    }
    drop(yield_from!(keeps(ledger.clone()).erased()));
    yield_from!(refuses_to_end(ledger.clone()).boxed())
}

#[generator(yield = Counted, send = Counted, throw = Counted)]
async fn hands_on_by_reference(ledger: Ledger) -> Outcome {
    let mut child = pin!(catches(ledger.clone()));
    drop(yield_from!(child.as_mut()));
    yield_from!(refuses_to_end(ledger).boxed())
}

#[generator(yield = Counted, send = Counted, throw = Counted)]
async fn hands_on_to_one_that_does_not_await(ledger: Ledger) -> Outcome {
    match try_yield_from!(super::catches(ledger.clone())) {
        Ok(returned) => drop(returned),
        Err(Closed(returned)) => drop((later(ledger.issue()).await, returned)),
    }
    yield_from!(super::refuses_to_end(ledger.clone()).boxed())
}

#[generator(yield = Counted, throw = Counted)]
async fn is_sent_to_first(ledger: Ledger, #[send] first: Counted) -> Outcome {
    let first = later(first).await;
    let second = yield_!(ledger.issue());
    let third = yield_from!(echoes(ledger.clone()), second)?;
    match try_yield_from!(echoes(ledger.clone()).boxed(), third) {
        Ok(fourth) => drop(fourth),
        Err(Closed(answer)) => drop(answer),
    }
    Ok(first)
}

#[generator(yield = Counted, throw = Counted)]
async fn echoes(ledger: Ledger, #[send] first: Counted) -> Outcome {
    let first = later(first).await;
    match try_yield!(first) {
        Ok(sent) => Ok(later(sent).await),
        Err(Interrupt::Throw(error)) => Err(error),
        Err(Interrupt::Close) => Ok(later(ledger.issue()).await),
    }
}

#[derive(Debug, Clone, Copy)]
enum Operation {
    Start,
    Send,
    Throw,
    Close,
}

use Operation::{Close, Send, Start, Throw};

/// An operation, and how often it is polled at most before it is dropped.
type Limited = (Operation, u32);

/// More polls than any takes.
const TO_ITS_END: u32 = 20;

/// How many operations a sequence has.
const LENGTH: u32 = 4;

/// Polls an operation, and drops it.
fn poll<F: Future>(operation: F, polls: u32) {
    let mut operation = pin!(operation);
    for _ in 0..polls {
        if operation.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_ready() {
            return;
        }
    }
}

/// Runs every sequence of operations, each over a generator of its own, and looks at the ledger after its drop.
fn exhaust<P: Protocol>(
    make: impl Fn(Ledger) -> Subject<P>,
    operations: &[Limited],
    apply: impl Fn(&mut Subject<P>, Limited, &Ledger),
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

fn apply_yield_first(generator: &mut Subject<YieldFirst>, (operation, polls): Limited, ledger: &Ledger) {
    match operation {
        Start => poll(generator.start(), polls),
        Send => poll(generator.send(ledger.issue()), polls),
        Throw => poll(generator.throw(ledger.issue()), polls),
        Close => poll(generator.close(), polls),
    }
}

fn exhaust_yield_first(make: impl Fn(Ledger) -> Subject<YieldFirst>) {
    let operations = [
        (Start, TO_ITS_END),
        (Start, 1),
        (Send, TO_ITS_END),
        (Send, 1),
        (Send, 0),
        (Throw, TO_ITS_END),
        (Throw, 1),
        (Close, TO_ITS_END),
        (Close, 1),
    ];
    exhaust(make, &operations, apply_yield_first);
}

/// For a body with a destructor that panics, as for those that do not await.
fn exhaust_without_throw(make: impl Fn(Ledger) -> Subject<YieldFirst>) {
    let operations = [(Start, TO_ITS_END), (Send, TO_ITS_END), (Send, 1), (Close, TO_ITS_END), (Close, 1)];
    exhaust(make, &operations, apply_yield_first);
}

fn exhaust_send_first(make: impl Fn(Ledger) -> Subject<SendFirst>) {
    let operations = [(Send, TO_ITS_END), (Send, 1), (Throw, TO_ITS_END), (Throw, 1), (Close, TO_ITS_END), (Close, 1)];
    exhaust(make, &operations, |generator, (operation, polls), ledger| match operation {
        Start => unreachable!("a send-first generator has no start"),
        Send => poll(generator.send(ledger.issue()), polls),
        Throw => poll(generator.throw(ledger.issue()), polls),
        Close => poll(generator.close(), polls),
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

    bodies!(exhaust_yield_first: keeps, catches, refuses_to_end, panics_after_an_await, hands_on, hands_on_to_the_heap,
        hands_on_by_reference, hands_on_to_one_that_does_not_await);
    bodies!(exhaust_without_throw: panics_when_closed);
    bodies!(exhaust_send_first: is_sent_to_first, echoes);
}

#[test]
fn what_is_sent_by_an_operation_that_is_dropped_while_it_waits_its_turn_never_reaches_the_body() {
    #[generator(yield = usize, send = Counted)]
    async fn indices(ledger: Ledger) {
        drop(later(ledger.issue()).await);
        drop(later(ledger.issue()).await);
        let sent = yield_!(0);
        drop(yield_!(sent.index));
    }
    let ledger = Ledger::default();
    let mut generator = indices(ledger.clone()).boxed();
    poll(generator.start(), 1);
    let (waits, taken) = (ledger.issue(), ledger.issue());
    let (dropped, kept) = (waits.index, taken.index);
    poll(generator.send(waits), 1);
    assert_eq!(ledger.0.borrow()[dropped], 1);
    assert_eq!(generator.status(), Status::Suspended);
    let context = &mut Context::from_waker(Waker::noop());
    assert!(matches!(pin!(generator.send(taken)).poll(context), Poll::Ready(Ok(index)) if index == kept));
    drop(generator);
    assert!(ledger.0.borrow().iter().all(|count| *count == 1));
}
