use antiphon::prelude::*;

#[generator(yield = u32)]
fn numbers() {
    yield_!(1);
}

fn main() {
    let mut numbers = numbers();
    let _ = numbers.start();
    let _ = numbers.send(());
    let _ = numbers.close();
    let _ = numbers.next();
}
