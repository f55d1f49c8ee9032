//! Generators of genawaiter keep the rules of [`Generator`] once they are adopted, each flavour alike.

use crate::panics::caught;
use antiphon::{Plain, Starts, YieldFirst, interop::genawaiter as interop, prelude::*};
use std::{cell::RefCell, convert::Infallible, fs, path::Path, pin::pin, rc::Rc, thread};

/// What bodies and their destructors write.
#[derive(Debug, Clone, Default)]
struct Log(Rc<RefCell<Vec<&'static str>>>);

impl Log {
    fn write(&self, line: &'static str) {
        self.0.borrow_mut().push(line);
    }

    fn lines(&self) -> Vec<&'static str> {
        self.0.borrow().clone()
    }
}

/// Writes into the log when it is dropped.
struct Guard(Log);

impl Drop for Guard {
    fn drop(&mut self) {
        self.0.write("dropped");
    }
}

/// Says that the protocol of a generator is `P`.
fn is<G, P>(_: &G)
where
    G: Generator<Protocol = P>,
    P: Starts<G::Input>,
{
}

/// The laws, for one way to make a generator: `made!(name = plain(producer))`.
macro_rules! laws {
    ($(#[$attribute:meta])* $flavour:ident, $made:ident, dropped_by_a_close: $dropped:literal) => {
        $(#[$attribute])*
        mod $flavour {
            use super::*;

            #[test]
            fn nothing_runs_before_the_start() {
                let log = Log::default();
                let seen = log.clone();
                $made!(generator = plain(async move |co| {
                    seen.write("runs");
                    co.yield_(1).await;
                }));
                let mut generator = pin!(generator);
                is::<_, Plain>(&generator);
                assert_eq!((generator.status(), log.lines()), (Status::Created, vec![]));
                assert_eq!(generator.close(), Ok(None));
                assert_eq!((generator.status(), log.lines()), (Status::Finished, vec![]));
            }

            #[test]
            fn driven_by_hand_it_yields_returns_once_and_is_finished_for_ever() {
                $made!(generator = plain(async |co| {
                    co.yield_(1).await;
                    co.yield_(2).await;
                    "done"
                }));
                let mut generator = pin!(generator);
                assert_eq!(generator.start(), Ok(1));
                assert_eq!(generator.status(), Status::Suspended);
                assert_eq!(generator.send(()), Ok(2));
                assert_eq!(generator.send(()), Err(Stopped::Returned("done")));
                for _ in 0..3 {
                    assert_eq!(generator.send(()), Err(Stopped::Finished(())));
                    assert_eq!(generator.start(), Err(Stopped::Finished(())));
                    assert_eq!(generator.close(), Ok(None));
                    assert_eq!(generator.next(), None);
                    assert_eq!(generator.status(), Status::Finished);
                }
            }

            #[test]
            fn what_is_sent_answers_the_yields_from_the_first_on() {
                $made!(generator = yield_first(
                    async |co| {
                        let first: u32 = co.yield_("first?").await;
                        first + co.yield_("second?").await
                    },
                    99
                ));
                let mut generator = pin!(generator);
                is::<_, YieldFirst>(&generator);
                assert_eq!(generator.send(1), Err(Stopped::Refused(1)));
                assert_eq!(generator.start(), Ok("first?"));
                assert_eq!(generator.start(), Err(Stopped::Refused(())));
                assert_eq!(generator.send(20), Ok("second?"));
                assert_eq!(generator.send(3), Err(Stopped::Returned(23)));
                assert_eq!(generator.send(4), Err(Stopped::Finished(4)));
            }

            #[test]
            fn it_is_an_iterator() {
                $made!(generator = plain(async |co| {
                    for n in 0..3 {
                        co.yield_(n).await;
                    }
                    "three"
                }));
                let mut returning = generator.returning();
                assert_eq!(returning.by_ref().collect::<Vec<_>>(), [0, 1, 2]);
                assert_eq!(returning.into_return(), Some("three"));
            }

            #[test]
            fn items_go_through_it() {
                $made!(sum = yield_first(
                    async |co| {
                        let mut sum = 0;
                        while sum < 10 {
                            sum += co.yield_(sum).await;
                        }
                        sum
                    },
                    0
                ));
                let mut sums = [1, 2, 7, 5, 6].into_iter().through(sum.boxed());
                assert_eq!(sums.by_ref().collect::<Vec<_>>(), [0, 1, 3]);
                let parts = sums.into_parts();
                assert_eq!(parts.returned, Some(10));
                assert_eq!(parts.values.collect::<Vec<_>>(), [5, 6]);
            }

            #[test]
            fn it_is_delegated_to() {
                $made!(child = yield_first(
                    async |co| {
                        let a: u32 = co.yield_("a?").await;
                        a * co.yield_("b?").await
                    },
                    0
                ));
                #[generator(yield = &'static str, send = u32)]
                fn delegator<G>(child: G) -> u32
                where
                    G: Generator<Yield = &'static str, Input = u32, Error = Infallible, Return = u32>,
                    G: Generator<Protocol = YieldFirst>,
                {
                    let product = yield_from!(child);
                    product + yield_!("c?")
                }
                let mut delegator = pin!(delegator(child.boxed()));
                assert_eq!(delegator.start(), Ok("a?"));
                assert_eq!(delegator.send(2), Ok("b?"));
                assert_eq!(delegator.send(3), Ok("c?"));
                assert_eq!(delegator.send(1), Err(Stopped::Returned(7)));
            }

            #[test]
            fn an_error_that_is_thrown_leaves_the_delegator() {
                let log = Log::default();
                let guard = Guard(log.clone());
                $made!(child = throwing::plain(async move |co| {
                    let _guard = guard;
                    co.yield_(1).await;
                    co.yield_(2).await;
                }));
                #[generator(yield = u32, throw = String)]
                fn delegator<G>(child: G) -> Result<&'static str, String>
                where
                    G: Generator<Yield = u32, Input = (), Error = String, Return = Result<(), String>>,
                    G: Generator<Protocol = Plain>,
                {
                    yield_from!(child)?;
                    Ok("no error")
                }
                {
                    let mut delegator = pin!(delegator(child.boxed()));
                    assert_eq!(delegator.start(), Ok(1));
                    assert_eq!(delegator.throw("stop".into()), Err(Stopped::Returned(Err("stop".into()))));
                    assert_eq!(delegator.throw("again".into()), Err(Stopped::Finished("again".into())));
                    assert_eq!(log.lines() == ["dropped"], $dropped);
                }
            }

            #[test]
            fn an_error_that_is_thrown_ends_one_that_is_driven_by_hand() {
                $made!(generator = throwing::yield_first(
                    async |co| {
                        let _: u32 = co.yield_("x?").await;
                    },
                    0
                ));
                let mut generator = pin!(generator);
                assert_eq!(generator.start(), Ok("x?"));
                assert_eq!(generator.throw(7), Err(Stopped::Returned(Err(7))));
                assert_eq!(generator.throw(8), Err(Stopped::Finished(8)));
            }

            #[test]
            fn a_close_drops_the_body_where_it_waits() {
                let log = Log::default();
                let guard = Guard(log.clone());
                {
                    $made!(generator = plain(async move |co| {
                        let guard = guard;
                        co.yield_(1).await;
                        guard.0.write("runs on");
                        co.yield_(2).await;
                    }));
                    let mut generator = pin!(generator);
                    assert_eq!(generator.start(), Ok(1));
                    assert_eq!(generator.close(), Ok(None));
                    assert_eq!(log.lines() == ["dropped"], $dropped);
                    assert_eq!(generator.status(), Status::Finished);
                    assert_eq!(generator.send(()), Err(Stopped::Finished(())));
                }
                assert_eq!(log.lines(), ["dropped"]);
            }

            #[test]
            fn a_close_of_the_delegator_reaches_it_first() {
                let log = Log::default();
                let guard = Guard(log.clone());
                {
                    $made!(child = plain(async move |co| {
                        let _guard = guard;
                        co.yield_(1).await;
                    }));
                    #[generator(yield = u32)]
                    fn delegator<G>(child: G, log: Log)
                    where
                        G: Generator<Yield = u32, Input = (), Error = Infallible, Return = (), Protocol = Plain>,
                    {
                        if let Err(Closed(answer)) = try_yield_from!(child) {
                            assert_eq!(answer, None);
                            log.write("the delegator sees the close");
                        }
                    }
                    let mut delegator = pin!(delegator(child.boxed(), log.clone()));
                    assert_eq!(delegator.start(), Ok(1));
                    assert_eq!(delegator.close(), Ok(Some(())));
                    assert_eq!(log.lines() == ["dropped", "the delegator sees the close"], $dropped);
                }
                assert_eq!(log.lines().iter().filter(|line| **line == "dropped").count(), 1);
            }

            #[test]
            fn a_panic_in_the_body_comes_out_once_and_leaves_it_finished() {
                let log = Log::default();
                let guard = Guard(log.clone());
                {
                    $made!(generator = plain(async move |co| {
                        let _guard = guard;
                        co.yield_(1).await;
                        panic!("a bug in the body");
                    }));
                    let mut generator = pin!(generator);
                    assert_eq!(generator.start(), Ok(1));
                    assert_eq!(caught(|| generator.send(())).unwrap_err().message, "a bug in the body");
                    assert_eq!(generator.status(), Status::Finished);
                    assert_eq!(generator.send(()), Err(Stopped::Finished(())));
                    assert_eq!(generator.close(), Ok(None));
                }
                assert_eq!(log.lines(), ["dropped"]);
            }

            #[test]
            fn dropped_while_it_waits_it_drops_its_body_once() {
                let log = Log::default();
                let guard = Guard(log.clone());
                {
                    $made!(generator = plain(async move |co| {
                        let _guard = guard;
                        co.yield_(1).await;
                    }));
                    let mut generator = pin!(generator);
                    assert_eq!(generator.start(), Ok(1));
                }
                assert_eq!(log.lines(), ["dropped"]);
            }
        }
    };
}

macro_rules! rc {
    ($name:ident = $($adopt:ident)::+($producer:expr $(, $lost:expr)?)) => {
        let $name = interop::$($adopt)::+(::genawaiter::rc::Gen::new($producer) $(, $lost)?);
    };
}

macro_rules! sync {
    ($name:ident = $($adopt:ident)::+($producer:expr $(, $lost:expr)?)) => {
        let $name = interop::$($adopt)::+(::genawaiter::sync::Gen::new($producer) $(, $lost)?);
    };
}

/// One that genawaiter's macro made and lends.
macro_rules! lent {
    ($name:ident = $($adopt:ident)::+($producer:expr $(, $lost:expr)?)) => {
        ::genawaiter::stack::let_gen_using!(generator, $producer);
        let $name = interop::$($adopt)::+(generator $(, $lost)?);
    };
}

/// One that is owned, on a shelf.
macro_rules! shelved {
    ($name:ident = $($adopt:ident)::+($producer:expr $(, $lost:expr)?)) => {
        let mut shelf = ::genawaiter::stack::Shelf::new();
        // SAFETY: the producers of these tests drop their `co` with their body.
        let generator = unsafe { ::genawaiter::stack::Gen::new(&mut shelf, $producer) };
        let $name = interop::$($adopt)::+(generator $(, $lost)?);
    };
}

/// One that this crate makes of a producer.
macro_rules! producer {
    ($name:ident = plain($producer:expr)) => {
        let $name = interop::stack($producer);
    };
    ($name:ident = yield_first($producer:expr, $lost:expr)) => {
        let $name = interop::stack_yield_first($producer, $lost);
    };
    ($name:ident = throwing::plain($producer:expr)) => {
        let $name = interop::throwing::stack($producer);
    };
    ($name:ident = throwing::yield_first($producer:expr, $lost:expr)) => {
        let $name = interop::throwing::stack_yield_first($producer, $lost);
    };
}

laws!(rc, rc, dropped_by_a_close: true);
laws!(sync, sync, dropped_by_a_close: true);
laws!(stack_lent, lent, dropped_by_a_close: false);
laws!(stack_owned, shelved, dropped_by_a_close: true);
laws!(stack_made_of_a_producer, producer, dropped_by_a_close: true);

#[test]
fn one_of_the_flavour_sync_can_be_sent_to_another_thread() {
    let numbers = interop::plain(::genawaiter::sync::Gen::new(async |co| {
        co.yield_(1).await;
        co.yield_(2).await;
    }))
    .boxed();
    assert_eq!(thread::spawn(|| numbers.collect::<Vec<_>>()).join().unwrap(), [1, 2]);
}

#[test]
fn a_delegation_by_value_hands_everything_on() {
    #[generator(yield = u32)]
    fn delegator() -> u32 {
        let first = yield_from!(interop::plain(::genawaiter::rc::Gen::new(async |co| {
            co.yield_(1).await;
            10
        })));
        first
            + yield_from!(interop::stack(async |co| {
                co.yield_(2).await;
                20
            }))
    }
    let mut all = delegator().returning();
    assert_eq!(all.by_ref().collect::<Vec<_>>(), [1, 2]);
    assert_eq!(all.into_return(), Some(30));
}

#[test]
fn one_that_has_been_resumed_goes_on_where_it_is() {
    let mut numbers = ::genawaiter::rc::Gen::new(async |co| {
        let answer: u32 = co.yield_(1).await;
        co.yield_(answer).await;
    });
    assert_eq!(numbers.resume_with(7), ::genawaiter::GeneratorState::Yielded(1));
    let mut numbers = pin!(interop::yield_first(numbers, 8));
    assert_eq!(numbers.start(), Ok(8));
}

#[test]
fn one_that_has_completed_panics_when_it_is_begun_and_is_finished_then() {
    let mut nothing = ::genawaiter::rc::Gen::new(async |_: ::genawaiter::rc::Co<u32>| {});
    assert_eq!(nothing.resume(), ::genawaiter::GeneratorState::Complete(()));
    let mut nothing = pin!(interop::plain(nothing));
    caught(|| nothing.start()).unwrap_err();
    assert_eq!(nothing.start(), Err(Stopped::Finished(())));
}

#[test]
fn one_that_waits_for_something_else_than_a_yield_panics_once_and_is_finished_then() {
    let mut waits = pin!(interop::plain(::genawaiter::rc::Gen::new(async |co: ::genawaiter::rc::Co<u32>| {
        std::future::pending::<()>().await;
        co.yield_(1).await;
    })));
    let panic = caught(|| waits.start()).unwrap_err();
    assert!(panic.message.contains("async generator"), "{panic:?}");
    assert_eq!(waits.start(), Err(Stopped::Finished(())));
}

#[test]
fn the_adaptors_have_no_unsafe_code_of_their_own() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/interop");
    for file in ["mod.rs", "genawaiter/mod.rs", "genawaiter/resume.rs", "genawaiter/throwing.rs"] {
        let text = fs::read_to_string(directory.join(file)).unwrap();
        assert!(!text.contains("unsafe"), "{file}");
    }
}
