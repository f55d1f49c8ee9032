use antiphon::prelude::*;

fn main() {
    let _ = genexp!();
    let _ = genexp!(1 + 2);
    let _ = genexp!(for x in [1, 2]);
    let _ = genexp!(x if x > 1 for x in [1, 2]);
}
