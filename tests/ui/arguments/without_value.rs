use antiphon::prelude::*;

#[generator(yield)]
fn bare() {}

#[generator(yield = )]
fn empty() {}

#[generator(yield(u32))]
fn parenthesised() {}

#[generator(u32)]
fn only_a_type() {}

#[generator("u32")]
fn a_string() {}

#[generator(yield = u32 send = u8)]
fn no_comma() {}

fn main() {
    let _ = (bare(), empty(), parenthesised(), only_a_type(), a_string(), no_comma());
}
