//! `yield_from!` of a stream.

use super::foreign::foreign;
use crate::{
    Closed, Interrupt,
    body::{
        delegate::{ByStart, Thrown},
        forward::let_close_out,
        place::Place,
        suspend::TrySuspend,
        token::Token,
    },
};
use core::{future::poll_fn, pin::pin};
use futures_core::Stream;

/// The elements of a stream, for `yield_from!` in the body of an async generator.
///
/// Made by [`from_stream`].
#[must_use = "it yields nothing until it is handed on to"]
#[derive(Debug, Clone)]
pub struct FromStream<S>(S);

/// What makes a stream a child: `yield_from!(from_stream(stream))` yields its elements, and is `()`.
///
/// An error that is thrown meanwhile leaves the generator around it, since a stream cannot receive one. A close drops the
/// stream.
///
/// # Examples
///
/// ```
/// use antiphon::{adapt::from_stream, prelude::*};
/// use futures_util::{StreamExt, stream};
///
/// #[generator(yield = u32)]
/// async fn twice() {
///     yield_from!(from_stream(stream::iter([1, 2])));
///     yield_from!(from_stream(stream::iter([3]).map(|n| 2 * n)));
/// }
///
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(
/// async {
///     assert_eq!(twice().boxed().collect::<Vec<_>>().await, [1, 2, 6]);
/// }
/// # );
/// ```
pub fn from_stream<S: Stream>(stream: S) -> FromStream<S> {
    FromStream(stream)
}

/// As a stream.
#[derive(Debug)]
pub enum Streamed {}

// SAFETY: the token goes only to futures that the body awaits.
#[diagnostic::do_not_recommend]
unsafe impl<S: Stream, E> super::AsyncDelegate<S::Item, (), E, ByStart, Streamed> for FromStream<S> {
    type Return = ();
    type Past = Thrown<E>;

    #[track_caller]
    unsafe fn delegate(self, token: Token<S::Item, (), E>, _: ByStart) -> impl Future<Output = Result<(), Thrown<E>>> {
        // SAFETY: as the caller promises of the future that this one is inside of.
        let delegation = unsafe { forward(token, self.0, Place::caller()) };
        // SAFETY: as above.
        unsafe { let_close_out(token, delegation) }
    }

    #[track_caller]
    unsafe fn try_delegate(
        self,
        token: Token<S::Item, (), E>,
        _: ByStart,
    ) -> impl Future<Output = Result<Result<(), Closed<()>>, Thrown<E>>> {
        // SAFETY: as the caller promises of the future that this one is inside of.
        unsafe { forward(token, self.0, Place::caller()) }
    }
}

/// Yields what a stream gives; an error that is thrown meanwhile goes past it.
///
/// # Safety
///
/// The future must be awaited at once, directly in the body that the token belongs to.
async unsafe fn forward<S: Stream, E>(
    token: Token<S::Item, (), E>,
    stream: S,
    place: Place,
) -> Result<Result<(), Closed<()>>, Thrown<E>> {
    let mut stream = pin!(stream);
    while let Some(value) = foreign(poll_fn(|context| stream.as_mut().poll_next(context))).await {
        match TrySuspend::new(token, value, place).await {
            Ok(()) => {}
            Err(Interrupt::Throw(error)) => return Err(Thrown(error)),
            Err(Interrupt::Close) => return Ok(Err(Closed(None))),
        }
    }
    Ok(Ok(()))
}
