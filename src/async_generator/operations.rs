//! The futures of the operations on an async generator.

use super::AsyncGenerator;
use crate::{CloseIgnored, Starts, Stopped};
use core::{
    pin::Pin,
    task::{Context, Poll},
};

/// A future that polls an operation, with what is handed in until the generator takes it.
macro_rules! operation {
    (
        $(#[$documentation:meta])*
        $name:ident, $poll:ident, $value:ty, $output:ty $(, $bound:ty: $protocol:path)?
    ) => {
        $(#[$documentation])*
        #[must_use = "an operation does nothing until it is awaited"]
        #[derive(Debug)]
        pub struct $name<'a, G: AsyncGenerator> {
            generator: &'a mut G,
            value: Option<$value>,
        }

        // What is handed in is never pinned.
        impl<G: AsyncGenerator> Unpin for $name<'_, G> {}

        impl<G: AsyncGenerator + Unpin> Future for $name<'_, G>
        where
            $($bound: $protocol,)?
        {
            type Output = $output;

            #[inline(always)]
            fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
                let this = self.get_mut();
                Pin::new(&mut *this.generator).$poll(context, &mut this.value)
            }
        }
    };
}

operation! {
    /// The future of [`AsyncGenerator::start`].
    ///
    /// # Panics
    ///
    /// When it is polled again after it has given its result.
    ///
    /// # Dropping
    ///
    /// Before its first poll nothing has happened to the generator. Later, the next operation brings this one to its end
    /// first, and drops the result.
    Starting, poll_start, (), Result<G::Yield, Stopped<G::Return, ()>>, G::Protocol: Starts<G::Input>
}
operation! {
    /// The future of [`AsyncGenerator::send`].
    ///
    /// # Panics
    ///
    /// When it is polled again after it has given its result.
    ///
    /// # Dropping
    ///
    /// Before its first poll nothing has happened to the generator. Later, the next operation brings this one to its end
    /// first, and drops the result.
    Sending, poll_send, G::Input, Result<G::Yield, Stopped<G::Return, G::Input>>
}
operation! {
    /// The future of [`AsyncGenerator::throw`].
    ///
    /// # Panics
    ///
    /// When it is polled again after it has given its result.
    ///
    /// # Dropping
    ///
    /// Before its first poll nothing has happened to the generator. Later, the next operation brings this one to its end
    /// first, and drops the result.
    Throwing, poll_throw, G::Error, Result<G::Yield, Stopped<G::Return, G::Error>>
}
operation! {
    /// The future of [`AsyncGenerator::close`].
    ///
    /// # Panics
    ///
    /// When it is polled again after it has given its result.
    ///
    /// # Dropping
    ///
    /// Before its first poll nothing has happened to the generator. Later, the next operation brings this one to its end
    /// first, and drops the result.
    Closing, poll_close, (), Result<Option<G::Return>, CloseIgnored<G::Yield>>
}

impl<'a, G: AsyncGenerator> Starting<'a, G> {
    #[inline(always)]
    pub(super) fn new(generator: &'a mut G) -> Self {
        Self { generator, value: Some(()) }
    }
}

impl<'a, G: AsyncGenerator> Sending<'a, G> {
    #[inline(always)]
    pub(super) fn new(generator: &'a mut G, value: G::Input) -> Self {
        Self { generator, value: Some(value) }
    }
}

impl<'a, G: AsyncGenerator> Throwing<'a, G> {
    #[inline(always)]
    pub(super) fn new(generator: &'a mut G, error: G::Error) -> Self {
        Self { generator, value: Some(error) }
    }
}

impl<'a, G: AsyncGenerator> Closing<'a, G> {
    #[inline(always)]
    pub(super) fn new(generator: &'a mut G) -> Self {
        Self { generator, value: Some(()) }
    }
}
