//! See the library of this crate.

#![no_main]

use libfuzzer_sys::{arbitrary::Unstructured, fuzz_target};

fuzz_target!(|bytes: &[u8]| antiphon_fuzz::expand_one(&mut Unstructured::new(bytes)).expect("choices never fail"));
