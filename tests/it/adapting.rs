//! Adaptors that are generators: lazy, nameable, good as children and as iterators, and exact about what they hand back.

use crate::panics::caught;
use antiphon::{
    Plain, SendFirst, YieldFirst,
    adapt::{Erased, ErasedSend},
    prelude::*,
};
use std::{cell::Cell, convert::Infallible, marker::PhantomPinned, pin::pin, rc::Rc};

#[generator(yield = u32)]
fn counts(runs: &Cell<u32>) -> u32 {
    runs.set(runs.get() + 1);
    for n in 0..3 {
        yield_!(n);
    }
    3
}

#[generator(yield = u32, send = u32, throw = String)]
fn sums() -> Result<u32, String> {
    let mut sum = 0;
    loop {
        match try_yield!(sum) {
            Ok(0) => return Ok(sum),
            Ok(value) => sum += value,
            Err(Interrupt::Throw(error)) => return Err(error),
            Err(Interrupt::Close) => return Ok(sum + 1000),
        }
    }
}

fn length(text: &str) -> u32 {
    text.len().try_into().unwrap()
}

#[generator(yield = u32)]
fn doubles(#[send] mut value: u32) -> u32 {
    while value > 0 {
        value = yield_!(2 * value);
    }
    value
}

#[test]
fn an_adaptor_is_lazy() {
    let runs = Cell::new(0);
    let called = |_: &u32| runs.set(runs.get() + 100);
    let make = || counts(&runs).boxed();
    drop(make().map_yield(|n| called(&n)));
    drop(make().map_send(|n: u32| called(&n)));
    drop(make().map_throw(|never: Infallible| never));
    drop(make().map_return(|n| called(&n)));
    drop(make().inspect_yield(called));
    drop(make().then(|n| {
        called(&n);
        make()
    }));
    let _ = restartable(make);
    assert_eq!(runs.get(), 0);
}

#[test]
fn an_adaptor_of_a_plain_generator_is_a_fused_iterator() {
    let runs = Cell::new(0);
    let make = || counts(&runs).boxed();
    let check = |mut iterator: &mut dyn Iterator<Item = u32>, expected: &[u32]| {
        assert_eq!((&mut iterator).collect::<Vec<_>>(), expected);
        assert!((0..3).all(|_| iterator.next().is_none()));
    };
    check(&mut make().map_yield(|n| n * 10), &[0, 10, 20]);
    check(&mut make().map_throw(|never: Infallible| never), &[0, 1, 2]);
    check(&mut make().map_return(|_| "done"), &[0, 1, 2]);
    check(&mut make().inspect_yield(|_| {}), &[0, 1, 2]);
    check(&mut make().then(|_| make()), &[0, 1, 2, 0, 1, 2]);
    let mut erased: Erased<'_, u32, (), Infallible, u32> = Box::pin(make().map_yield(|n| n + 1));
    check(&mut erased, &[1, 2, 3]);
}

#[test]
fn an_adaptor_borrows_a_generator_that_is_driven_on_without_it() {
    let runs = Cell::new(0);
    let mut counts = pin!(counts(&runs));
    assert_eq!((&mut counts).map_yield(|n| n + 10).next(), Some(10));
    assert_eq!(counts.next(), Some(1));
}

#[test]
fn an_adaptor_has_a_name_when_it_is_boxed_whatever_its_function_has_captured() {
    let pinned = PhantomPinned;
    let mut erased: Erased<'_, u32, u32, String, Result<u32, String>, YieldFirst> =
        Box::pin(sums().boxed().map_yield(move |sum| {
            let _ = &pinned;
            sum + 1
        }));
    assert_eq!(erased.start(), Ok(1));
    let sent: ErasedSend<'_, u32, &str, String, Result<u32, String>, YieldFirst> =
        Box::pin(sums().boxed().map_send(length));
    let feed = || ["ab", "c"].into_iter().through(sent).collect::<Vec<_>>();
    let answers = std::thread::scope(|scope| scope.spawn(feed).join().unwrap());
    assert_eq!(answers, [0, 2, 3]);
}

#[test]
fn adaptors_are_driven_as_children() {
    #[generator(yield = String, send = &'static str, throw = &'static str)]
    fn outer() -> Result<String, String> {
        let sums = sums().boxed().map_yield(|sum| sum.to_string()).map_send(length);
        let sum = yield_from!(sums.map_throw(|error: &str| error.to_uppercase()))?;
        let doubles = doubles().boxed().map_yield(|n| n.to_string()).map_send(length);
        let last = yield_from!(doubles.map_throw(|_| unreachable!()).map_return(|n| n + 7), "four");
        Ok(format!("{sum} {last}"))
    }
    let mut generator = outer().boxed();
    assert_eq!(generator.start().unwrap(), "0");
    assert_eq!(generator.send("abc").unwrap(), "3");
    assert_eq!(generator.send("").unwrap(), "8", "the second child has begun with the value that it was given");
    assert_eq!(generator.send(""), Err(Stopped::Returned(Ok("3 7".into()))));
    let mut generator = outer().boxed();
    generator.start().unwrap();
    assert_eq!(generator.throw("no"), Err(Stopped::Returned(Err("NO".into()))));
}

#[test]
fn a_plain_generator_that_is_made_to_take_values_begins_with_the_first() {
    let runs = Cell::new(0);
    let sink = Cell::new(vec![]);
    let take = |value: char| {
        let mut values = sink.take();
        values.push(value);
        sink.set(values);
    };
    let numbered: Vec<u32> = "abcd".chars().through(counts(&runs).boxed().map_send(take)).collect();
    assert_eq!((numbered, sink.take()), (vec![0, 1, 2], vec!['a', 'b', 'c', 'd']));

    #[generator(yield = u32)]
    fn outer(
        child: impl Generator<Yield = u32, Input = char, Error = Infallible, Protocol = SendFirst>,
        #[send] x: char,
    ) {
        yield_from!(child, x);
    }
    let mut outer = Box::pin(outer(counts(&runs).boxed().map_send(take)));
    assert_eq!((outer.send('x'), outer.send('y')), (Ok(0), Ok(1)));
}

#[test]
fn the_answer_to_a_close_passes_the_adaptors_but_not_then() {
    let begun = |mut generator: Erased<'static, u32, u32, String, Result<u32, String>, YieldFirst>| {
        generator.start().unwrap();
        generator
    };
    assert_eq!(begun(sums().erased()).close(), Ok(Some(Ok(1000))));
    assert_eq!(begun(Box::pin(sums().boxed().map_return(|sum| Ok(sum? + 1)))).close(), Ok(Some(Ok(1001))));
    assert_eq!(begun(Box::pin(sums().boxed().map_send(|n| n))).close(), Ok(Some(Ok(1000))));
    assert_eq!(begun(Box::pin(sums().boxed().then(|_| sums().boxed()))).close(), Ok(None));
}

#[test]
fn a_function_that_panics_leaves_the_generator_where_it_stands() {
    let mut mapped = sums().boxed().map_yield(|sum| 10 / (2 - sum)).map_send(|value: u32| 10 / value);
    assert_eq!(mapped.start(), Ok(5));
    assert!(caught(|| mapped.send(0)).is_err(), "while it maps what is sent");
    assert_eq!(mapped.status(), Status::Suspended);
    assert!(caught(|| mapped.send(5)).is_err(), "while it maps the yield");
    assert_eq!(mapped.status(), Status::Suspended);
    assert_eq!(mapped.close(), Ok(Some(Ok(1002))));
}

#[test]
fn then_is_over_when_the_second_cannot_be_made_or_begun() {
    #[generator(yield = u32, send = u32, throw = String)]
    fn fails_at_once() -> Result<u32, String> {
        assert_eq!(1, 2, "at once");
        Ok(yield_!(0))
    }
    let mut unmade = sums().boxed().then(|_| -> Erased<'_, _, _, _, (), YieldFirst> { panic!("not today") });
    unmade.start().unwrap();
    assert_eq!(caught(|| unmade.send(0)).unwrap_err().message, "not today");
    assert_eq!((unmade.send(1), unmade.close()), (Err(Stopped::Finished(1)), Ok(None)));
    let mut failing = sums().boxed().then(|_| fails_at_once().boxed());
    failing.start().unwrap();
    assert!(caught(|| failing.throw("out".into())).is_err());
    assert_eq!((failing.start(), failing.status()), (Err(Stopped::Finished(())), Status::Finished));
}

#[test]
fn then_takes_no_second_that_has_been_driven_before() {
    let mut second = sums().boxed();
    second.start().unwrap();
    let mut both = sums().boxed().then(|_| second);
    both.start().unwrap();
    assert_eq!(
        caught(|| both.send(0)).unwrap_err().message,
        "`then` of a generator that has been driven before: the answer it waits for cannot be known here"
    );
}

#[test]
fn then_of_a_generator_that_is_over_never_makes_the_second() {
    let mut first = sums().boxed();
    first.close().unwrap();
    let mut both = first.then(|_| -> Erased<'_, _, _, _, (), YieldFirst> { unreachable!() });
    assert_eq!(both.send(1), Err(Stopped::Finished(1)));
    assert_eq!((both.status(), both.start()), (Status::Finished, Err(Stopped::Finished(()))));
}

#[test]
fn then_says_which_of_the_two_it_holds() {
    let runs = Cell::new(0);
    let mut both = counts(&runs).boxed().then(|_| counts(&runs).boxed());
    assert!(format!("{both:?}").starts_with("Then { first: "));
    both.nth(3);
    assert!(format!("{both:?}").starts_with("Then { second: "));
    both.by_ref().for_each(drop);
    assert_eq!(format!("{both:?}"), "Then { .. }");
}

/// Says that it is suspended, and takes nothing.
struct Lawless;

impl Generator for Lawless {
    type Yield = u32;
    type Input = u32;
    type Error = u32;
    type Return = u32;
    type Protocol = YieldFirst;

    fn start(&mut self) -> Result<u32, Stopped<u32, ()>> {
        Err(Stopped::Returned(1))
    }

    fn send(&mut self, value: u32) -> Result<u32, Stopped<u32, u32>> {
        Err(Stopped::Refused(value))
    }

    fn throw(&mut self, error: u32) -> Result<u32, Stopped<u32, u32>> {
        Err(Stopped::Finished(error))
    }

    fn close(&mut self) -> Result<Option<u32>, CloseIgnored<u32>> {
        Ok(Some(2))
    }

    fn status(&self) -> Status {
        Status::Suspended
    }
}

#[test]
fn a_value_that_a_lawless_generator_hands_back_after_it_was_mapped_is_a_panic_that_says_so() {
    let message =
        "a generator did not keep the rules of `Generator`: it refused or ended where its status said otherwise";
    let said = |run: &mut dyn FnMut()| caught(run).unwrap_err().message;
    assert_eq!(said(&mut || _ = Lawless.map_send(|n: u32| n).send(1)), message);
    assert_eq!(said(&mut || _ = Lawless.map_throw(|n: u32| n).throw(1)), message);
    let mut twice = Lawless.map_return(|n| n);
    assert_eq!(twice.start(), Err(Stopped::Returned(1)));
    assert_eq!(said(&mut || _ = twice.close()), message);
    let mut twice = Lawless.then(|_| sums().boxed().map_throw(|n: u32| n.to_string()).map_return(Result::unwrap));
    assert_eq!(twice.start(), Ok(0));
}

#[test]
fn what_is_restartable_makes_a_new_pass_each_time_and_drops_the_last() {
    let runs = Rc::new(Cell::new(0));
    #[generator(yield = u32)]
    fn run(runs: Rc<Cell<u32>>) {
        runs.set(runs.get() + 1);
        yield_!(runs.get());
        yield_!(0);
    }
    let runner = restartable(|| run(runs.clone()));
    let mut first = runner.iter();
    assert_eq!((first.next(), Rc::strong_count(&runs)), (Some(1), 2));
    for (value, expected) in (&runner).into_iter().zip([2, 0]) {
        assert_eq!(value, expected);
    }
    assert_eq!((first.next(), first.next()), (Some(0), None), "a pass does not disturb another");
    drop(first);
    assert_eq!(Rc::strong_count(&runs), 1);
    let copy = runner;
    assert_eq!(copy.into_iter().chain(runner).collect::<Vec<_>>(), [3, 0, 4, 0]);
}

#[test]
fn a_plain_protocol_stays_plain_and_can_be_started() {
    fn starts<G: Generator<Input = (), Protocol = Plain>>(mut generator: G) -> bool {
        generator.start().is_ok()
    }
    let runs = Cell::new(0);
    let make = || counts(&runs).boxed();
    assert!(starts(make().map_yield(|n| n).inspect_yield(|_| {}).map_return(|n| n).then(|_| make())));
}
