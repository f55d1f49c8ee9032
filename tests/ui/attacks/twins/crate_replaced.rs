//! The twin: the crate that takes our name hands everything on.
extern crate antiphon as library;
extern crate self as antiphon;

pub use library::{__generator, __private, Gen, Plain};

#[library::generator(yield = u32)]
fn numbers() {
    yield_!(1);
}

fn main() {
    let mut numbers = std::pin::pin!(numbers());
    assert_eq!(library::Generator::start(&mut numbers), Ok(1));
}
