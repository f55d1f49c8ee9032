use antiphon::prelude::*;

#[generator(yield = i64)]
fn inner() {
    yield_!(1);
    yield_!(2);
}

#[generator(yield = i64)]
fn outer(inner: impl Iterator<Item = i64>) {
    yield_from!(inner.into_generator());
}

fn main() {
    let mut inner = std::pin::pin!(inner());
    let mut outer = std::pin::pin!(outer(&mut inner));
    let _ = outer.start();
    let _ = inner.start();
    let _ = outer.start();
}
