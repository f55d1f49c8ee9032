use antiphon::prelude::*;

fn main() {
    let _ = generate!(|| {
        let x = yield 1 2;
    });
}
