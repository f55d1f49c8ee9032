use antiphon::prelude::*;

fn main() {
    let _ = generate!(throw = String, || {
        yield 1;
    });
}
