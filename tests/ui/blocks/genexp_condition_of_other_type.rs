use antiphon::prelude::*;

fn main() {
    let _ = genexp!(x for x in [1, 2] if x);
    let _ = genexp!(x + y for x in [1, 2] for y in x);
}
