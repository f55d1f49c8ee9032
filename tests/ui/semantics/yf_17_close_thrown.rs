use antiphon::prelude::*;

#[generator(yield = i64, throw = std::num::ParseIntError)]
fn numbers() -> Result<(), std::num::ParseIntError> {
    yield_!(1);
    Ok(())
}

fn main() {
    let mut numbers = std::pin::pin!(numbers());
    let _ = numbers.throw(Interrupt::Close);
}
