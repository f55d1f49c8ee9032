use crate::{Gen, PinnedGenerator, Plain, Protocol};
use alloc::boxed::Box;
use core::{convert::Infallible, mem::ManuallyDrop, pin::Pin};

/// A generator on the heap behind a type that can be named: for a field, a `Vec` of different generators, a signature.
///
/// `Y` is what it yields, `I` what it is sent, `E` what it is thrown, `R` what it returns, `P` its protocol. Made by
/// [`Gen::erased`]. A generator that may move is made one by `Box::pin(generator)`.
///
/// # Examples
///
/// ```
/// use antiphon::{adapt::Erased, prelude::*};
///
/// #[generator(yield = u32)]
/// fn up(to: u32) {
///     for n in 0..to { yield_!(n); }
/// }
///
/// #[generator(yield = u32)]
/// fn down(from: u32) {
///     for n in (0..from).rev() { yield_!(n); }
/// }
///
/// let both: Vec<Erased<'_, u32>> = vec![up(3).erased(), down(2).erased()];
/// assert_eq!(both.into_iter().flatten().collect::<Vec<_>>(), [0, 1, 2, 1, 0]);
/// ```
pub type Erased<'a, Y, I = (), E = Infallible, R = (), P = Plain> =
    Pin<Box<dyn PinnedGenerator<Yield = Y, Input = I, Error = E, Return = R, Protocol = P> + 'a>>;

/// An [`Erased`] that can be sent to another thread. Made by [`Gen::erased_send`].
pub type ErasedSend<'a, Y, I = (), E = Infallible, R = (), P = Plain> =
    Pin<Box<dyn PinnedGenerator<Yield = Y, Input = I, Error = E, Return = R, Protocol = P> + Send + 'a>>;

impl<Y, I, E, P: Protocol, F: Future> Gen<Y, I, E, P, F> {
    /// Puts it on the heap, where it is pinned and can be driven, kept and returned. It keeps its type.
    #[inline]
    pub fn boxed(self) -> Pin<Box<Self>> {
        // Not to be dropped if the allocation fails: for that it would have to be in memory before it is in the box.
        let this = ManuallyDrop::new(self);
        Box::into_pin(Box::write(Box::new_uninit(), ManuallyDrop::into_inner(this)))
    }

    /// Puts it on the heap behind a type that can be named.
    pub fn erased<'a>(self) -> Erased<'a, Y, I, E, F::Output, P>
    where
        Self: 'a,
    {
        self.boxed()
    }

    /// Puts it on the heap behind a type that can be named and sent to another thread.
    pub fn erased_send<'a>(self) -> ErasedSend<'a, Y, I, E, F::Output, P>
    where
        Self: Send + 'a,
    {
        self.boxed()
    }
}

impl<Y, E, F: Future> Gen<Y, (), E, Plain, F> {
    /// Iterates over what it yields and keeps what it returns, on the heap.
    ///
    /// As [`Generator::returning`](crate::Generator::returning) of the boxed generator.
    pub fn returning(self) -> super::Returning<Pin<Box<Self>>> {
        super::Returning::new(self.boxed())
    }
}

impl<Y, E, F: Future<Output = Result<T, X>>, T, X> Gen<Y, (), E, Plain, F> {
    /// Iterates over what it yields and the error its body ends with, on the heap.
    ///
    /// As [`Generator::try_iter`](crate::Generator::try_iter) of the boxed generator.
    pub fn try_iter(self) -> super::TryIter<Pin<Box<Self>>> {
        super::TryIter::new(self.boxed())
    }
}

impl<Y, E, F: Future> IntoIterator for Gen<Y, (), E, Plain, F> {
    type Item = Y;
    type IntoIter = Pin<Box<Self>>;

    /// Boxes the generator, once. The value it returns is dropped: a fallible one is better off with
    /// [`try_iter`](Gen::try_iter).
    fn into_iter(self) -> Pin<Box<Self>> {
        self.boxed()
    }
}
