//! A sketch as it is saved: as bytes, in the form that its crate gives it, or in that of postcard.

use super::dd_sketch::Bounded;
use alloc::{string::String, vec::Vec};
use core::fmt::Display;
use datasketches::{
    frequencies::{FrequentItemValue, FrequentItemsSketch},
    hll::HllSketch,
    kll::{KllFloat, KllSketch},
};
use hdrhistogram::Histogram;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};

pub(super) trait Bytes: Sized {
    fn to_bytes(&self) -> Result<Vec<u8>, String>;

    fn from_bytes(bytes: &[u8]) -> Result<Self, String>;
}

pub(super) fn serialize<T: Bytes, S: Serializer>(sketch: &T, serializer: S) -> Result<S::Ok, S::Error> {
    sketch.to_bytes().map_err(ser::Error::custom)?.serialize(serializer)
}

pub(super) fn deserialize<'de, T: Bytes, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    T::from_bytes(&Vec::<u8>::deserialize(deserializer)?).map_err(de::Error::custom)
}

fn said(error: impl Display) -> String {
    alloc::format!("{error}")
}

impl Bytes for KllSketch<KllFloat<f64>> {
    fn to_bytes(&self) -> Result<Vec<u8>, String> {
        Ok(self.serialize())
    }

    fn from_bytes(bytes: &[u8]) -> Result<Self, String> {
        Self::deserialize(bytes).map_err(said)
    }
}

impl Bytes for HllSketch {
    fn to_bytes(&self) -> Result<Vec<u8>, String> {
        Ok(self.serialize())
    }

    fn from_bytes(bytes: &[u8]) -> Result<Self, String> {
        Self::deserialize(bytes).map_err(said)
    }
}

impl<T: FrequentItemValue> Bytes for FrequentItemsSketch<T> {
    fn to_bytes(&self) -> Result<Vec<u8>, String> {
        Ok(self.serialize())
    }

    fn from_bytes(bytes: &[u8]) -> Result<Self, String> {
        Self::deserialize(bytes).map_err(said)
    }
}

impl Bytes for Bounded {
    fn to_bytes(&self) -> Result<Vec<u8>, String> {
        postcard::to_allocvec(self).map_err(said)
    }

    fn from_bytes(bytes: &[u8]) -> Result<Self, String> {
        postcard::from_bytes(bytes).map_err(said)
    }
}

/// The number of digits, and how often each value was.
impl Bytes for Histogram<u64> {
    fn to_bytes(&self) -> Result<Vec<u8>, String> {
        let counts = self.iter_recorded().map(|step| (step.value_iterated_to(), step.count_at_value()));
        postcard::to_allocvec(&(self.sigfig(), counts.collect::<Vec<_>>())).map_err(said)
    }

    fn from_bytes(bytes: &[u8]) -> Result<Self, String> {
        let (digits, counts): (u8, Vec<(u64, u64)>) = postcard::from_bytes(bytes).map_err(said)?;
        let mut histogram = Self::new(digits).map_err(said)?;
        for (value, count) in counts {
            histogram.record_n(value, count).map_err(said)?;
        }
        Ok(histogram)
    }
}
