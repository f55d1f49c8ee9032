//! The same, for a delegator that can be thrown at.
//!
//! genawaiter has no throw, so an error cannot reach the body: it ends the generator, which drops the body where it
//! waits, and is what the generator returns. With `yield_from!(..)?` it leaves the delegator as well.
//!
//! # Examples
//!
//! ```
//! use antiphon::{interop::genawaiter::throwing, prelude::*};
//! use genawaiter::rc::{Co, Gen};
//!
//! async fn numbers(co: Co<u32>) {
//!     co.yield_(1).await;
//!     co.yield_(2).await;
//! }
//!
//! #[generator(yield = u32, throw = String)]
//! fn delegator() -> Result<(), String> {
//!     yield_from!(throwing::plain(Gen::new(numbers)))?;
//!     Ok(())
//! }
//!
//! let mut delegator = std::pin::pin!(delegator());
//! assert_eq!(delegator.start(), Ok(1));
//! assert_eq!(delegator.throw("stop".into()), Err(Stopped::Returned(Err("stop".into()))));
//! ```

use super::Resume;
use crate::generator;
use genawaiter::{
    GeneratorState,
    stack::{Co, let_gen_using},
};

/// As [`plain`](super::plain), and returns the error that is thrown.
#[generator(crate = crate, yield = G::Yield, throw = E)]
pub fn plain<G: Resume<Input = ()>, E>(mut generator: G) -> Result<G::Return, E> {
    loop {
        match generator.resume(()) {
            GeneratorState::Yielded(value) => yield_!(value),
            GeneratorState::Complete(returned) => return Ok(returned),
        }
    }
}

/// As [`yield_first`](super::yield_first), and returns the error that is thrown.
#[generator(crate = crate, yield = G::Yield, send = G::Input, throw = E)]
pub fn yield_first<G: Resume, E>(mut generator: G, lost: G::Input) -> Result<G::Return, E> {
    let mut input = lost;
    loop {
        match generator.resume(input) {
            GeneratorState::Yielded(value) => input = yield_!(value),
            GeneratorState::Complete(returned) => return Ok(returned),
        }
    }
}

/// As [`stack`](super::stack), and returns the error that is thrown.
#[generator(crate = crate, yield = Y, throw = E)]
pub fn stack<Y, T, P, E>(producer: P) -> Result<T, E>
where
    P: AsyncFnOnce(Co<'_, Y>) -> T,
{
    let_gen_using!(generator, |co| producer(co));
    yield_from!(plain(generator))
}

/// As [`stack_yield_first`](super::stack_yield_first), and returns the error that is thrown.
#[generator(crate = crate, yield = Y, send = I, throw = E)]
pub fn stack_yield_first<Y, I, T, P, E>(producer: P, lost: I) -> Result<T, E>
where
    P: AsyncFnOnce(Co<'_, Y, I>) -> T,
{
    let_gen_using!(generator, |co| producer(co));
    yield_from!(yield_first(generator, lost))
}
