//! Python raises a `TypeError` when the expression is made.
use antiphon::prelude::*;

fn main() {
    let _g = genexp!(i for i in 6);
}
