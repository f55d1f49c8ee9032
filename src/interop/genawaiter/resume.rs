use genawaiter::{GeneratorState, rc, stack, sync};

/// A generator of genawaiter that exists: of the flavours `rc`, `sync` and `stack`, owned or lent.
///
/// One that is owned is dropped by a close. One that is lent, as `let_gen!` lends what it makes, stays with its owner.
pub trait Resume: sealed::Sealed {
    /// What it yields.
    type Yield;
    /// What it is resumed with.
    type Input;
    /// What it completes with.
    type Return;

    /// Its `resume_with`.
    #[doc(hidden)]
    fn resume(&mut self, value: Self::Input) -> GeneratorState<Self::Yield, Self::Return>;
}

/// Implements [`Resume`] for a flavour and for a reference to one. A blanket implementation for all that is a
/// `Coroutine` would rule out the one for references.
macro_rules! flavour {
    ([$($lifetime:lifetime)?] $generator:ty) => {
        flavour!(@ [$($lifetime,)?] $generator);
        flavour!(@ ['lent, $($lifetime,)?] &'lent mut $generator);
    };
    (@ [$($lifetime:lifetime,)*] $generator:ty) => {
        impl<$($lifetime,)* Y, R, F: Future> sealed::Sealed for $generator {}

        impl<$($lifetime,)* Y, R, F: Future> Resume for $generator {
            type Yield = Y;
            type Input = R;
            type Return = F::Output;

            #[inline]
            fn resume(&mut self, value: R) -> GeneratorState<Y, F::Output> {
                self.resume_with(value)
            }
        }
    };
}

flavour!([] rc::Gen<Y, R, F>);
flavour!([] sync::Gen<Y, R, F>);
flavour!(['shelf] stack::Gen<'shelf, Y, R, F>);

mod sealed {
    pub trait Sealed {}
}
