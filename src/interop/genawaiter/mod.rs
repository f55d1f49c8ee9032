//! The generators of the crate [`genawaiter`] as generators of this one: of its flavours `rc`, `sync` and `stack`.
//!
//! [`plain`] and [`yield_first`] take one that exists, owned or lent. [`stack`] and [`stack_yield_first`] take a
//! producer of the flavour `stack`, and keep in one place what genawaiter lets only borrow. Each gives a
//! [`Gen`](crate::Gen), so what they make is driven, iterated, sent through and handed on to like any other, in
//! `yield_from!` too. `docs/from-genawaiter.md` sets the two crates side by side.
//!
//! | operation | answer |
//! |---|---|
//! | `start` | runs the body to its first yield. genawaiter takes a value there and loses it: `lost` is that value |
//! | `send` | the first one answers the first yield; before the start it is refused, or begins a plain generator |
//! | `throw` | cannot be called, or in the module [`throwing`] drops the body where it waits and returns the error |
//! | `close` | drops the body where it waits, and gives `Ok(None)`: it cannot answer |
//! | any, after the end or a panic | `Finished`, and the value comes back, where genawaiter panics |
//!
//! A generator that `let_gen!` or `let_gen_using!` made cannot be dropped by a close, since those macros lend it and
//! keep it under a name of theirs: it is not resumed any more, and its body is dropped at the end of the scope that the
//! macro stands in. The functions for a producer do not have that limit.
//!
//! What is handed over should be new. genawaiter does not tell whether it is: one that has been resumed goes on where
//! it is, and its pending yield is answered with `lost`; one that has completed panics once more, when it is begun.

mod resume;
pub mod throwing;

use crate::generator;
use genawaiter::stack::Co;
pub use resume::Resume;

/// Makes a plain generator of one that is resumed with nothing.
///
/// # Examples
///
/// ```
/// use antiphon::{interop::genawaiter::plain, prelude::*};
/// use genawaiter::rc::{Co, Gen};
///
/// async fn digits(co: Co<u32>) -> &'static str {
///     for digit in 1..=2 {
///         co.yield_(digit).await;
///     }
///     "done"
/// }
///
/// #[generator(yield = u32)]
/// fn twice() -> &'static str {
///     yield_from!(plain(Gen::new(digits)));
///     yield_from!(plain(Gen::new(digits)))
/// }
///
/// let mut all = twice().returning();
/// assert_eq!(all.by_ref().collect::<Vec<_>>(), [1, 2, 1, 2]);
/// assert_eq!(all.into_return(), Some("done"));
/// ```
#[generator(crate = crate, yield = G::Yield)]
pub fn plain<G: Resume<Input = ()>>(generator: G) -> G::Return {
    let Ok(returned) = yield_from!(throwing::plain(generator));
    returned
}

/// Makes a yield-first generator of one that is resumed with values.
///
/// The first resumption takes a value that no yield receives: it is `lost`, so that no value that is sent is.
///
/// # Examples
///
/// ```
/// use antiphon::{interop::genawaiter::yield_first, prelude::*};
/// use genawaiter::sync::{Co, Gen};
///
/// async fn greet(co: Co<&'static str, String>) -> String {
///     let name = co.yield_("who?").await;
///     format!("hello {name}")
/// }
///
/// let mut greet = std::pin::pin!(yield_first(Gen::new(greet), String::new()));
/// assert_eq!(greet.start(), Ok("who?"));
/// assert_eq!(greet.send("world".into()), Err(Stopped::Returned("hello world".into())));
/// ```
#[generator(crate = crate, yield = G::Yield, send = G::Input)]
pub fn yield_first<G: Resume>(generator: G, lost: G::Input) -> G::Return {
    let Ok(returned) = yield_from!(throwing::yield_first(generator, lost));
    returned
}

/// Makes a plain generator of a producer that yields on the stack: an `async fn` or an `async` closure that takes a
/// [`Co`].
///
/// It allocates nothing, and can be returned and kept, as one of `let_gen!` cannot.
///
/// # Examples
///
/// ```
/// use antiphon::{interop::genawaiter::stack, prelude::*};
/// use genawaiter::stack::Co;
///
/// async fn digits(co: Co<'_, u32>) {
///     for digit in 1..=3 {
///         co.yield_(digit).await;
///     }
/// }
///
/// let mut digits = std::pin::pin!(stack(digits));
/// assert_eq!(digits.next(), Some(1));
/// assert_eq!(digits.close(), Ok(None));
/// assert_eq!(digits.next(), None);
/// ```
#[generator(crate = crate, yield = Y)]
pub fn stack<Y, T, P>(producer: P) -> T
where
    P: AsyncFnOnce(Co<'_, Y>) -> T,
{
    let Ok(returned) = yield_from!(throwing::stack(producer));
    returned
}

/// Makes a yield-first generator of a producer that yields on the stack and is resumed with values.
///
/// As [`stack`] for the producer, and as [`yield_first`] for the values.
#[generator(crate = crate, yield = Y, send = I)]
pub fn stack_yield_first<Y, I, T, P>(producer: P, lost: I) -> T
where
    P: AsyncFnOnce(Co<'_, Y, I>) -> T,
{
    let Ok(returned) = yield_from!(throwing::stack_yield_first(producer, lost));
    returned
}

/// The handle of a producer cannot outlive its body, which lends it.
///
/// ```compile_fail
/// use antiphon::{interop::genawaiter::stack, prelude::*};
///
/// let mut kept = None;
/// let mut generator = stack(async |co: genawaiter::stack::Co<'_, u32>| {
///     co.yield_(1).await;
///     kept = Some(co);
/// })
/// .boxed();
/// assert_eq!(generator.by_ref().count(), 1);
/// ```
///
/// ```
/// use antiphon::{interop::genawaiter::stack, prelude::*};
///
/// let mut kept = None;
/// let mut generator = stack(async |co: genawaiter::stack::Co<'_, u32>| {
///     co.yield_(1).await;
///     kept = Some(());
/// })
/// .boxed();
/// assert_eq!(generator.by_ref().count(), 1);
/// ```
#[cfg(doctest)]
enum Escape {}
