use antiphon::prelude::*;

fn main() {
    let _ = generate!({
        yield 1;
    });
    let _ = generate!();
    let _ = generate!(throw = String);
    let _ = generate!(|| yield 1, throw = String);
}
