use antiphon::prelude::*;

fn main() {
    let rows = vec![String::from("a b")];
    let _ = genexp!((row.len(), n) for row in rows for word in [1, 2] for n in 0..word);
}
