use antiphon::prelude::*;

#[generator(yield = u32, send = u32)]
fn ask() -> u32 {
    yield_!(0)
}

#[generator(yield = u32)]
fn add(sum: u32, #[send] value: u32) -> u32 {
    sum + yield_!(value)
}

fn main() {
    let _both = ask().boxed().then(|sum| add(sum).boxed());
}
