use antiphon::prelude::*;

fn main() {
    let _ = genexp!(x x for x in [1, 2]);
    let _ = genexp!(x for x in [1, 2], if x > 1);
    let _ = genexp!(x for x in [1, 2] and x > 1);
}
