//! What passes between a caller and a body besides the values themselves.

/// Where a generator is in its life.
///
/// There is no "running": a generator is driven through `&mut`, so nobody can look at it while its body runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Status {
    /// Made, but nothing of its body has run.
    Created,
    /// Waiting at a yield.
    Suspended,
    /// Over: it returned, was closed, was thrown at before its start, or panicked.
    Finished,
}

/// What can arrive at a `try_yield!` instead of a value.
///
/// A body that receives `Throw` may catch the error and yield on. A body that receives `Close` should clean up and
/// return; a value it returns is what [`close`](crate::Generator::close) gives its caller.
///
/// # Examples
///
/// ```
/// use antiphon::prelude::*;
///
/// #[generator(yield = u32, throw = &'static str)]
/// fn counter() -> String {
///     let mut count = 0;
///     loop {
///         count += 1;
///         match try_yield!(count) {
///             Ok(()) => {}
///             Err(Interrupt::Throw("again")) => count = 0,
///             Err(Interrupt::Throw(error)) => return format!("{error} at {count}"),
///             Err(Interrupt::Close) => return format!("closed at {count}"),
///         }
///     }
/// }
///
/// let mut counter = std::pin::pin!(counter());
/// assert_eq!(counter.start(), Ok(1));
/// assert_eq!(counter.send(()), Ok(2));
/// assert_eq!(counter.throw("again"), Ok(1));
/// assert_eq!(counter.close(), Ok(Some("closed at 1".to_string())));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Interrupt<E> {
    /// The caller threw this error.
    #[error("an error was thrown into the generator: {0}")]
    Throw(E),
    /// The caller closed the generator.
    #[error("the generator was closed")]
    Close,
}
