use antiphon::prelude::*;

#[generator(yield = u32)]
fn numbers() {
    yield_!(1);
}

fn drive(mut generator: impl Generator<Input = ()>) {
    let _ = generator.send(());
}

fn main() {
    drive(numbers());
}
