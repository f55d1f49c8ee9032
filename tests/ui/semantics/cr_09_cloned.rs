use antiphon::prelude::*;

#[generator(yield = i64)]
fn one() {
    yield_!(1);
}

fn main() {
    let one = one();
    let _copy = one.clone();
}
