//! A `SyntaxError` in Python.
use antiphon::prelude::*;

#[generator(yield = u32)]
fn f(xs: [u32; 2]) {
    let _g = genexp!(yield_!(i) for i in xs if { yield_!(i); true });
}

fn main() {
    let _ = f([1, 2]);
}
