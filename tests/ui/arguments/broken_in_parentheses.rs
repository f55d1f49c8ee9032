use antiphon::prelude::*;

#[generator(yield = (u32 u32))]
fn no_comma() {}

#[generator(yield = [u32; 2 3])]
fn two_lengths() {}

fn main() {
    let _ = (no_comma(), two_lengths());
}
