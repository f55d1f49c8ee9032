use antiphon::prelude::*;

fn main() {
    let rows = vec![String::from("a b")];
    let _ = genexp!(word.len() for row in rows for word in row.split(' '));
}
