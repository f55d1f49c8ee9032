use antiphon::prelude::*;

fn main() {
    let _ = generate!(error = String, || yield 1);
    let _ = generate!(throw = , || yield 1);
}
