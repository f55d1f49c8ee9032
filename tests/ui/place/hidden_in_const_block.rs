use antiphon::prelude::*;

macro_rules! constant {
    ($block:block) => {
        const $block
    };
}

#[generator(yield = u32)]
fn numbers() {
    constant!({ yield_!(1); });
}

fn main() {
    let mut numbers = std::pin::pin!(numbers());
    let _: Result<u32, Stopped<(), ()>> = numbers.start();
}
