use antiphon::prelude::*;

#[generator(yield = u32)]
async fn a() {
    yield_!(1);
}

fn main() {
    for _ in a().boxed() {}
}
