use antiphon::prelude::*;

#[generator(yield = u32)]
fn numbers() {
    yield_!(1);
}

fn main() {
    let mut fed = numbers().boxed().map_send(|_: char| ());
    let _ = fed.start();
}
