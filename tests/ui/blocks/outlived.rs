use antiphon::prelude::*;

fn returned(base: u32) -> impl Generator<Yield = u32> {
    generate!(|| {
        yield base;
    })
    .boxed()
}

fn main() {
    let _ = returned(1);
}
