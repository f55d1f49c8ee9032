//! The `#[generator]` attribute of [antiphon](https://docs.rs/antiphon), which re-exports it. Use that crate.
//!
//! `args` and `item` parse into a model of the annotated function, `check` says what is wrong with it, `expand` turns
//! it into Rust.

#![warn(missing_docs)]

mod args;
mod awaits;
mod body_macro;
mod check;
mod elision;
mod expand;
mod item;

use proc_macro::TokenStream;

/// Makes a function a generator: an object that is driven with `start`, `send`, `throw` and `close`.
///
/// The body may suspend with `yield_!(value)`, `try_yield!(value)`, `yield_from!(generator)` and
/// `try_yield_from!(generator)`; the attribute brings these macros into the body, so they need no import. Calling the function runs nothing of it, and returns an `antiphon::Gen`.
///
/// # Arguments
///
/// | argument | meaning | default |
/// |---|---|---|
/// | `yield = T` | the type it yields | `()` |
/// | `send = T` | the type it is sent; it yields first | nothing is sent |
/// | `throw = E` | the type of the errors thrown into it | nothing can be thrown |
/// | `crate = path` | where antiphon is re-exported | `::antiphon` |
///
/// A parameter marked `#[send]` makes it send-first: it is not passed to the function, but is the first value sent, and
/// its type is that of all others.
///
/// An `async fn` makes an async generator, an `antiphon::AsyncGen`: its body may also `.await`, and each operation is
/// awaited. What the body awaits sees the executor's waker, and nothing of the generator. In the arguments of another
/// macro an await stays as that macro makes it; it then sees a waker of the generator, whose clones are the executor's.
///
/// The function returns what its body returns, through the last operation. With `-> !` it never returns.
///
/// The keyword `yield` itself cannot be used: rustc rejects it in a function, whatever its attributes.
///
/// # Examples
///
/// ```
/// use antiphon::prelude::*;
///
/// #[generator(yield = u64)]
/// fn countdown(from: u64) -> &'static str {
///     for n in (1..=from).rev() {
///         yield_!(n);
///     }
///     "lift-off"
/// }
///
/// let mut countdown = std::pin::pin!(countdown(2));
/// assert_eq!(countdown.start(), Ok(2));
/// assert_eq!(countdown.send(()), Ok(1));
/// assert_eq!(countdown.send(()), Err(Stopped::Returned("lift-off")));
/// ```
///
/// One that awaits:
///
/// ```
/// use antiphon::prelude::*;
///
/// #[generator(yield = u64)]
/// async fn squares(numbers: impl Future<Output = Vec<u64>>) {
///     for n in numbers.await {
///         yield_!(n * n);
///     }
/// }
///
/// # let mut main = std::pin::pin!(
/// async {
///     let mut squares = std::pin::pin!(squares(async { vec![2, 3] }));
///     assert_eq!(squares.start().await, Ok(4));
///     assert_eq!(squares.send(()).await, Ok(9));
///     assert_eq!(squares.send(()).await, Err(Stopped::Returned(())));
/// }
/// # );
/// # use std::task::{Context, Waker};
/// # assert!(main.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_ready());
/// ```
#[proc_macro_attribute]
pub fn generator(args: TokenStream, item: TokenStream) -> TokenStream {
    expand::generator(args.into(), &item.into()).into()
}
