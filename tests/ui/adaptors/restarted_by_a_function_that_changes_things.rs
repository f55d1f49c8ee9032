use antiphon::prelude::*;

#[generator(yield = u32)]
fn numbers(from: u32) {
    yield_!(from);
}

fn main() {
    let mut next = 0;
    let passes = restartable(|| {
        next += 1;
        numbers(next)
    });
    let _ = passes.iter().count();
}
