use antiphon::prelude::*;

#[generator(yield = i64)]
fn ones() {
    loop {
        yield_!(1);
    }
}

fn main() {
    let mut doubled = ones().into_iter().map(|x| x * 2);
    let _ = doubled.send(());
}
