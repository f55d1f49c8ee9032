use antiphon::prelude::*;

macro_rules! later {
    ($block:block) => {
        async $block
    };
}

#[generator(yield = u32)]
fn numbers() {
    let _later = later!({ yield_!(1); });
}

fn main() {
    let mut numbers = std::pin::pin!(numbers());
    let _: Result<u32, Stopped<(), ()>> = numbers.start();
}
