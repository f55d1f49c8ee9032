use antiphon::prelude::*;

macro_rules! define {
    ($block:block) => {
        fn inner() $block
    };
}

#[generator(yield = u32)]
fn numbers() {
    define!({ yield_!(1); });
    inner();
}

fn main() {
    let mut numbers = std::pin::pin!(numbers());
    let _: Result<u32, Stopped<(), ()>> = numbers.start();
}
