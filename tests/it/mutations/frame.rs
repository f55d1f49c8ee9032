//! Generators and their twins, with what both are driven by. Grown: see `tests/it/mutations.rs`.

#![deny(warnings)]
#![forbid(unsafe_code)]

use script::{Resume, Trace};
use vocabulary::Point;

/// What both kinds of functions use.
pub mod vocabulary {
    pub use antiphon::{Closed, Interrupt};
    use antiphon::{Gen, Plain};
    pub use std::convert::identity;
    use std::{convert::Infallible, future::Future};

    macro_rules! sum {
        ($($value:expr),*) => { 0_u32 $(.wrapping_add($value))* };
    }
    macro_rules! run {
        ($($statement:stmt);* $(;)?) => { $($statement)* };
    }
    pub(crate) use {run, sum};

    /// A struct.
    #[derive(Debug, Clone, Copy, Default)]
    pub struct Point {
        /// One.
        pub left: u32,
        /// The other.
        pub right: u32,
    }

    impl Point {
        /// Of both.
        pub fn sum(self) -> u32 {
            self.left ^ self.right
        }
    }

    /// Is seen when it is dropped.
    pub struct Guard(pub u32);

    impl Drop for Guard {
        fn drop(&mut self) {
            crate::script::note(&("dropped", self.0));
        }
    }

    /// What is thrown.
    #[derive(Debug, Clone, Copy)]
    pub struct Reset;

    /// What a function fails with.
    #[derive(Debug, Clone, Copy)]
    pub enum Failure {
        /// It was thrown.
        Reset,
        /// It was not.
        Odd,
    }

    impl From<Reset> for Failure {
        fn from(_: Reset) -> Self {
            Self::Reset
        }
    }

    /// Sees a value.
    pub fn consume(value: impl std::fmt::Debug) {
        crate::script::note(&value);
    }

    /// What an inner generator yields.
    pub fn once(generator: Gen<u32, (), Infallible, Plain, impl Future<Output = ()>>) -> Vec<u32> {
        generator.into_iter().collect()
    }

    /// Is not for every number.
    pub fn fallible(number: u32) -> Result<u32, Failure> {
        if number == 7 { Err(Failure::Odd) } else { Ok(number) }
    }

    /// A value that is made after something without one.
    pub fn then<T>((): (), value: T) -> T {
        value
    }

    /// Adds.
    pub fn add(left: u32, right: u32) -> u32 {
        left.wrapping_add(right)
    }

    /// An index of an array of three.
    pub fn index(number: u32) -> usize {
        number as usize % 3
    }

    /// How long a text is.
    pub fn length(text: &str) -> u32 {
        text.len() as u32
    }

    /// What it is made of.
    pub fn number(value: impl Into<u32>) -> u32 {
        value.into()
    }
}

/// What functions are sent, and what is seen of them.
pub mod script {
    use std::{cell::RefCell, convert::Infallible, fmt::Debug};

    /// Ends a function that yields again and again.
    pub const TURNS: u32 = 60;

    /// What has been seen, a line each.
    pub type Trace = Vec<String>;

    thread_local! {
        static TRACE: RefCell<(u32, Trace)> = const { RefCell::new((0, Vec::new())) };
    }

    /// Notes something that can be seen.
    pub fn note(seen: &impl Debug) {
        let line = format!("{seen:?}");
        TRACE.with_borrow_mut(|(_, trace)| trace.push(line));
    }

    /// The number of the next turn.
    pub fn turn() -> u32 {
        TRACE.with_borrow_mut(|(turn, _)| {
            *turn += 1;
            *turn
        })
    }

    /// Takes the trace, for the next function to begin one.
    pub fn take() -> Trace {
        TRACE.take().1
    }

    /// How a function is resumed in a turn.
    pub trait Resume: Sized {
        /// The value sent.
        fn answer(turn: u32) -> Self;
    }

    macro_rules! resume {
        ($($ty:ty = |$turn:ident| $value:expr;)*) => {
            $(impl Resume for $ty {
                fn answer($turn: u32) -> Self {
                    $value
                }
            })*
        };
    }
    resume! {
        () = |_turn| ();
        u32 = |turn| turn * 5 % 8;
        bool = |turn| turn % 3 == 0;
        Option<u32> = |turn| (turn % 3 != 0).then_some(turn);
        String = |turn| "x".repeat(turn as usize % 4);
        (u32, u32) = |turn| (turn, turn % 4);
        [u32; 3] = |turn| [turn, 1, turn % 2];
    }

    /// What can be thrown in a turn.
    pub trait Thrown: Sized {
        /// The error, if it is this turn's.
        fn thrown(turn: u32) -> Option<Self>;
    }

    impl Thrown for Infallible {
        fn thrown(_: u32) -> Option<Self> {
            None
        }
    }

    impl Thrown for crate::vocabulary::Reset {
        fn thrown(turn: u32) -> Option<Self> {
            (turn % 7 == 4).then_some(Self)
        }
    }
}

/// The twins, and what a yield is in them.
pub mod plain {
    use crate::{
        script::{Resume, TURNS, Thrown, note, turn},
        vocabulary::*,
    };
    use antiphon::generator;
    use std::fmt::Debug;

    /// A yield.
    fn answer<Y: Debug, I: Resume, E: Thrown>(value: Y) -> Result<I, Interrupt<E>> {
        note(&("yield", value));
        let turn = turn();
        if turn == TURNS {
            std::panic::resume_unwind(Box::new("enough"));
        }
        E::thrown(turn).map_or_else(|| Ok(I::answer(turn)), |error| Err(Interrupt::Throw(error)))
    }

    /// A delegation, which nobody closes.
    fn delegated<T>(returned: T) -> Result<T, Closed<T>> {
        Ok(returned)
    }

    trait IntoGenerator: IntoIterator<Item = u32> + Sized {
        fn into_generator(self) {
            self.into_iter().for_each(|value| answer::<u32, (), std::convert::Infallible>(value).unwrap_or(()));
        }
    }
    impl IntoGenerator for [u32; 2] {}

    // PLAIN
}

/// The generators.
pub mod generators {
    use crate::vocabulary::*;
    use antiphon::prelude::*;

    // GENERATORS
}

/// Drives a generator in the way that `plain::answer` answers its twin.
mod drive {
    use crate::script::{Resume, TURNS, Thrown, note, turn};
    use antiphon::{Generator, Starts, Stopped};
    use std::fmt::Debug;

    pub fn start_first<G>(mut generator: G) -> Option<G::Return>
    where
        G: Generator<Yield: Debug, Input: Resume, Error: Thrown>,
        G::Protocol: Starts<G::Input>,
    {
        match generator.start() {
            Ok(value) => drive(generator, value),
            Err(stopped) => stopped.returned(),
        }
    }

    pub fn send_first<G>(mut generator: G) -> Option<G::Return>
    where
        G: Generator<Yield: Debug, Input: Resume, Error: Thrown>,
    {
        match generator.send(G::Input::answer(0)) {
            Ok(value) => drive(generator, value),
            Err(stopped) => stopped.returned(),
        }
    }

    fn drive<G>(mut generator: G, mut value: G::Yield) -> Option<G::Return>
    where
        G: Generator<Yield: Debug, Input: Resume, Error: Thrown>,
    {
        loop {
            note(&("yield", value));
            let turn = turn();
            if turn == TURNS {
                return None;
            }
            let next = match G::Error::thrown(turn) {
                Some(error) => generator.throw(error).map_err(Stopped::returned),
                None => generator.send(G::Input::answer(turn)).map_err(Stopped::returned),
            };
            match next {
                Ok(next) => value = next,
                Err(returned) => return returned,
            }
        }
    }
}

/// What was seen of a function and what it returned; `None` if it did not.
fn observed(run: impl FnOnce() -> Option<String>) -> (Option<String>, Trace) {
    let returned = std::panic::catch_unwind(std::panic::AssertUnwindSafe(run)).ok().flatten();
    (returned, script::take())
}

macro_rules! compare {
    ($name:ident, ($($value:expr),*), $how:ident, $returned:ident) => {{
        let plain = observed(|| compare!(@$returned $how $name $($value),*));
        let generator = observed(|| drive::$how(std::pin::pin!(generators::$name($($value),*))).map(show::$returned));
        if plain == generator {
            None
        } else {
            Some(format!("{}:\n  plain     {plain:?}\n  generator {generator:?}", stringify!($name)))
        }
    }};
    (@never $how:ident $name:ident $($value:expr),*) => { compare!(@$how $name $($value),*) };
    (@$returned:ident $how:ident $name:ident $($value:expr),*) => {
        Some(show::$returned(compare!(@$how $name $($value),*)))
    };
    (@start_first $name:ident $($value:expr),*) => { plain::$name($($value),*) };
    (@send_first $name:ident $($value:expr),*) => { plain::$name($($value,)* Resume::answer(0)) };
}

mod show {
    pub fn value(returned: impl std::fmt::Debug) -> String {
        format!("{returned:?}")
    }

    pub fn never(returned: std::convert::Infallible) -> String {
        match returned {}
    }

    pub fn collected(returned: impl Iterator<Item = u32>) -> String {
        format!("{:?}", returned.collect::<Vec<_>>())
    }
}

fn main() {
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let differences: Vec<Option<String>> = vec![
        // COMPARISONS
    ];
    std::panic::set_hook(hook);
    let differences: Vec<_> = differences.into_iter().flatten().collect();
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}
