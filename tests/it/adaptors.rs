//! Every adaptor is lazy, fused, honest in its `size_hint`, and loses nothing.

use antiphon::{adapt::SendAllError, prelude::*};
use proptest::prelude::*;
use std::{cell::Cell, iter, pin::pin};

#[generator(yield = u32)]
fn counts(pulled: &Cell<u32>, end: u32) -> Result<u32, &'static str> {
    for n in 0..end {
        pulled.set(pulled.get() + 1);
        yield_!(n);
    }
    if end == 3 { Err("three") } else { Ok(end) }
}

#[generator(yield = u32)]
fn sums(received: &Cell<u32>, #[send] mut value: u32) -> u32 {
    let mut sum = 0;
    loop {
        received.set(received.get() + 1);
        sum += value;
        if sum >= 10 {
            return sum;
        }
        match try_yield!(sum) {
            Ok(next) => value = next,
            Err(_) => return sum,
        }
    }
}

#[generator(yield = u32, send = u32)]
fn asks() -> &'static str {
    let mut answer = 0;
    while answer < 5 {
        answer = yield_!(answer);
    }
    "enough"
}

/// An iterator that counts its pulls, and is not fused: after `None` it starts again.
struct Restarts<'a>(&'a Cell<u32>, u32);

impl Iterator for Restarts<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        self.0.set(self.0.get() + 1);
        self.1 = (self.1 + 1) % 4;
        (self.1 > 0).then_some(self.1)
    }
}

/// Checks that making it does nothing, that it is fused, and that `size_hint` holds at each step.
fn keeps_the_laws<I: Iterator>(make: impl Fn() -> I, work: impl Fn() -> u32) -> Vec<I::Item> {
    let before = work();
    let iterator = make();
    assert_eq!(work(), before, "it is lazy");
    drop(iterator);
    assert_eq!(work(), before, "and does nothing when it is dropped");

    let length = make().count();
    let mut iterator = make();
    for left in (0..=length).rev() {
        let (lower, upper) = iterator.size_hint();
        assert!(lower <= left && upper.is_none_or(|upper| left <= upper), "{lower}..{upper:?} for {left}");
        assert_eq!(iterator.next().is_some(), left > 0);
    }
    assert!((0..5).all(|_| iterator.next().is_none()), "it is fused");
    make().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn iterating_keeps_the_laws(end in 0_u32..6) {
        let pulled = Cell::new(0);
        let expected: Vec<u32> = (0..end).collect();
        prop_assert_eq!(&keeps_the_laws(|| counts(&pulled, end).boxed(), || pulled.get()), &expected);
        prop_assert_eq!(&keeps_the_laws(|| counts(&pulled, end).erased(), || pulled.get()), &expected);
        prop_assert_eq!(&keeps_the_laws(|| counts(&pulled, end).boxed().returning(), || pulled.get()), &expected);
        let items = keeps_the_laws(|| counts(&pulled, end).try_iter(), || pulled.get());
        prop_assert_eq!(items.iter().flatten().count(), end as usize);
        prop_assert_eq!(items.iter().any(Result::is_err), end == 3);
        prop_assert_eq!(&keeps_the_laws(|| (0..end).into_generator().boxed(), || 0), &expected);
        let pulls = Cell::new(0);
        keeps_the_laws(|| Restarts(&pulls, 0).into_generator().boxed(), || pulls.get());
    }

    #[test]
    fn through_keeps_the_laws(values in prop::collection::vec(0_u32..6, 0..8)) {
        let received = Cell::new(0);
        let values = || values.iter().copied();
        let answers = keeps_the_laws(|| values().through(sums(&received).boxed()), || received.get());
        let sums: Vec<u32> = values().scan(0, |sum, value| { *sum += value; Some(*sum) }).take_while(|s| *s < 10).collect();
        prop_assert_eq!(answers, sums);
        let opened = keeps_the_laws(|| values().through(asks().boxed()), || 0);
        let expected: Vec<u32> = iter::once(0).chain(values().take_while(|value| *value < 5)).collect();
        prop_assert_eq!(opened, expected, "a yield-first generator is started, and its first yield comes first");
    }

    #[test]
    fn through_loses_no_item_and_no_result(values in prop::collection::vec(0_u32..6, 0..8)) {
        let received = Cell::new(0);
        let mut through = values.iter().copied().through(sums(&received).boxed());
        through.by_ref().for_each(drop);
        let parts = through.into_parts();
        let rest: Vec<u32> = parts.values.collect();
        let (taken, left) = values.split_at(values.len() - rest.len());
        prop_assert_eq!(left, rest);
        prop_assert_eq!(received.get() as usize, taken.len());
        prop_assert_eq!(parts.undelivered, None);
        let total = taken.iter().sum::<u32>();
        prop_assert_eq!(parts.returned, (total >= 10).then_some(total));
        prop_assert_eq!(parts.generator.status() == Status::Finished, total >= 10, "it is not closed");
    }

    #[test]
    fn send_all_delivers_everything_or_hands_it_back(values in prop::collection::vec(0_u32..6, 0..8)) {
        let received = Cell::new(0);
        let outcome = sums(&received).boxed().send_all(values.clone());
        let taken = received.get() as usize;
        let total = values[..taken].iter().sum::<u32>();
        match outcome {
            Ok(returned) => {
                prop_assert_eq!(taken, values.len());
                prop_assert_eq!(returned, (taken > 0).then_some(total), "one that never began has nothing to say");
            }
            Err(SendAllError::EndedEarly { undelivered, rest, returned }) => {
                prop_assert_eq!(undelivered, values[taken]);
                prop_assert_eq!(rest.as_slice(), &values[taken + 1..]);
                prop_assert_eq!(returned, Some(total));
            }
            Err(SendAllError::CloseIgnored(_)) => prop_assert!(false, "it ends when it is closed"),
        }
    }
}

#[test]
fn through_stops_pulling_when_its_items_have_ended_once() {
    let pulls = Cell::new(0);
    let mut through = Restarts(&pulls, 0).through(asks().boxed());
    assert_eq!(through.by_ref().collect::<Vec<_>>(), [0, 1, 2, 3]);
    assert_eq!((through.next(), pulls.get()), (None, 4));
}

#[test]
fn through_takes_no_item_for_a_generator_that_is_over() {
    let mut finished = pin!(asks());
    finished.close().unwrap();
    let pulls = Cell::new(0);
    assert_eq!(Restarts(&pulls, 0).through(&mut finished).count(), 0);
    assert_eq!(pulls.get(), 0);
}

#[test]
fn through_borrows_a_generator_and_gives_it_back_suspended() {
    let mut generator = pin!(asks());
    assert_eq!([1, 2].into_iter().through(&mut generator).collect::<Vec<_>>(), [0, 1, 2]);
    assert_eq!([3].into_iter().through(&mut generator).collect::<Vec<_>>(), [3]);
    assert_eq!(generator.close(), Ok(None));
}

#[test]
fn through_shows_an_opening_that_returns_at_once() {
    #[generator(yield = u32, send = u32)]
    fn says_nothing() -> &'static str {
        "nothing"
    }
    let mut through = [1, 2].into_iter().through(says_nothing().boxed());
    assert_eq!(through.next(), None);
    let parts = through.into_parts();
    assert_eq!((parts.returned, parts.values.count()), (Some("nothing"), 2));
}

#[test]
fn send_all_starts_one_that_yields_first_and_says_when_a_close_is_ignored() {
    let mut generator = asks().boxed();
    assert_eq!(generator.send_all([1, 2]).unwrap(), None);
    let mut generator = asks().boxed();
    let outcome = generator.send_all(vec![1, 7, 8]);
    let Err(SendAllError::EndedEarly { undelivered, rest, returned }) = outcome else { panic!("{outcome:?}") };
    assert_eq!((undelivered, rest.len(), returned), (8, 0, Some("enough")));

    #[generator(yield = u32, send = u32)]
    fn stubborn() {
        let mut n = 0;
        while try_yield!(n) != Ok(9) {
            n += 1;
        }
    }
    let mut generator = stubborn().boxed();
    assert!(matches!(generator.send_all([1, 2]), Err(SendAllError::CloseIgnored(3))));
    assert_eq!(generator.send(9), Err(Stopped::Returned(())), "it can still be driven");
}

#[test]
fn send_all_with_the_last_value_just_taken_is_a_success() {
    let received = Cell::new(0);
    assert_eq!(sums(&received).boxed().send_all([4, 6]).unwrap(), Some(10));
    assert_eq!(sums(&received).boxed().send_all([]).unwrap(), None);
}

#[test]
fn what_a_loop_leaves_behind_is_the_return_value_and_the_generator() {
    let pulled = Cell::new(0);
    let mut returning = counts(&pulled, 2).boxed().returning();
    assert_eq!(returning.by_ref().collect::<Vec<_>>(), [0, 1]);
    let (generator, returned) = returning.into_parts();
    assert_eq!((generator.status(), returned), (Status::Finished, Some(Ok(2))));
    let mut returning = counts(&pulled, 2).boxed().returning();
    returning.next();
    assert_eq!(returning.into_return(), None, "it has not returned");
}
