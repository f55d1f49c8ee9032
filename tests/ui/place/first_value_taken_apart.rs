//! Who calls the hidden macro by hand cannot put the first value sent where another body would take it.
use antiphon::{Gen, SendFirst};
use std::convert::Infallible;

fn numbers() -> Gen<u32, Box<u32>, Infallible, SendFirst, impl Future<Output = ()>> {
    antiphon::__generator! {
        $ Gen absurd SendFirst {} [u32] [Box<u32>] [Infallible]
        { let mut _taken = Box::new(0); } { let _later = async move || _taken } {}
        [yield_ try_yield yield_from try_yield_from] {}
    }
}

fn main() {
    let _ = numbers();
}
