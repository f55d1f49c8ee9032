use antiphon::prelude::*;

#[generator(yield = u32)]
fn numbers() {
    let _later = async {
        yield_!(1);
        let _ = try_yield!(2);
    };
}

fn main() {
    let mut numbers = std::pin::pin!(numbers());
    let _: Result<u32, Stopped<(), ()>> = numbers.start();
}
