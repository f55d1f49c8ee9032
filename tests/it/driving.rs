//! The surface that the acceptance programs leave open: protocols, pointers, names, what is printed.

use crate::panics::caught;
use antiphon::{
    Plain, SendFirst, YieldFirst,
    adapt::{Erased, ErasedSend},
    prelude::*,
};
use std::{
    convert::Infallible,
    error::Error,
    panic::{RefUnwindSafe, UnwindSafe},
    pin::pin,
};

#[generator(yield = u32)]
fn countdown(from: u32) -> &'static str {
    for n in (1..=from).rev() {
        yield_!(n);
    }
    "lift-off"
}

#[generator(yield = u32, send = u32)]
fn doubling() {
    let mut value = 0;
    loop {
        value = 2 * yield_!(value);
    }
}

#[generator(yield = u32, throw = String)]
fn running_sum(#[send] mut value: u32) -> Result<(), String> {
    let mut sum = 0;
    loop {
        sum += value;
        value = yield_!(sum);
    }
}

#[test]
fn start_and_send_both_begin_a_plain_generator_and_go_on() {
    let mut begun_by_start = pin!(countdown(2));
    assert_eq!(begun_by_start.start(), Ok(2));
    assert_eq!(begun_by_start.start(), Ok(1));
    let mut begun_by_send = pin!(countdown(2));
    assert_eq!(begun_by_send.send(()), Ok(2));
    assert_eq!(begun_by_send.send(()), Ok(1));
    assert_eq!(begun_by_send.start(), Err(Stopped::Returned("lift-off")));
}

#[test]
fn generic_code_can_name_the_protocol() {
    trait Describe {
        const BEGINS_WITH: &'static str;
    }
    impl Describe for Plain {
        const BEGINS_WITH: &'static str = "anything";
    }
    impl Describe for YieldFirst {
        const BEGINS_WITH: &'static str = "start";
    }
    impl Describe for SendFirst {
        const BEGINS_WITH: &'static str = "send";
    }
    fn begins_with<G: Generator<Protocol: Describe>>(_: G) -> &'static str {
        <G::Protocol as Describe>::BEGINS_WITH
    }
    assert_eq!(begins_with(countdown(1).boxed()), "anything");
    assert_eq!(begins_with(doubling().boxed()), "start");
    assert_eq!(begins_with(running_sum().boxed()), "send");
}

#[test]
fn a_generator_is_driven_through_every_pointer() {
    fn drive(mut generator: impl Generator<Yield = u32, Input = u32, Protocol = YieldFirst>) -> Option<u32> {
        generator.start().ok()?;
        generator.send(3).ok()
    }
    let mut boxed = doubling().boxed();
    assert_eq!(drive(&mut boxed), Some(6));
    assert_eq!(boxed.send(5), Ok(10), "it was only borrowed");
    assert_eq!(drive(pin!(doubling())), Some(6));
    assert_eq!(drive(doubling().boxed()), Some(6));
    assert_eq!(drive(Box::new(doubling().boxed())), Some(6));
    assert_eq!(drive(doubling().erased()), Some(6));
    let mut object = doubling().boxed();
    let object: &mut dyn Generator<Yield = u32, Input = u32, Error = Infallible, Return = (), Protocol = YieldFirst> =
        &mut object;
    assert_eq!(drive(object), Some(6));
}

#[test]
fn erased_generators_of_different_functions_share_a_vec_and_a_thread() {
    #[generator(yield = u32)]
    fn constant() -> &'static str {
        yield_!(7);
        "done"
    }
    let many: Vec<ErasedSend<'static, u32, (), Infallible, &'static str>> =
        vec![countdown(2).erased_send(), constant().erased_send()];
    let sums = std::thread::spawn(move || many.into_iter().map(Iterator::sum::<u32>).collect::<Vec<_>>());
    assert_eq!(sums.join().unwrap(), [3, 7]);
}

#[test]
fn a_plain_generator_is_an_iterator_wherever_it_is_pinned() {
    let mut seen = Vec::new();
    for n in countdown(3) {
        seen.push(n);
    }
    for n in pin!(countdown(2)) {
        seen.push(n);
    }
    let erased: Erased<'_, u32, (), Infallible, &str> = countdown(1).erased();
    seen.extend(erased);
    seen.extend(pin!([8, 9].into_generator()));
    assert_eq!(seen, [3, 2, 1, 2, 1, 1, 8, 9]);
}

#[test]
fn an_iteration_can_be_left_and_taken_up_again() {
    let mut generator = pin!(countdown(4));
    assert_eq!(generator.by_ref().take(2).collect::<Vec<_>>(), [4, 3]);
    assert_eq!(generator.status(), Status::Suspended);
    assert_eq!(generator.collect::<Vec<_>>(), [2, 1]);
}

#[test]
fn an_endless_generator_answers_with_the_bare_yield() {
    #[generator(yield = u32, send = u32)]
    fn squares() -> ! {
        let mut value = 0;
        loop {
            value = yield_!(value * value);
        }
    }
    let mut generator = squares().boxed().endless().expect_err("it has not been started");
    assert_eq!(generator.start(), Ok(0));
    let mut squares = generator.endless().expect("it is suspended");
    assert_eq!([squares.answer(2), squares.answer(3)], [4, 9]);
    let mut generator = squares.into_inner();
    assert_eq!(generator.close(), Ok(None));
    assert!(generator.endless().is_err(), "it is over");
}

#[test]
fn debug_shows_the_status_and_the_line_of_the_yield() {
    let mut generator = pin!(countdown(1));
    assert_eq!(format!("{generator:?}"), "Gen { status: Created, .. }");
    generator.start().unwrap();
    let shown = format!("{generator:?}");
    assert!(shown.starts_with("Gen { status: Suspended"), "{shown}");
    assert_eq!(cfg!(debug_assertions), shown.contains("driving.rs:"), "{shown}");
    generator.close().unwrap();
    assert_eq!(format!("{generator:?}"), "Gen { status: Finished, .. }");
    assert_eq!(format!("{:?}", countdown(1).erased()), "Erased { status: Created, .. }");
}

#[test]
fn debug_shows_the_line_that_hands_on_to_what_has_none() {
    const LINE: u32 = line!() + 3;
    #[generator(yield = u32)]
    fn outer() {
        yield_from!([1].into_generator());
    }
    let mut generator = pin!(outer());
    generator.start().unwrap();
    let shown = format!("{generator:?}");
    assert_eq!(cfg!(debug_assertions), shown.contains(&format!("driving.rs:{LINE}:")), "{shown}");
}

#[test]
fn the_outcomes_are_errors_that_explain_themselves() {
    let stopped: [Box<dyn Error>; 4] = [
        Box::new(Stopped::<(), ()>::Refused(())),
        Box::new(Stopped::<(), ()>::Finished(())),
        Box::new(CloseIgnored(1)),
        Box::new(Closed(Some(1))),
    ];
    for error in stopped {
        assert!(error.to_string().contains("generator"), "{error}");
    }
    assert_eq!(Stopped::<u8, u8>::Returned(1).returned(), Some(1));
    assert_eq!(Stopped::<u8, u8>::Returned(1).undelivered(), None);
    assert_eq!(Stopped::<u8, u8>::Refused(2).undelivered(), Some(2));
    assert_eq!(Stopped::<u8, u8>::Finished(3).undelivered(), Some(3));
}

#[test]
fn a_child_that_was_driven_before_is_refused_at_the_line_that_hands_on() {
    const LINE: u32 = line!() + 3;
    #[generator(yield = u32)]
    fn outer(child: impl Generator<Yield = u32, Input = (), Error = Infallible, Protocol = Plain>) {
        yield_from!(child);
    }
    let mut child = countdown(3).boxed();
    child.start().unwrap();
    let panic = caught(|| outer(&mut child).boxed().start().is_ok()).unwrap_err();
    assert!(panic.message.contains("driven before"), "{panic:?}");
    assert!(panic.place.contains(&format!("driving.rs:{LINE}:")), "{panic:?}");
    assert_eq!(child.next(), Some(2), "the child is as it was");
}

#[test]
fn auto_traits_are_those_of_the_body() {
    fn is_send<T: Send>(value: T) -> T {
        value
    }
    fn is_unwind_safe<T: UnwindSafe + RefUnwindSafe>(value: T) -> T {
        value
    }
    drop(is_unwind_safe(is_send(countdown(1))));
    drop(is_unwind_safe(is_send(running_sum().boxed())));
}

/// Items of the user's may have the names of locals of ours: these would then be patterns.
#[allow(non_upper_case_globals, non_camel_case_types, dead_code, reason = "that is the point")]
#[test]
fn items_with_the_names_of_locals_are_not_in_the_way() {
    const value: u32 = 1;
    const input: u32 = 2;
    const returned: u32 = 3;
    const body: u32 = 4;
    struct token;
    struct error;
    struct child;
    struct begin;

    #[generator(yield = u32, send = u32)]
    fn sums() -> u32 {
        let sent = yield_!(value + input);
        sent + yield_from!(takes(), returned)
    }
    #[generator(yield = u32)]
    fn takes(#[send] first: u32) -> u32 {
        first + try_yield!(body).unwrap_or(0)
    }
    let mut sums = pin!(sums());
    assert_eq!(sums.start(), Ok(3));
    assert_eq!(sums.send(10), Ok(4));
    assert_eq!(sums.send(100), Err(Stopped::Returned(113)));
}
