//! A macro that the body defines cannot stand in for a part of the expansion.
use antiphon::prelude::*;

macro_rules! later {
    ($block:block) => {
        async $block
    };
}

#[generator(yield = u32)]
fn numbers() {
    #[allow(unused_macros)]
    macro_rules! check { ($($any:tt)*) => {}; }
    #[allow(unused_macros)]
    macro_rules! never { ($($any:tt)*) => {}; }
    #[allow(unused_macros)]
    macro_rules! __suspend { ($($any:tt)*) => {}; }
    let _later = later!({ yield_!(1); });
}

fn main() {
    let mut numbers = std::pin::pin!(numbers());
    let _: Result<u32, Stopped<(), ()>> = numbers.start();
}
