use antiphon::prelude::*;

#[generator(yield = u32)]
async fn child() {
    yield_!(1);
}

#[generator(yield = u32)]
fn in_place() {
    yield_from!(child());
}

#[generator(yield = u32)]
fn on_the_heap() {
    yield_from!(child().boxed());
}

fn main() {
    drop((in_place(), on_the_heap()));
}
