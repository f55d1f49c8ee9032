use antiphon::prelude::*;

fn main() {
    let _ = genexp!(x for Some(x) in [None, Some(1)]);
}
