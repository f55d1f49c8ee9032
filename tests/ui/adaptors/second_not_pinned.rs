use antiphon::prelude::*;

#[generator(yield = u32)]
fn numbers(from: u32) -> u32 {
    yield_!(from);
    from + 1
}

fn main() {
    let _both = numbers(1).boxed().then(|next| numbers(next));
}
