use antiphon::prelude::*;

#[generator(yield = u32)]
fn numbers() {
    yield_!(1);
}

#[generator(yield = String)]
fn words() {
    yield_!("one".to_string());
}

fn main() {
    let _both = numbers().boxed().then(|()| words().boxed());
}
