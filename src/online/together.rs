use super::{Merge, Refusal, Statistic};

/// Whether any would take the value; if not, the first refusal.
///
/// # Errors
///
/// That refusal.
#[inline]
pub fn any(admitted: &[Result<bool, Refusal>]) -> Result<bool, Refusal> {
    if admitted.contains(&Ok(true)) {
        return Ok(true);
    }
    admitted.iter().copied().find(Result::is_err).unwrap_or(Ok(false))
}

/// Several statistics over one pass: tuples whose elements take the same input.
///
/// Each element takes, skips or refuses a value on its own, and the tuple does what most of them do: it takes what any of
/// them takes. So its count is that of the element that took most.
macro_rules! tuple {
    ($first:ident $zero:tt $($name:ident $index:tt)*) => {
        #[allow(non_snake_case, reason = "the type parameters name the elements")]
        impl<$first: Statistic, $($name: Statistic<Input = $first::Input>),*> Statistic for ($first, $($name,)*) {
            type Input = $first::Input;
            type Output = (Option<$first::Output>, $(Option<$name::Output>,)*);

            #[inline]
            fn try_update(&mut self, x: $first::Input) -> Result<(), Refusal> {
                let admitted = self.admits(&x);
                let ($first, $($name,)*) = self;
                $($name.update(x.clone());)*
                $first.update(x);
                admitted.map(|_| ())
            }

            #[inline]
            fn admits(&self, x: &$first::Input) -> Result<bool, Refusal> {
                let ($first, $($name,)*) = self;
                any(&[$first.admits(x), $($name.admits(x)),*])
            }

            #[inline]
            fn value(&self) -> Option<Self::Output> {
                let ($first, $($name,)*) = self;
                Some(($first.value(), $($name.value(),)*))
            }

            fn count(&self) -> u64 {
                let ($first, $($name,)*) = self;
                $first.count()$(.max($name.count()))*
            }

            fn skipped(&self) -> u64 {
                let ($first, $($name,)*) = self;
                $first.skipped()$(.min($name.skipped()))*
            }

            fn reset(&mut self) {
                let ($first, $($name,)*) = self;
                $first.reset();
                $($name.reset();)*
            }
        }

        impl<$first: Merge, $($name: Merge<Input = $first::Input>),*> Merge for ($first, $($name,)*) {
            type Suffix = Self;

            #[inline]
            #[allow(non_snake_case, reason = "the type parameters name the elements")]
            fn merge(&mut self, later: &Self) {
                self.$zero.merge(&later.$zero);
                $(self.$index.merge(&later.$index);)*
            }

            #[inline]
            #[allow(non_snake_case, reason = "the type parameters name the elements")]
            fn prepend(&mut self, x: $first::Input) {
                let ($first, $($name,)*) = self;
                $($name.prepend(x.clone());)*
                $first.prepend(x);
            }

            #[inline]
            #[allow(non_snake_case, reason = "the type parameters name the elements")]
            fn empty_beside(&self) -> Self {
                let ($first, $($name,)*) = self;
                ($first.empty_beside(), $($name.empty_beside(),)*)
            }
        }
    };
}

tuple!(A 0);
tuple!(A 0 B 1);
tuple!(A 0 B 1 C 2);
tuple!(A 0 B 1 C 2 D 3);
tuple!(A 0 B 1 C 2 D 3 E 4);
tuple!(A 0 B 1 C 2 D 3 E 4 F 5);
tuple!(A 0 B 1 C 2 D 3 E 4 F 5 G 6);
tuple!(A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7);
