//! Runs what the library defines: that it compiles is half of what is claimed.

#![deny(warnings, unused, unsafe_op_in_unsafe_fn, clippy::pedantic, clippy::undocumented_unsafe_blocks)]

use antiphon::{online::Statistic, prelude::*};
use antiphon_guest::{
    asynchronous, blocks, bodies, imports, namesakes,
    parameters::{self, Failure, Reset, Wrapped},
    sets,
    signatures::{self, Account, Numbered},
};
use std::{
    collections::BTreeMap,
    future::Future,
    pin::pin,
    rc::Rc,
    task::{Context, Poll, Waker},
};

/// When the temporaries of a tail are dropped depends on the edition.
#[path = "../../it/drop_order.rs"]
mod drop_order;

/// The values that a plain generator yields.
fn all<G>(generator: G) -> Vec<G::Item>
where
    G: IntoIterator,
{
    generator.into_iter().collect()
}

/// Sends `answers` one after the other, and gives what is returned to the last.
fn converse<G, T>(mut generator: G, answers: impl IntoIterator<Item = u32>) -> T
where
    G: Generator<Yield = u32, Input = u32, Return = T, Protocol = antiphon::YieldFirst>,
{
    let mut last = generator.start();
    for answer in answers {
        assert!(last.is_ok(), "it returned before {answer}");
        last = generator.send(answer).map_err(|stopped| match stopped {
            Stopped::Returned(value) => Stopped::Returned(value),
            Stopped::Refused(_) | Stopped::Finished(_) => panic!("it does not take {answer}"),
        });
    }
    match last {
        Err(Stopped::Returned(value)) => value,
        _ => panic!("it goes on after all answers"),
    }
}

/// What a future gives that is never pending.
fn at_once<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("it waits"),
    }
}

#[test]
fn async_generators_await_and_yield_in_every_place() {
    at_once(async {
        let mut places = pin!(asynchronous::places(&[1, 9], 5));
        assert_eq!((places.start().await, places.send(()).await), (Ok(2), Ok(5)));
        assert_eq!(places.send(()).await, Err(Stopped::Returned(1)));
        let mut fails = pin!(asynchronous::fails("text".into()));
        assert_eq!(fails.start().await, Ok("text".into()));
        assert_eq!(fails.send(0).await, Err(Stopped::Returned(Err("too small".into()))));
        let mut doubles = pin!(asynchronous::doubles());
        assert_eq!((doubles.send(2).await, doubles.close().await), (Ok(4), Ok(None)));
        let mut hands_on = pin!(asynchronous::hands_on(1));
        let mut all = vec![];
        let end = loop {
            match hands_on.send(()).await {
                Ok(value) => all.push(value),
                Err(end) => break end,
            }
        };
        assert_eq!((all, end), (vec![3, 3, 2, 3, 3, 2, 3], Stopped::Returned(3)));
        let mut account = asynchronous::Account::new(5);
        let mut spend = pin!(account.spend(3));
        assert_eq!((spend.start().await, spend.send(()).await), (Ok(2), Ok(0)));
        assert_eq!(asynchronous::Account::new(5).spend_all().start().await, Ok(0));
    });
}

#[test]
fn blocks_and_expressions_need_no_function() {
    assert_eq!(blocks::squares(100).collect::<Vec<_>>(), [101, 104, 109]);
    assert_eq!(blocks::total(&["a", "bc"]), 5);
    let mut longest = blocks::longest();
    assert_eq!(["ab", "c"].map(|word| longest.send(word)), [Ok(2), Ok(2)]);
    assert_eq!(longest.send(""), Err(Stopped::Returned(2)));
    let mut asks = blocks::asks();
    assert_eq!((asks.start(), asks.send(10), asks.send(20)), (Ok(1), Ok(2), Ok(3)));
    assert_eq!(asks.throw("caught".into()), Ok(4));
    assert_eq!(asks.send(40), Err(Stopped::Returned(Ok("[10, 20] 99 40".into()))));
    assert_eq!(blocks::one().collect::<Vec<_>>(), [1, 2]);
    assert_eq!(blocks::of_one_loop(&[1, 2, 3, 4], 2), (30, vec![16], 1));
    let names = BTreeMap::from([("a".to_string(), vec![1, 2])]);
    let (places, numbered) = blocks::of_several_loops(&[vec![1, 2], vec![3, 4]], names);
    assert_eq!(places, [(0, 2), (1, 3)]);
    assert_eq!(numbered, [("a".to_string(), 1), ("a".to_string(), 2)]);
    assert_eq!(blocks::multiples(vec![1, 10]).collect::<Vec<_>>(), [1, 1, 2, 2, 10, 11, 20, 21]);
}

#[test]
fn a_set_of_statistics_is_one() {
    let mut mixed = sets::Mixed::new().unwrap();
    for x in [1.0, 2.0, 6.0] {
        mixed.update(x);
    }
    let answer = mixed.value().unwrap();
    assert_eq!((answer.recent, answer.middle, answer.pair), (Some(4.0), Some(2.0), Some((Some(3.0), Some(6.0)))));
    assert_eq!(answer.delays, Some(sets::DelaysSoFar { mean: Some(3.0), slowest: Some(6.0) }));
    assert_eq!(sets::slope(&[(0.0, 1.0), (1.0, 3.0)]), Some(2.0));
    assert_eq!(sets::mean_of_halves([&[1.0], &[3.0, 5.0]]), Some(3.0));
    let mut set = sets::namesakes::Set::default();
    set.update(2.0);
    assert_eq!((set.value().unwrap().admitted, set.count()), (Some(2.0), 1));
}

#[test]
fn the_attribute_needs_no_import_but_itself() {
    assert_eq!(all(imports::only_the_attribute::once(1)), [1]);
    assert_eq!(all(imports::by_name::twice(1)), [1, 1, 1, 1]);
    assert_eq!(all(imports::by_prelude::once(1)), [1]);
    assert_eq!(all(imports::by_path::once(1)), [1]);
}

#[test]
fn the_library_may_have_another_name() {
    assert_eq!(all(imports::renamed::once(1)), [1]);
    assert_eq!(all(imports::renamed::beside_a_namesake(1)), [1]);
}

#[test]
fn a_function_keeps_its_attributes() {
    assert_eq!(all(signatures::bare()), [()]);
    assert_eq!(all(signatures::attributed()), [1]);
    assert_eq!(all(signatures::attributed_inside()), [1]);
    #[expect(deprecated, reason = "this is what is tested")]
    let deprecated = signatures::deprecated();
    assert_eq!(all(deprecated), [1]);
}

#[test]
fn a_generator_may_be_generic_and_borrow() {
    assert_eq!(signatures::drive_private(), (3, 1));
    assert_eq!(all(signatures::words("a b-c", &[' ', '-'])), ["a", "b", "c"]);
    assert_eq!(all(signatures::lines("a\nb")), ["a", "b"]);
    assert_eq!(all(signatures::displayed([1, 2])), ["1", "2"]);
}

#[test]
fn a_generator_returns_anything() {
    let mut endless = signatures::endless().boxed().endless().expect("it is new");
    assert_eq!((endless.answer(1), endless.answer(2)), (1, 3));
    assert!(signatures::fallible("1,x").try_iter().last().is_some_and(|last| last.is_err()));
    assert!(pin!(signatures::fallible_in_a_box("1234")).try_iter().last().is_some_and(|last| last.is_err()));
    let mut nameless = signatures::nameless().boxed().returning();
    assert_eq!(nameless.by_ref().sum::<u32>(), 1);
    assert_eq!(nameless.into_return().map(Iterator::sum::<u32>), Some(6));
    let mut nameless = pin!(signatures::nameless_or_error("7"));
    assert_eq!(nameless.start().ok(), Some(7));
    let returned = nameless.send(()).err().and_then(Stopped::returned);
    assert_eq!(returned.expect("it returns").expect("it is a number").count(), 1);
    let shown: Vec<_> = signatures::yields_nameless().into_iter().map(|value| value.to_string()).collect();
    assert_eq!(shown, ["1", "2"]);
}

#[test]
fn a_method_has_any_receiver() {
    let mut account = Account::default();
    assert_eq!(all(account.read()), [0]);
    assert_eq!(all(account.read_with(&2)), [2]);
    assert_eq!(all(account.clone().into_changed()), [1]);
    assert_eq!(all(account.clone().into_read()), [0]);
    assert_eq!(all(Rc::new(account.clone()).shared()), [0]);
    assert_eq!(all(Box::new(account.clone()).boxed()), [0]);
    assert_eq!(all(account.constant()), [1]);
    assert_eq!(pin!(pin!(&mut account).as_mut().get_mut().ledger()).start(), Ok(0));
    assert_eq!(pin!(pin!(account.clone()).pinned()).send(3), Ok(3));
    assert_eq!(Account::defaults().into_iter().take(2).count(), 2);
    assert_eq!(all(account.numbers()), [0]);
    assert_eq!(all(Numbered::twice(&account)), [0, 0]);
}

#[test]
fn a_parameter_is_any_pattern() {
    let wrapped = Wrapped { inner: 3, other: 0 };
    assert_eq!(all(parameters::patterns((1, 0), [2, 0, 0], wrapped, 0)), [1, 2, 3]);
    assert_eq!(all(parameters::mutable(2, (1, 10))), [12, 12]);
    let mut sent = pin!(parameters::sent_pattern());
    assert_eq!(sent.send((1, 2)), Ok(4));
    assert_eq!(sent.send((7, 0)), Ok(7));
    assert_eq!(all(parameters::unused(1, String::new())), [1]);
    assert_eq!(all(parameters::conditional(1, 2)), [3]);
}

#[test]
fn what_is_sent_may_borrow() {
    let mut counts = BTreeMap::new();
    let mut counting = pin!(parameters::counts(&mut counts, 2));
    assert_eq!(counting.send("a"), Ok(1));
    assert_eq!(counting.send("b"), Ok(1));
    assert_eq!(counting.send("a"), Err(Stopped::Returned(2)));
}

#[test]
fn the_types_sent_and_thrown_are_known_in_the_body() {
    let mut optional = pin!(parameters::optional());
    assert_eq!(optional.start(), Ok(1));
    assert_eq!(optional.send(None), Ok(2));
    assert_eq!(optional.send(Some(4)), Err(Stopped::Returned(8)));
    let mut converted = pin!(parameters::converted());
    assert_eq!(converted.start(), Ok(1));
    assert_eq!(converted.throw(Reset), Err(Stopped::Returned(Err(Failure::Reset))));
}

#[test]
fn a_yield_stands_in_the_arguments_of_other_macros() {
    assert_eq!(converse(pin!(bodies::in_macros()), 1..=10), "1 [2, 3] 1710");
}

#[test]
fn a_yield_stands_wherever_an_expression_does() {
    assert_eq!(converse(pin!(bodies::in_expressions()), [1, 2, 3, 4, 5, 6, 7, 8, 99, 1, 4, 5, 6]), 38);
    assert_eq!(converse(pin!(bodies::tail()), [5]), 5);
    assert_eq!(converse(pin!(bodies::delegating_tail()), [1, 2, 3]), 7);
    assert_eq!(converse(pin!(bodies::delegating()), [1, 2, 3]), 6);
}

#[test]
fn a_generator_may_hold_others() {
    assert_eq!(all(bodies::nested()), [4, 8, 5, 10, 1, 2]);
    assert_eq!(all(bodies::countdown(2)), [2, 1, 0]);
}

#[test]
fn names_around_a_generator_are_the_users_own() {
    assert_eq!(all(namesakes::items::once(1)), [1, 1, 1]);
    assert_eq!(converse(pin!(namesakes::locals::sum(1, 2, 3, 4)), [10, 20, 1]), 30);
    let mut once = namesakes::macros::once(1).boxed().returning();
    assert_eq!(once.by_ref().collect::<Vec<_>>(), [1]);
    assert_eq!(once.into_return(), Some(6));
    let mut echo = pin!(namesakes::methods::echo());
    assert_eq!([1, 2, 3, 4].map(|value| echo.send(value)), [Ok(1), Ok(2), Ok(3), Ok(4)]);
    assert_eq!(echo.send(0), Err(Stopped::Returned(0)));
}

/// An unsafe generator: its body is not, without a block.
///
/// # Safety
///
/// `value` must point to a value that lives as long as the generator.
#[generator(yield = u32)]
pub unsafe fn read(value: *const u32) {
    // SAFETY: as the caller promises.
    yield_!(unsafe { *value });
}

/// With another calling convention.
#[generator(yield = u32)]
extern "C" fn foreign(value: u32) {
    yield_!(value);
}

#[test]
fn a_generator_may_be_unsafe_to_make() {
    let value = 3;
    // SAFETY: it outlives the generator.
    assert_eq!(all(unsafe { read(&raw const value) }), [3]);
    assert_eq!(all(foreign(2)), [2]);
}
