//! Statistics by name over one pass.

use super::{Merge, Refusal, Statistic};

/// A statistic in a set of statistics of `X`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a statistic of `{X}`",
    label = "stands in a set of statistics of `{X}`",
    note = "each value is given to every statistic of the set, whose `Input` must be what stands after `of`"
)]
pub trait Of<X> {
    /// As `update`.
    fn take(&mut self, x: &X);

    /// As `prepend`.
    fn take_before(&mut self, x: &X)
    where
        Self: Merge;

    /// As `admits`.
    ///
    /// # Errors
    ///
    /// The refusal.
    fn would_take(&self, x: &X) -> Result<bool, Refusal>;
}

#[diagnostic::do_not_recommend]
impl<S: Statistic> Of<S::Input> for S {
    #[inline]
    fn take(&mut self, x: &S::Input) {
        self.update(x.clone());
    }

    #[inline]
    fn take_before(&mut self, x: &S::Input)
    where
        S: Merge,
    {
        self.prepend(x.clone());
    }

    #[inline]
    fn would_take(&self, x: &S::Input) -> Result<bool, Refusal> {
        self.admits(x)
    }
}

/// The count of the one that took most.
#[must_use]
#[inline]
pub fn most(counts: &[u64]) -> u64 {
    counts.iter().copied().max().unwrap_or(0)
}

/// How many none of them took.
#[must_use]
#[inline]
pub fn least(skipped: &[u64]) -> u64 {
    skipped.iter().copied().min().unwrap_or(0)
}

/// Defines a set of statistics over one pass, each with a name, and what the set answers.
///
/// The set is a struct whose fields are as visible as itself, and a [`Statistic`](crate::online::Statistic) of the input
/// after `of`. What stands after `=>` is its output: a struct of the same fields, each of them the `Option` that the
/// statistic tells, with `Debug`, `Clone`, `PartialEq` and [`MaybeNan`](crate::online::MaybeNan). Both structs can have
/// attributes, and the fields of the first: `=> #[derive(Copy)] DelaysSoFar`.
///
/// It keeps the rules of a tuple: each statistic takes, skips or refuses a value on its own, the set takes what any of
/// them takes, and its count is that of the statistic that took most. It is [`Merge`](crate::online::Merge), and goes
/// into windows, where it derives `Clone` and `Debug`, and all of its statistics are `Merge`. It is saved and restored
/// where it derives the traits of serde. A policy for NaN, [`nan`](crate::online::Statistic::nan), is for all of the set; windows
/// in it are told on their own.
///
/// # Examples
///
/// ```
/// use antiphon::{online::*, prelude::*};
///
/// statistics! {
///     /// What is told of delays, in seconds.
///     #[derive(Debug, Clone, Default)]
///     pub struct Delays of f64 => DelaysSoFar {
///         mean: Mean,
///         deviation: StandardDeviation,
///         /// How long it took at worst.
///         slowest: Max,
///     }
/// }
///
/// let mut delays = Delays::default();
/// [1.0, 2.0, 6.0].into_iter().for_each(|delay| delays.update(delay));
/// assert_eq!(delays.mean.value(), Some(3.0));
///
/// let mut recent = Keyed::new(LastN::new(2, delays).unwrap()).generator();
/// recent.send(("north", 9.0)).unwrap();
/// recent.send(("north", 2.0)).unwrap();
/// let answer = recent.send(("north", 4.0)).unwrap().unwrap();
/// assert_eq!((answer.mean, answer.slowest), (Some(3.0), Some(4.0)));
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __statistics {
    (
        $(#[$attribute:meta])*
        $visibility:vis struct $name:ident of $input:ty => $(#[$of_answers:meta])* $answers:ident {
            $($(#[$of_field:meta])* $field:ident: $statistic:ty),+ $(,)?
        }
    ) => {
        $(#[$attribute])*
        $visibility struct $name {
            $(
                $(#[$of_field])*
                #[doc = ""]
                #[doc = ::core::concat!("Its statistic, `", ::core::stringify!($statistic), "`.")]
                $visibility $field: $statistic,
            )+
        }

        $(#[$of_answers])*
        #[doc = ""]
        #[doc = ::core::concat!("What `", ::core::stringify!($name), "` tells of the values so far.")]
        #[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
        #[allow(missing_copy_implementations, clippy::derive_partial_eq_without_eq, reason = "the user derives more")]
        $visibility struct $answers {
            $(
                #[doc = ::core::concat!("The value of its `", ::core::stringify!($statistic), "`, if there is one.")]
                $visibility $field: ::core::option::Option<<$statistic as $crate::online::Statistic>::Output>,
            )+
        }

        impl $crate::online::Statistic for $name {
            type Input = $input;
            type Output = $answers;

            #[inline]
            fn try_update(&mut self, x: $input) -> ::core::result::Result<(), $crate::online::Refusal> {
                let admitted = $crate::online::Statistic::admits(self, &x);
                $(<$statistic as $crate::__private::Of<$input>>::take(&mut self.$field, &x);)+
                admitted.map(|_| ())
            }

            #[inline]
            fn admits(&self, x: &$input) -> ::core::result::Result<::core::primitive::bool, $crate::online::Refusal> {
                $crate::__private::any(&[$(<$statistic as $crate::__private::Of<$input>>::would_take(&self.$field, x)),+])
            }

            #[inline]
            fn value(&self) -> ::core::option::Option<$answers> {
                ::core::option::Option::Some($answers {
                    $($field: $crate::online::Statistic::value(&self.$field),)+
                })
            }

            fn count(&self) -> ::core::primitive::u64 {
                $crate::__private::most(&[$($crate::online::Statistic::count(&self.$field)),+])
            }

            fn skipped(&self) -> ::core::primitive::u64 {
                $crate::__private::least(&[$($crate::online::Statistic::skipped(&self.$field)),+])
            }

            fn reset(&mut self) {
                $($crate::online::Statistic::reset(&mut self.$field);)+
            }
        }

        // A bound on types that are all known must hold, or is an error; one for every lifetime is a condition.
        #[allow(unused_lifetimes, reason = "with them the bounds are conditions")]
        impl $crate::online::Merge for $name
        where
            for<'any> $name: ::core::clone::Clone + ::core::fmt::Debug,
            $(for<'any> $statistic: $crate::online::Merge,)+
        {
            type Suffix = Self;

            #[inline]
            fn merge(&mut self, later: &Self) {
                $($crate::online::Merge::merge(&mut self.$field, &later.$field);)+
            }

            #[inline]
            fn prepend(&mut self, x: $input) {
                $(<$statistic as $crate::__private::Of<$input>>::take_before(&mut self.$field, &x);)+
            }

            #[inline]
            fn empty_beside(&self) -> Self {
                Self { $($field: $crate::online::Merge::empty_beside(&self.$field),)+ }
            }
        }

        #[allow(unused_lifetimes, reason = "as above")]
        impl $crate::online::MaybeNan for $answers
        where
            $(for<'any> <$statistic as $crate::online::Statistic>::Output: $crate::online::MaybeNan,)+
        {
            #[inline]
            fn is_nan(&self) -> ::core::primitive::bool {
                false $(|| $crate::online::MaybeNan::is_nan(&self.$field))+
            }

            fn nan() -> ::core::option::Option<Self> {
                ::core::option::Option::Some(Self { $($field: $crate::online::MaybeNan::nan()?,)+ })
            }
        }
    };
}
