use antiphon::prelude::*;

fn main() {
    let _ = genexp!(x for x [1, 2]);
    let _ = genexp!(x for x of [1, 2]);
    let _ = genexp!(x for x in);
    let _ = genexp!(x for x in if x > 1);
    let _ = genexp!(x for x in [1, 2] if);
}
