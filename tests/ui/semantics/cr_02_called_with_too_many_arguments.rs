use antiphon::prelude::*;

#[generator(yield = (i64, i64))]
fn pair(a: i64, b: i64) {
    yield_!((a, b));
}

fn main() {
    let _pair = pair(1, 2, 3);
}
