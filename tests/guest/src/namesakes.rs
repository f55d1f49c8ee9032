//! Names that the attribute's output uses itself, taken by the user for something else.

/// The names of the standard library and of antiphon, as items beside the generator.
pub mod items {
    use antiphon::generator;

    /// Not the crate.
    pub mod core {}
    /// Not the crate.
    pub mod std {}
    /// Not the prelude's.
    #[derive(Debug, Clone, Copy)]
    pub struct Result;
    /// Not antiphon's.
    #[derive(Debug, Clone, Copy)]
    pub struct Gen;
    /// Not antiphon's.
    #[derive(Debug, Clone, Copy)]
    pub struct Token;
    /// Not antiphon's.
    #[derive(Debug, Clone, Copy)]
    pub struct Plain;
    /// Not the standard library's.
    pub trait Future {}
    /// Not the standard library's.
    #[derive(Debug, Clone, Copy)]
    pub struct Infallible;

    /// Yields its argument, and what a child yields.
    #[generator(yield = u32)]
    pub fn once(value: u32) {
        yield_!(value);
        let _caught = try_yield!(value);
        yield_from!(super::locals::once(value));
    }
}

/// The names of the attribute's variables, and its label.
pub mod locals {
    use antiphon::generator;

    /// For the other module.
    #[generator(yield = u32)]
    pub fn once(value: u32) {
        yield_!(value);
    }

    /// Names that the attribute uses itself.
    #[generator(yield = u32, send = u32)]
    pub fn sum(token: u32, body: u32, value: u32, child: u32) -> u32 {
        let begin = token + body;
        let thrown = value + child;
        let input = yield_!(begin);
        let returned = yield_!(thrown);
        'yield_stands_directly_in_the_body_of_the_generator: {
            if yield_!(1) > 0 {
                break 'yield_stands_directly_in_the_body_of_the_generator;
            }
        }
        input + returned
    }
}

/// Macros of the body, of the names of antiphon's.
pub mod macros {
    use antiphon::generator;

    /// Yields its argument.
    #[generator(yield = u32)]
    pub fn once(argument: u32) -> u32 {
        macro_rules! check {
            () => {
                1
            };
        }
        macro_rules! __suspend {
            () => {
                2
            };
        }
        macro_rules! compile_error {
            () => {
                3
            };
        }
        yield_!(argument);
        check!() + __suspend!() + compile_error!()
    }
}

/// Methods that every type has, taking it by value, of the names of antiphon's.
pub mod methods {
    use antiphon::generator;

    /// What would be called if a method were called by its name alone.
    pub trait Hijack: Sized {
        /// Is not to be called.
        fn operand<T>(self, value: T) -> T {
            value
        }
        /// Is not to be called.
        fn suspend<T>(self, _: T) {}
        /// Is not to be called.
        fn try_suspend<T>(self, _: T) {}
        /// Is not to be called.
        fn first(self) {}
        /// Is not to be called.
        fn delegate<T, B>(self, _: T, _: B) {}
        /// Is not to be called.
        fn leave(self) {}
        /// Is not to be called.
        fn absurd(self) {}
        /// Is not to be called.
        fn into_future(self) {}
    }

    impl<T> Hijack for T {}

    /// Yields what it is sent.
    #[generator(yield = u32)]
    pub fn echo(#[send] first: u32) -> u32 {
        let next = yield_!(first);
        let last = try_yield!(next).unwrap_or(0);
        yield_from!(echo_for_ever(), last)
    }

    #[generator(yield = u32)]
    fn echo_for_ever(#[send] first: u32) -> u32 {
        let mut value = first;
        while value > 0 {
            value = yield_!(value);
        }
        value
    }
}
