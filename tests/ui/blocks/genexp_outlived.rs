use antiphon::prelude::*;

fn multiples(factor: u32) -> impl Iterator<Item = u32> {
    genexp!(factor * n for n in 1..)
}

fn main() {
    let _ = multiples(2);
}
