use antiphon::prelude::*;

#[generator(yield = &'static str)]
fn words() {
    yield_!("one");
}

#[generator(yield = u32)]
fn numbers() {
    yield_from!(words());
}

#[generator(yield = u32)]
fn from_iterator() {
    yield_from!(["one"].into_generator());
}

#[generator(yield = u32)]
fn boxed() {
    let _ = try_yield_from!(words().boxed());
}

fn main() {
    let mut numbers = std::pin::pin!(numbers());
    let _: Result<u32, Stopped<(), ()>> = numbers.start();
}
