//! In Python the expression yields what was pushed.
use antiphon::prelude::*;

fn main() {
    let mut src = vec![1, 2];
    let g = genexp!(x for x in &src);
    src.push(3);
    src = vec![4];
    println!("{:?}", g.collect::<Vec<_>>());
}
