use antiphon::prelude::*;

#[generator(yield = u32, yield = u64)]
fn numbers() {
    yield_!(1);
}

#[generator(send = u32, throw = u8, throw = u8, send = u32)]
fn both() -> Result<(), u8> {
    yield_!();
    Ok(())
}

fn main() {
    let _ = numbers();
    let _ = both();
}
