use antiphon::prelude::*;

#[generator(yield = u32)]
async fn numbers() {
    yield_from!(futures_util::stream::iter([1, 2]));
}

fn main() {
    drop(numbers());
}
