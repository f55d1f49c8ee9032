use antiphon::prelude::*;

fn main() {
    let _ = generate!(|#[cfg(any())] value: u32| {
        yield 1;
        yield 2;
    });
    let _ = generate!(|#[cfg(any())] (left, right)| {
        yield left + right;
    });
}
