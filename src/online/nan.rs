use super::{Merge, Refusal, Statistic, format::Format};

/// What a statistic does with NaN.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum NanPolicy {
    /// It is counted among the skipped, and takes no place in a window. Every statistic does so unless it is told
    /// otherwise.
    #[default]
    Skip,
    /// The value is NaN as long as there is one among what the statistic is of: in a window, until it leaves. An output
    /// that cannot be NaN is `None` for as long.
    Propagate,
    /// It is refused with [`Refusal::Nan`], and counted among the skipped.
    Reject,
}

/// What may be NaN, or hold one: the inputs and outputs of a statistic with a [`NanPolicy`].
pub trait MaybeNan: Sized {
    /// Whether it is NaN, or holds one.
    #[inline]
    fn is_nan(&self) -> bool {
        false
    }

    /// NaN, or what is made of it only; `None` if there is no such thing.
    #[must_use]
    fn nan() -> Option<Self> {
        None
    }
}

impl MaybeNan for f64 {
    #[inline]
    fn is_nan(&self) -> bool {
        f64::is_nan(*self)
    }

    fn nan() -> Option<Self> {
        Some(f64::NAN)
    }
}

impl<T: MaybeNan> MaybeNan for Option<T> {
    #[inline]
    fn is_nan(&self) -> bool {
        self.as_ref().is_some_and(T::is_nan)
    }

    fn nan() -> Option<Self> {
        Some(T::nan())
    }
}

/// Values that are never NaN.
macro_rules! never_nan {
    ($($type:ty),*) => { $(impl MaybeNan for $type {})* };
}

never_nan!((), bool, char, u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, core::time::Duration);

/// A tuple is NaN where one of it is.
macro_rules! tuples {
    ($($name:ident)*) => {
        impl<$($name: MaybeNan),*> MaybeNan for ($($name,)*) {
            #[inline]
            #[allow(non_snake_case, reason = "the type parameters name the elements")]
            fn is_nan(&self) -> bool {
                let ($($name,)*) = self;
                false $(|| $name.is_nan())*
            }

            fn nan() -> Option<Self> {
                Some(($($name::nan()?,)*))
            }
        }
    };
}

tuples!(A);
tuples!(A B);
tuples!(A B C);
tuples!(A B C D);
tuples!(A B C D E);
tuples!(A B C D E F);
tuples!(A B C D E F G);
tuples!(A B C D E F G H);

/// A statistic with a [`NanPolicy`] of its own. Made by [`Statistic::nan`].
///
/// In a window or under a key it goes inside, which is what their own method `nan` does; around anything else, a NaN
/// that is propagated stays until a reset. So it is the innermost window that is told, and each of those in a tuple or a
/// set: `Keyed::new(LastN::new(20, Mean::new())?.nan(policy))`.
///
/// # Complexity
///
/// A comparison a value.
///
/// # Examples
///
/// ```
/// use antiphon::online::{LastN, Mean, NanPolicy, Refusal, Statistic};
///
/// let mut strict = Mean::new().nan(NanPolicy::Reject);
/// assert_eq!(strict.try_update(f64::NAN), Err(Refusal::Nan));
///
/// let mut mean = LastN::new(2, Mean::new()).unwrap().nan(NanPolicy::Propagate);
/// mean.update(f64::NAN);
/// mean.update(1.0);
/// assert!(mean.value().unwrap().is_nan());
/// mean.update(2.0);
/// assert_eq!(mean.value(), Some(1.5));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Guarded<S> {
    format: Format<1>,
    inner: S,
    policy: NanPolicy,
    /// Those that make the value NaN.
    propagated: u64,
    skipped: u64,
}

impl<S> Guarded<S> {
    pub(super) const fn new(inner: S, policy: NanPolicy) -> Self {
        Self { format: Format, inner, policy, propagated: 0, skipped: 0 }
    }

    /// The statistic of the values that are not NaN.
    pub const fn inner(&self) -> &S {
        &self.inner
    }
}

impl<S> Guarded<S>
where
    S: Statistic<Input: MaybeNan, Output: MaybeNan>,
{
    #[cold]
    fn take_nan(&mut self) -> Result<(), Refusal> {
        match self.policy {
            NanPolicy::Skip => self.skipped += 1,
            NanPolicy::Propagate => self.propagated += 1,
            NanPolicy::Reject => {
                self.skipped += 1;
                return Err(Refusal::Nan);
            }
        }
        Ok(())
    }
}

impl<S> Statistic for Guarded<S>
where
    S: Statistic<Input: MaybeNan, Output: MaybeNan>,
{
    type Input = S::Input;
    type Output = S::Output;

    #[inline]
    fn try_update(&mut self, x: S::Input) -> Result<(), Refusal> {
        if x.is_nan() { self.take_nan() } else { self.inner.try_update(x) }
    }

    #[inline]
    fn admits(&self, x: &S::Input) -> Result<bool, Refusal> {
        match self.policy {
            _ if !x.is_nan() => self.inner.admits(x),
            NanPolicy::Skip => Ok(false),
            NanPolicy::Propagate => Ok(true),
            NanPolicy::Reject => Err(Refusal::Nan),
        }
    }

    #[inline]
    fn value(&self) -> Option<S::Output> {
        if self.propagated == 0 { self.inner.value() } else { S::Output::nan() }
    }

    fn count(&self) -> u64 {
        self.inner.count() + self.propagated
    }

    fn skipped(&self) -> u64 {
        self.inner.skipped() + self.skipped
    }

    fn reset(&mut self) {
        self.inner.reset();
        (self.propagated, self.skipped) = (0, 0);
    }
}

impl<S> Merge for Guarded<S>
where
    S: Merge<Input: MaybeNan, Output: MaybeNan>,
{
    type Suffix = Self;

    #[inline]
    fn merge(&mut self, later: &Self) {
        self.inner.merge(&later.inner);
        self.propagated += later.propagated;
        self.skipped += later.skipped;
    }

    #[inline]
    fn prepend(&mut self, x: S::Input) {
        if x.is_nan() {
            let _ = self.take_nan();
        } else {
            self.inner.prepend(x);
        }
    }

    #[inline]
    fn empty_beside(&self) -> Self {
        Self { inner: self.inner.empty_beside(), propagated: 0, skipped: 0, ..*self }
    }
}
