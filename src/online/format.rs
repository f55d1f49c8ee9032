//! How statistics are saved: each begins with the version of its format, and numbers are saved by their bits.
//!
//! Text cannot hold infinities and NaN, and not every reader of text rounds correctly.

/// The version of a format, the first field of what is saved. Another version is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Format<const VERSION: u32>;

#[cfg(feature = "serde")]
mod version {
    use super::Format;
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    impl<const VERSION: u32> Serialize for Format<VERSION> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            VERSION.serialize(serializer)
        }
    }

    impl<'de, const VERSION: u32> Deserialize<'de> for Format<VERSION> {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let found = u32::deserialize(deserializer)?;
            if found == VERSION {
                return Ok(Self);
            }
            Err(D::Error::custom(format_args!(
                "the statistic was saved in format {found}, and this version of antiphon reads format {VERSION}"
            )))
        }
    }
}

/// Saves an `f64` by its bits.
#[cfg(feature = "serde")]
pub(super) mod exact {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
    pub(in super::super) fn serialize<S: Serializer>(x: &f64, serializer: S) -> Result<S::Ok, S::Error> {
        x.to_bits().serialize(serializer)
    }

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
        u64::deserialize(deserializer).map(f64::from_bits)
    }
}

/// As [`exact`], for two side by side.
#[cfg(feature = "serde")]
pub(super) mod exact_pair {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    use wide::f64x2;

    pub(in super::super) fn serialize<S: Serializer>(pair: &f64x2, serializer: S) -> Result<S::Ok, S::Error> {
        pair.to_array().map(f64::to_bits).serialize(serializer)
    }

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64x2, D::Error> {
        <[u64; 2]>::deserialize(deserializer).map(|pair| f64x2::new(pair.map(f64::from_bits)))
    }
}

/// A value that a window holds, and how it is saved: numbers with a point by their bits.
#[cfg(feature = "serde")]
pub trait Saved: Sized {
    /// What is saved in its place.
    type Form: serde::Serialize + serde::de::DeserializeOwned;

    /// What is saved for it.
    fn save(&self) -> Self::Form;

    /// The value that was saved.
    fn restore(form: Self::Form) -> Self;
}

/// Saves a value in its form.
#[cfg(feature = "serde")]
pub(super) mod form {
    use super::Saved;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(in super::super) fn serialize<T: Saved, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        value.save().serialize(serializer)
    }

    pub(in super::super) fn deserialize<'de, T: Saved, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        T::Form::deserialize(deserializer).map(T::restore)
    }
}

#[cfg(feature = "serde")]
pub(super) mod sequence {
    use super::Saved;
    use alloc::vec::Vec;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(in super::super) fn serialize<T: Saved, S: Serializer>(values: &[T], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(values.iter().map(T::save))
    }

    pub(in super::super) fn deserialize<'de, T: Saved, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<T>, D::Error> {
        Ok(Vec::<T::Form>::deserialize(deserializer)?.into_iter().map(T::restore).collect())
    }
}

/// As [`sequence`], for queues.
#[cfg(feature = "serde")]
pub(super) mod queue {
    use super::{Saved, sequence};
    use alloc::collections::VecDeque;
    use serde::{Deserializer, Serializer};

    pub(in super::super) fn serialize<T: Saved, S: Serializer>(
        values: &VecDeque<T>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(values.iter().map(T::save))
    }

    pub(in super::super) fn deserialize<'de, T: Saved, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<VecDeque<T>, D::Error> {
        sequence::deserialize(deserializer).map(VecDeque::from)
    }
}

/// As [`sequence`], for what may be missing.
#[cfg(feature = "serde")]
pub(super) mod optional {
    use super::Saved;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[allow(clippy::ref_option, reason = "serde calls it with a reference")]
    pub(in super::super) fn serialize<T: Saved, S: Serializer>(
        value: &Option<T>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        value.as_ref().map(T::save).serialize(serializer)
    }

    pub(in super::super) fn deserialize<'de, T: Saved, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<T>, D::Error> {
        Ok(Option::<T::Form>::deserialize(deserializer)?.map(T::restore))
    }
}

/// A map, as a sequence of keys with their values: not every format has maps whose keys are not text.
#[cfg(feature = "serde")]
pub(super) mod pairs {
    use alloc::{collections::BTreeMap, vec::Vec};
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(in super::super) fn serialize<K: Serialize, V: Serialize, S: Serializer>(
        map: &BTreeMap<K, V>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(map)
    }

    pub(in super::super) fn deserialize<'de, K: Deserialize<'de> + Ord, V: Deserialize<'de>, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<BTreeMap<K, V>, D::Error> {
        Ok(Vec::<(K, V)>::deserialize(deserializer)?.into_iter().collect())
    }
}

#[cfg(feature = "serde")]
mod saved {
    use super::Saved;

    impl Saved for f64 {
        type Form = u64;

        fn save(&self) -> u64 {
            self.to_bits()
        }

        fn restore(form: u64) -> Self {
            Self::from_bits(form)
        }
    }

    /// Values that are saved as they are.
    macro_rules! as_they_are {
        ($($type:ty),*) => {
            $(impl Saved for $type {
                type Form = Self;

                fn save(&self) -> Self {
                    self.clone()
                }

                fn restore(form: Self) -> Self {
                    form
                }
            })*
        };
    }

    as_they_are!((), bool, char, u8, u16, u32, u64, usize, i8, i16, i32, i64, isize);
    as_they_are!(alloc::string::String, core::time::Duration);

    macro_rules! tuples {
        ($($name:ident)*) => {
            impl<$($name: Saved),*> Saved for ($($name,)*) {
                type Form = ($($name::Form,)*);

                #[allow(non_snake_case, reason = "the type parameters name the elements")]
                fn save(&self) -> Self::Form {
                    let ($($name,)*) = self;
                    ($($name.save(),)*)
                }

                #[allow(non_snake_case, reason = "the type parameters name the elements")]
                fn restore(($($name,)*): Self::Form) -> Self {
                    ($($name::restore($name),)*)
                }
            }
        };
    }

    tuples!(A);
    tuples!(A B);
    tuples!(A B C);
    tuples!(A B C D);
}
