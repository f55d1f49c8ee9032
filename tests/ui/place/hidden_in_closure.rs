use antiphon::prelude::*;

macro_rules! later {
    ($block:block) => {
        || $block
    };
}

#[generator(yield = u32)]
fn numbers() {
    let mut later = later!({ yield_!(1); });
    later();
    let _many = vec![|| yield_from!([1].into_generator())];
}

fn main() {
    let mut numbers = std::pin::pin!(numbers());
    let _: Result<u32, Stopped<(), ()>> = numbers.start();
}
