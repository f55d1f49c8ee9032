use antiphon::prelude::*;

#[generator(yield = u32)]
unsafe extern "C" fn numbers(first: u32, _: ...) {
    yield_!(first);
}

fn main() {
    let _ = unsafe { numbers(1) };
}
