//! `generate!`: what its protocol and its types are, and what it takes from its surroundings.

#![allow(
    clippy::ignored_unit_patterns,
    clippy::let_unit_value,
    clippy::match_bool,
    clippy::semicolon_if_nothing_returned,
    reason = "a yield stands wherever an expression can"
)]

use antiphon::{Plain, SendFirst, YieldFirst, prelude::*};
use std::{cell::Cell, convert::Infallible, mem::size_of_val, pin::pin, rc::Rc};

/// Checks the types of a generator at compile time.
fn is<G, Y, I, E, P>(generator: G) -> G
where
    G: antiphon::PinnedGenerator<Yield = Y, Input = I, Error = E, Protocol = P>,
{
    generator
}

#[test]
fn a_block_whose_yields_are_statements_is_plain() {
    let statements = is::<_, u32, (), Infallible, Plain>(generate!(|| {
        yield 1;
        {
            yield 2
        }
        if true {
            yield 3
        } else {
            yield 4
        }
        match 5 {
            5 => yield 5,
            _ => return,
        }
        let _ = yield 6;
        _ = yield 7;
        for n in 8..10 {
            yield n
        }
        (yield 10);
    }));
    assert_eq!(statements.into_iter().collect::<Vec<_>>(), [1, 2, 3, 5, 6, 7, 8, 9, 10]);
}

#[test]
fn the_end_of_a_block_that_returns_nothing_is_a_statement() {
    let end = is::<_, u32, (), Infallible, Plain>(generate!(|| { yield 1 }));
    assert_eq!(end.into_iter().collect::<Vec<_>>(), [1]);
    let expression = is::<_, u32, (), Infallible, Plain>(generate!(|| yield 1));
    assert_eq!(expression.into_iter().collect::<Vec<_>>(), [1]);
    let unit = is::<_, u32, (), Infallible, Plain>(generate!(|| -> () { yield 1 }));
    assert_eq!(unit.into_iter().collect::<Vec<_>>(), [1]);
}

#[test]
fn a_block_in_which_the_value_of_a_yield_is_used_yields_first() {
    let mut bound = pin!(is::<_, &str, u32, Infallible, YieldFirst>(generate!(|| {
        let a: u32 = yield "a";
        yield "dropped";
        a + (yield "b")
    })));
    assert_eq!(bound.start(), Ok("a"));
    assert_eq!(bound.send(1), Ok("dropped"));
    assert_eq!(bound.send(9), Ok("b"));
    assert_eq!(bound.send(2), Err(Stopped::Returned(3)));

    let end = is::<_, u32, i64, Infallible, YieldFirst>(generate!(|| -> i64 { yield 1 }));
    drop(end);
    let argument = is::<_, u32, i64, Infallible, YieldFirst>(generate!(|| i64::abs(yield 1)));
    drop(argument);
    let mut matched = pin!(is::<_, u32, bool, Infallible, YieldFirst>(generate!(|| {
        while yield 1 {}
        if yield 2 {
            yield 3
        } else {
            yield 4
        };
        match yield 5 {
            true => "true",
            false => "false",
        }
    })));
    let answers = [false, true, false].map(|answer| answer);
    assert_eq!(matched.start(), Ok(1));
    assert_eq!(answers.map(|answer| matched.send(answer)), [Ok(2), Ok(3), Ok(5)]);
    assert_eq!(matched.send(true), Err(Stopped::Returned("true")));
}

#[test]
fn a_parameter_is_the_first_value_sent() {
    let mut sums = pin!(is::<_, i64, i64, Infallible, SendFirst>(generate!(|first: i64| {
        let mut sum = first;
        loop {
            sum += yield sum;
        }
    })));
    assert_eq!([1, 10, 100].map(|value| sums.send(value)), [Ok(1), Ok(11), Ok(111)]);

    let mut pattern = pin!(generate!(move |(mut a, _): (u32, &str)| -> u32 {
        a += 1;
        yield a;
        a
    }));
    assert_eq!(pattern.send((1, "one")), Ok(2));
    assert_eq!(pattern.send((0, "")), Err(Stopped::Returned(2)));

    // Its type may be inferred.
    let mut inferred = pin!(generate!(|first| (yield u64::from(first) + 1) + first));
    assert_eq!(inferred.send(7_u32), Ok(8));
    assert_eq!(inferred.send(1), Err(Stopped::Returned(8)));
}

#[test]
fn it_borrows_its_surroundings_or_takes_them_with_move() {
    let text = String::from("borrowed");
    let mut count = 0;
    {
        let mut lengths = pin!(generate!(|| {
            for word in ["a", "bc"] {
                count += 1;
                yield word.len() + text.len();
            }
        }));
        assert_eq!(lengths.by_ref().collect::<Vec<_>>(), [9, 10]);
    }
    assert_eq!((count, text.as_str()), (2, "borrowed"));

    fn letters(text: String) -> impl Iterator<Item = char> {
        generate!(move || {
            for letter in text.chars() {
                yield letter;
            }
        })
        .into_iter()
    }
    assert_eq!(letters(text).collect::<String>(), "borrowed");
}

#[test]
fn it_takes_what_its_body_consumes_without_move() {
    let words = vec![String::from("a"), String::from("b")];
    let mut owned = generate!(|| {
        for word in words {
            yield word;
        }
    })
    .boxed();
    assert_eq!(owned.by_ref().collect::<Vec<_>>(), ["a", "b"]);
}

#[test]
fn a_block_is_as_large_as_a_function_of_the_same_body() {
    #[generator(yield = u32)]
    fn counts(end: u32) {
        for n in 0..end {
            yield_!(n);
        }
    }
    let end = 3;
    let moved = generate!(move || {
        for n in 0..end {
            yield n;
        }
    });
    let borrowed = generate!(|| {
        for n in 0..3 {
            yield n;
        }
    });
    assert_eq!(size_of_val(&moved), size_of_val(&counts(3)));
    assert!(size_of_val(&borrowed) <= size_of_val(&counts(3)));
}

#[test]
fn nothing_of_it_runs_before_it_is_driven() {
    let runs = Cell::new(0);
    let generator = generate!(|| {
        runs.set(runs.get() + 1);
        yield ();
    });
    assert_eq!(runs.get(), 0);
    drop(generator);
    assert_eq!(runs.get(), 0);
}

#[test]
fn what_can_be_thrown_is_named_as_in_the_attribute() {
    let mut recovers = pin!(is::<_, u32, (), String, Plain>(generate!(throw = String, || -> Result<u32, String> {
        let mut caught = 0;
        for n in 0.. {
            match try_yield!(n) {
                Ok(()) => {}
                Err(Interrupt::Throw(_)) => caught += 1,
                Err(Interrupt::Close) => return Ok(caught),
            }
            if n == 3 {
                break;
            }
        }
        yield 100;
        Ok(caught)
    })));
    assert_eq!(recovers.start(), Ok(0));
    assert_eq!(recovers.throw("once".into()), Ok(1));
    assert_eq!(recovers.throw("twice".into()), Ok(2));
    assert_eq!(recovers.send(()), Ok(3));
    assert_eq!(recovers.send(()), Ok(100));
    assert_eq!(recovers.throw("out".into()), Err(Stopped::Returned(Err("out".into()))));
}

#[test]
fn each_type_can_be_named_where_it_cannot_be_inferred() {
    let mut named = pin!(generate!(yield = Option<u32>, send = u8, || {
        yield None;
    }));
    assert_eq!(named.start(), Ok(None));
    assert_eq!(named.send(1), Err(Stopped::Returned(())));
}

#[test]
fn a_try_yield_of_which_only_the_interrupt_is_looked_at_sends_nothing() {
    let mut plain = pin!(is::<_, u32, (), Infallible, Plain>(generate!(|| {
        if try_yield!(1).is_err() {
            return "closed at 1";
        }
        if let Err(Interrupt::Close) = try_yield!(2) {
            return "closed at 2";
        }
        while let Ok(()) = try_yield!(3) {}
        "closed at 3"
    })));
    assert_eq!(plain.by_ref().take(4).collect::<Vec<_>>(), [1, 2, 3, 3]);
    assert_eq!(plain.close(), Ok(Some("closed at 3")));

    let mut sums = pin!(is::<_, u32, u32, Infallible, YieldFirst>(generate!(|| {
        let mut sum = 0;
        while let Ok(value) = try_yield!(sum) {
            sum += value;
        }
        sum
    })));
    assert_eq!(sums.start(), Ok(0));
    assert_eq!(sums.send(2), Ok(2));
    assert_eq!(sums.send(3), Ok(5));
    assert_eq!(sums.close(), Ok(Some(5)));
}

#[test]
fn the_macros_of_a_body_work_beside_the_keyword() {
    #[generator(yield = u32)]
    fn child() -> &'static str {
        yield_!(2);
        "child"
    }
    let mut both = pin!(generate!(|| {
        yield_!(1);
        let returned = yield_from!(child());
        yield 3;
        let closed = try_yield_from!(child());
        (returned, closed)
    }));
    assert_eq!(both.by_ref().take(4).collect::<Vec<_>>(), [1, 2, 3, 2]);
    assert_eq!(both.send(()), Err(Stopped::Returned(("child", Ok("child")))));
}

#[test]
fn a_generator_hands_on_to_a_block() {
    #[generator(yield = usize)]
    fn lengths(words: &[&str]) -> usize {
        let total = Cell::new(0);
        yield_from!(generate!(|| {
            for word in words {
                total.set(total.get() + word.len());
                yield word.len();
            }
        }));
        total.get()
    }
    let mut lengths = lengths(&["a", "bcd"]).boxed().returning();
    assert_eq!(lengths.by_ref().collect::<Vec<_>>(), [1, 3]);
    assert_eq!(lengths.into_return(), Some(4));
}

#[test]
fn the_keyword_works_among_the_arguments_of_a_macro() {
    let mut asks = pin!(generate!(|| {
        let answers = vec![yield "a", yield "b"];
        assert_eq!(answers, [1, 2], "and {}", 3);
        format!("{} {answers:?} {last}", (yield "c") + 1, last = yield "d")
    }));
    assert_eq!(asks.start(), Ok("a"));
    assert_eq!([1, 2, 3].map(|answer| asks.send(answer)), [Ok("b"), Ok("c"), Ok("d")]);
    assert_eq!(asks.send(4), Err(Stopped::Returned("4 [1, 2] 4".to_string())));
}

#[test]
fn blocks_stand_in_blocks_and_each_yield_belongs_to_the_nearest() {
    let outer = generate!(|| {
        for n in 0..2 {
            let inner = generate!(|| {
                yield n;
                yield 10 + n;
            });
            yield inner.into_iter().sum::<u32>();
        }
        #[generator(yield = u32)]
        fn function() {
            yield_!(100);
        }
        yield_from!(function());
    });
    assert_eq!(outer.into_iter().collect::<Vec<_>>(), [10, 12, 100]);
}

#[test]
fn an_operand_reaches_as_far_as_that_of_a_return() {
    let mut sums = pin!(generate!(|| -> u32 { yield 1 + yield 2 * 3 }));
    assert_eq!(sums.start(), Ok(6));
    assert_eq!(sums.send(4), Ok(5));
    assert_eq!(sums.send(9), Err(Stopped::Returned(9)));
    let mut nothing = pin!(generate!(|| {
        yield;
        yield
    }));
    assert_eq!([nothing.start(), nothing.start()], [Ok(()), Ok(())]);
}

#[test]
fn a_block_is_made_by_a_macro_of_the_users() {
    macro_rules! squares {
        ($end:expr, $($last:tt)*) => {
            generate!(|| {
                for n in 0..$end {
                    yield n * n;
                }
                $($last)*
            })
        };
    }
    let squares = squares!(3, yield 100);
    assert_eq!(squares.into_iter().collect::<Vec<_>>(), [0, 1, 4, 100]);
}

#[test]
fn it_ends_with_an_error_by_a_question_mark() {
    let numbers = generate!(|| -> Result<(), std::num::ParseIntError> {
        for word in ["1", "2", "x", "4"] {
            yield word.parse::<u32>()?;
        }
        Ok(())
    });
    let seen: Vec<_> = pin!(numbers).try_iter().map(Result::ok).collect();
    assert_eq!(seen, [Some(1), Some(2), None]);
}

#[test]
fn it_never_returns_where_it_says_so() {
    let mut forever = pin!(generate!(|| -> ! {
        loop {
            yield 1
        }
    }));
    assert_eq!(forever.start(), Ok(1));
    let mut unsaid = pin!(generate!(|| {
        loop {
            yield 1
        }
    }));
    assert_eq!(unsaid.start(), Ok(1));
}

#[test]
fn it_can_be_sent_to_another_thread_when_its_body_can() {
    let shared = std::sync::Arc::new(1);
    let generator = generate!(move || {
        yield *shared;
        yield *shared + 1;
    });
    let sum = std::thread::spawn(move || generator.into_iter().sum::<u32>()).join();
    assert_eq!(sum.ok(), Some(3));

    let local = Rc::new(1);
    let borrowing = [1, 2];
    let generator = generate!(|| {
        for n in &borrowing {
            yield n;
        }
    });
    let sum = std::thread::scope(|scope| scope.spawn(move || generator.into_iter().sum::<u32>()).join().ok());
    assert_eq!((sum, *local), (Some(3), 1));
}

/// Counts its drops.
struct Counted<'a>(&'a Cell<u32>);

impl Drop for Counted<'_> {
    fn drop(&mut self) {
        self.0.set(self.0.get() + 1);
    }
}

#[test]
fn what_it_has_taken_is_dropped_once_wherever_it_ends() {
    for operations in 0..4 {
        for moved in [false, true] {
            let (taken, yielded) = (Cell::new(0), Cell::new(0));
            let values = [Counted(&taken), Counted(&taken)];
            let drive = |mut generator: antiphon::adapt::Erased<'_, Counted<'_>>| {
                assert_eq!(generator.by_ref().take(operations).count(), operations.min(2));
                drop(generator);
            };
            let made = || Counted(&yielded);
            if moved {
                drive(
                    generate!(move || {
                        for _value in values {
                            yield made();
                        }
                    })
                    .erased(),
                );
            } else {
                drive(
                    generate!(|| {
                        for _value in values {
                            yield made();
                        }
                    })
                    .erased(),
                );
            }
            assert_eq!((taken.get(), yielded.get() as usize), (2, operations.min(2)), "{operations} {moved}");
        }
    }
}

#[test]
fn a_yield_stands_wherever_an_expression_can() {
    let mut asks = pin!(generate!(|| -> Vec<u32> {
        let block: u32 = { yield 1 };
        let branch = if block > 1 { yield 2 } else { 0 };
        while (yield 3) < 10 {}
        let pair = (yield 4, yield 5);
        let Some(matched) = Some(yield 6) else { return vec![] };
        let mut sum = 0;
        sum += yield 7;
        let twice = yield yield 8;
        let array = [yield 9; 2];
        return vec![block, branch, pair.0, pair.1, matched, sum, twice, array[1], yield 10];
    }));
    let mut answer = 10;
    let mut yields = vec![asks.start().unwrap_or(0)];
    let returned = loop {
        answer += 1;
        match asks.send(answer) {
            Ok(value) => yields.push(value),
            Err(Stopped::Returned(values)) => break values,
            Err(stopped) => panic!("{stopped:?}"),
        }
    };
    // The inner yield of `yield yield 8` was answered with 18.
    assert_eq!(yields, [1, 2, 3, 4, 5, 6, 7, 8, 18, 9, 10]);
    assert_eq!(returned, [11, 12, 14, 15, 16, 17, 19, 20, 21]);
}

#[test]
fn a_block_hands_on_to_blocks_of_its_own_kind_in_boxes() {
    fn walk(depth: u32) -> antiphon::adapt::Erased<'static, u32> {
        generate!(move || {
            if depth > 0 {
                yield_from!(walk(depth - 1));
                yield depth;
                yield_from!(walk(depth - 1));
            }
        })
        .erased()
    }
    assert_eq!(walk(3).collect::<Vec<_>>(), [1, 2, 1, 3, 1, 2, 1]);
}

#[test]
fn a_method_lends_its_fields_to_a_block() {
    struct Counter {
        end: u32,
        log: Vec<u32>,
    }
    impl Counter {
        fn run(&mut self) -> u32 {
            let noted = generate!(|| {
                for n in 0..self.end {
                    self.log.push(n);
                    yield n;
                }
            });
            noted.into_iter().sum()
        }
    }
    let mut counter = Counter { end: 4, log: vec![] };
    assert_eq!((counter.run(), counter.log.as_slice()), (6, &[0, 1, 2, 3][..]));
}

#[test]
fn the_parameter_of_a_block_has_attributes_with_a_type_and_without() {
    let mut untyped = generate!(|#[allow(unused_mut, reason = "the test")] (mut a, b)| {
        yield a + b;
    })
    .boxed();
    assert_eq!(untyped.send((1, 2)), Ok(3));
    let mut typed = generate!(|#[allow(unused_variables, reason = "the test")] value: u32| {
        yield 1;
    })
    .boxed();
    assert_eq!(typed.send(2), Ok(1));
}
